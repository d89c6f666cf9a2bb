"""The ways dates are read and shown, by language."""
