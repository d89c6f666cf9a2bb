"""The pages on which reports are uploaded and what was read of them is accepted, corrected or rejected."""
