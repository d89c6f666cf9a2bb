"""The sheet of activities: a row each, with cells of names that make its roll."""

from .desk import Activities as Activities
