"""The deputy's own pages: what is missing, the own records with their evidence, the word on what others entered."""
