"""Seed folders to break, and texts to prove them by."""

from hashlib import sha256
from shutil import copytree

from tracker.intake import seed_files


def copy_of_seeds(tmp_path, name="", old="", new=""):
    """A copy of the project's seeds, one passage of one file replaced."""
    folder = copytree(seed_files.FOLDER, tmp_path / "seeds", dirs_exist_ok=True)
    if name:
        edit(folder / name, old, new)
    return folder


def edit(path, old, new):
    """Replace a passage that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def texts_for(folder, tmp_path):
    """Texts that hold every quote of a seeds folder, broken over lines, with their hashes written into the seeds."""
    texts = tmp_path / "texts"
    texts.mkdir()
    files = seed_files.read(folder)
    for document in files.tables["documents.toml"]["document"]:
        held = [quote for _, code, quote in seed_files.quotes(files) if code == document["code"]]
        content = "\n".join("\n\n　".join(quote) for quote in held).encode()
        (texts / document["file_name"]).write_bytes(content)
        edit(folder / "documents.toml", document["sha256"], sha256(content).hexdigest())
    return texts
