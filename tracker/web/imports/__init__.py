"""The pages on which workbooks are uploaded, checked, looked at and confirmed."""
