"""The project's configuration, the SQLite it runs on, and the XML parser of its workbooks."""

import os
import sys


def use_packaged_sqlite() -> None:
    """Puts the SQLite of pysqlite3 in place of Python's own, where it is installed."""
    try:
        import pysqlite3
        import pysqlite3.dbapi2
    except ImportError:
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


use_packaged_sqlite()
# docxtpl brings lxml; workbooks are read and written without it, as their guard and its tests know the other parser
os.environ["OPENPYXL_LXML"] = "False"
# names are read sign by sign: a dictionary of 47,000 phrases would only be walked by every garbage collection
os.environ["PYPINYIN_NO_PHRASES"] = os.environ["PYPINYIN_NO_DICT_COPY"] = "1"
