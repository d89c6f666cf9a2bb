"""System checks on the seed files (tracker.E001 …)."""
