"""The pages on which a suggestion is handled."""
