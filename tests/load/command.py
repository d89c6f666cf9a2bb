"""`python -m tests.load.command MODULE WORDS …`: a step of a load test in the database of its environment.

It prints what ``answer`` of the module returns, as JSON.
"""

import json
import sys
from importlib import import_module

import django


def main(module: str, *words: str):
    """Start Django, then import the step and run it."""
    django.setup()
    json.dump(import_module(f"tests.load.{module}").answer(*words), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
