"""Reminding deputies and groups, pressing units: who is due, the texts, what was sent, the templates."""
