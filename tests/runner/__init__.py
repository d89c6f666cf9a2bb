"""Runs everything that checks the project and says what was left out."""
