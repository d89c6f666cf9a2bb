"""Indicators of the work report: one definition each, counted from the ledger over a span, with the rows behind it."""
