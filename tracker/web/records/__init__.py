"""Duty records: the list, one record and what may be done with it, registering for a deputy, verifying many."""
