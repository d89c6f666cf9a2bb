"""Fifty writers at once: registers duty records through the web, and proves that nothing acknowledged is lost.

    python -m tests.load [--database sqlite|postgres|default-sqlite] [--writers 50] [--seconds 60] [--direct] [--json]

Each configuration gets a database and a folder of its own, which vanish. The control ``default-sqlite`` runs on
Django's own SQLite settings and must show the errors that the settings of the project prevent.
"""
