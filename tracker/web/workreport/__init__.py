"""The work report: its page, the rows behind each of its numbers, its workbook and its draft."""
