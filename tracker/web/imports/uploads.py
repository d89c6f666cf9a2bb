"""Keeps uploads within bounds while they arrive."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from ...intake.workbook import MAX_BYTES


class Bounded(FileUploadHandler):
    """Leaves out a file that is too large, wherever it is sent; the request says so."""

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) > MAX_BYTES:
            self.request.has_too_large_file = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        return None
