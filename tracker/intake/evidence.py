"""Evidence as it comes in: photos are made anew and small, a PDF stays as it is; what is neither is refused."""

import hashlib
import os
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import Lock
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

from ..ledger import By, Refused, evidence
from ..models import DutyRecord, Evidence

MEGABYTE = 1024 * 1024
MOST_OF_PHOTO, MOST_OF_PDF = 25 * MEGABYTE, 10 * MEGABYTE
SIDE, QUALITY = 1600, 82
JPEG, PDF = "image/jpeg", "application/pdf"
ENDINGS = {JPEG: (".jpg", ".jpeg", ".jfif", ".png", ".webp", ""), PDF: (".pdf", "")}
FORMATS = ("JPEG", "PNG", "WEBP")
PIXELS_IN_STEPS, PIXELS = 210_000_000, 50_000_000  # a JPEG of lines is read at a fraction of its size, others whole
HEIF = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
HEAD = 16
DAMAGED = (UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, EOFError, LookupError)
DAMAGED += (struct.error, zlib.error)
BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
ONE_AT_A_TIME = Lock()

Image.MAX_IMAGE_PIXELS = PIXELS_IN_STEPS


@dataclass(frozen=True)
class Prepared:
    """A file as it will be kept: its name, its format and its bytes."""

    name: str
    content_type: str
    content: bytes


def prepare(upload: UploadedFile) -> Prepared:
    """Look at an uploaded file and make of it what will be kept; refused with a sentence that names the file."""
    name = _printable(upload.name)
    head = upload.read(HEAD)
    upload.seek(0)
    content_type = _format(name, head)
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS[content_type]:
        found = " PDF" if content_type == PDF else "照片"
        raise Refused(f"「{name}」的内容是{found}，扩展名却是 {ending}；请用正确的扩展名保存后再上传。")
    if upload.size > (most := MOST_OF_PDF if content_type == PDF else MOST_OF_PHOTO):
        raise Refused(f"「{name}」有 {upload.size // MEGABYTE} MB，超过 {most // MEGABYTE} MB；请缩小或分开后再上传。")
    if content_type == PDF:
        return Prepared(_named(name, ".pdf"), PDF, upload.read())
    return Prepared(_named(name, ".jpg"), JPEG, _made_anew(name, upload))


def _printable(name) -> str:
    return "".join(sign for sign in Path(name or "").name if sign.isprintable()).strip() or "未命名"


def _named(name, ending) -> str:
    return Path(name).stem[: evidence.NAME - len(ending)] + ending


def _format(name, head) -> str:
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return JPEG
    if head[4:8] == b"ftyp" and head[8:12] in HEIF:
        raise Refused(
            f"「{name}」是 HEIC 格式，不能保存。请在 iPhone 的“设置—相机—格式”中选“兼容性最佳”后再拍；"
            "已拍的，先用微信发给自己（不勾选原图），保存后再上传。"
        )
    raise Refused(f"「{name}」不是照片（JPEG、PNG、WebP）也不是 PDF，没有保存；请转成其中一种后再上传。")


def _made_anew(name, upload) -> bytes:
    """A photo as a JPEG of at most 1600 pixels a side, upright, without place, time or device in it."""
    try:
        with ONE_AT_A_TIME, Image.open(upload, formats=FORMATS) as picture:
            if picture.width * picture.height > _most_pixels(picture):
                raise Image.DecompressionBombError
            picture.thumbnail((SIDE, SIDE))
            return _as_jpeg(_on_white(ImageOps.exif_transpose(picture)))
    except BOMBS as error:
        raise Refused(f"「{name}」的尺寸过大（像素太多），没有保存；请把照片缩小后再上传。") from error
    except DAMAGED as error:
        raise Refused(f"「{name}」打不开，可能没有传完或者已经损坏；请重新选择这张照片再上传。") from error


def _most_pixels(picture) -> int:
    in_steps = picture.format in ("JPEG", "MPO") and not picture.info.get("progressive")
    return PIXELS_IN_STEPS if in_steps else PIXELS


def _on_white(picture) -> Image.Image:
    """A new picture of nothing but the points; what was transparent is white."""
    flat = Image.new("RGB", picture.size, "white")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        flat.paste(picture, mask=picture)
    else:
        flat.paste(picture.convert("RGB"))
    return flat


def _as_jpeg(picture) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def keep(by: By, record: DutyRecord, prepared: Prepared) -> Evidence:
    """Write a prepared file and put it to a record: the file first, so that no row is ever without its file."""
    path = _write(prepared)
    digest = hashlib.sha256(prepared.content).hexdigest()
    kept = evidence.Kept(prepared.name, path, prepared.content_type, len(prepared.content), digest)
    try:
        return evidence.attach(by, record, kept)
    except Refused:
        (settings.MEDIA_ROOT / path).unlink(missing_ok=True)
        raise


def _write(prepared) -> str:
    """Write the bytes under a random name for their owner alone; the path under MEDIA_ROOT."""
    name = uuid4().hex
    path = f"evidence/{name[:2]}/{name}{Path(prepared.name).suffix}"
    target = settings.MEDIA_ROOT / path
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(prepared.content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        target.unlink(missing_ok=True)
        raise Refused(f"服务器现在不能保存文件（{error.strerror}）；请告知系统管理员，稍后再上传。") from error
    return path


def file_of(row: Evidence) -> Path:
    """Where the file of a row lies."""
    return settings.MEDIA_ROOT / row.path
