#!/usr/bin/env python3
"""Runs the project's commands."""

import os
import sys

import config  # noqa: F401  puts the safe SQLite in place before Django starts


def main() -> None:
    """Hands the command line to Django; an unusable environment ends in one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
