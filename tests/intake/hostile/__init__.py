"""Workbooks that nobody should open, each small to make, with what the clerk is told of it."""
