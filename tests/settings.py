"""The settings of a test run: nothing to set by hand, and all files in a folder that vanishes."""

import atexit
import gc
import os
import shutil
import tempfile

gc.set_threshold(50_000)  # before all is imported: searching it for garbage takes a twentieth of the time

if "DATA_DIR" not in os.environ:
    os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="ledger-tests-")
    atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
os.environ.setdefault("DEBUG", "1")

from config.settings import *  # noqa: F403

IMPORTS_IN_PROCESS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
