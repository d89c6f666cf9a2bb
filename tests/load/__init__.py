"""Fifty writers at once: registers duty records through the web, and proves that nothing acknowledged is lost.

    python -m tests.load [--database sqlite|postgres|default-sqlite] [--writers 50] [--seconds 60] [--direct] [--json]

Without a database four configurations run: the server as an office runs it (2 workers of 4 threads) on SQLite and on
PostgreSQL, then with a thread for each writer on SQLite and on the control. With --direct the threads
call the ledger itself, beside as many bare commits; a record is two writes there.

Each configuration gets a database and a folder of its own, which vanish. The control ``default-sqlite`` runs on
Django's own SQLite settings and must show the errors that the settings of the project prevent.
"""
