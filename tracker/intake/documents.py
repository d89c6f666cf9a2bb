"""Proves the quotes of the seeds against the texts of the documents."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from .seed_files import Files, quotes


@dataclass(frozen=True)
class Proof:
    """How many documents and quotes were proven, and a sentence on each that was not."""

    documents: int
    quotes: int
    failures: list[str]


def prove(files: Files, folder: Path) -> Proof:
    """Compare each document's SHA-256 and each quote with the texts of a folder, ignoring white space in quotes."""
    documents = {row["code"]: row for row in files.tables["documents.toml"]["document"]}
    texts = {code: _content(folder / row["file_name"]) for code, row in documents.items()}
    flaws = [flaw for code, row in documents.items() if (flaw := _flaw(row, texts[code]))]
    squeezed = {code: squeeze(text.decode(errors="replace")) for code, text in texts.items() if text is not None}
    placed = list(quotes(files))
    lost = [
        f"{place}：在 {documents[code]['file_name']}（{code}）中找不到「{quote}」，请照原文改正。"
        for place, code, quote in placed
        if squeeze(quote) not in squeezed.get(code, "")
    ]
    return Proof(len(documents) - len(flaws), len(placed) - len(lost), flaws + lost)


def squeeze(text: str) -> str:
    """A text without any white space: scans break lines inside words."""
    return "".join(text.split())


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _flaw(document: dict, text: bytes | None) -> str:
    name, code = document["file_name"], document["code"]
    if text is None:
        return f"documents.toml「{code}」：文件夹中没有 {name}。"
    if sha256(text).hexdigest() != document["sha256"]:
        return f"documents.toml「{code}」：{name} 的 SHA-256 与记录不符，文件可能被改动过。"
    return ""
