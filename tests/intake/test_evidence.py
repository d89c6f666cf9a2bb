"""Photos are made anew and small and say nothing of place or device; what is not what it says is refused."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tracker.intake.evidence import MEGABYTE, prepare
from tracker.ledger import Refused

PDF = b"%PDF-1.4\n%%EOF"


def photo(size=(60, 40), form="JPEG", mode="RGB", colour="red", **options) -> bytes:
    out = BytesIO()
    Image.new(mode, size, colour).save(out, form, **options)
    return out.getvalue()


def sent(content, name="照片.jpg"):
    return prepare(SimpleUploadedFile(name, content))


def opened(prepared):
    return Image.open(BytesIO(prepared.content))


def test_place_device_and_words_are_gone_and_the_photo_stands_upright():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    content = photo(exif=exif, comment=b"SecretWord")
    assert b"SecretCamera" in content and b"SecretWord" in content
    made = sent(content)
    assert opened(made).size == (40, 60) and not opened(made).getexif()
    assert b"Secret" not in made.content and b"Exif" not in made.content


def test_a_big_photo_is_shrunk_and_a_small_one_stays():
    assert opened(sent(photo((4000, 3000)))).size == (1600, 1200)
    assert opened(sent(photo())).size == (60, 40)


@pytest.mark.parametrize(("form", "name"), [("PNG", "截图.png"), ("WEBP", "a.webp"), ("PNG", "微信图片.jpg")])
def test_other_pictures_become_jpeg_with_white_where_nothing_was(form, name):
    made = sent(photo(form=form, mode="RGBA", colour=(0, 0, 0, 0)), name)
    assert (made.content_type, made.name.endswith(".jpg")) == ("image/jpeg", True)
    assert opened(made).getpixel((1, 1)) == (255, 255, 255)


def test_a_pdf_is_kept_as_it_is():
    made = sent(PDF, "签到表.PDF")
    assert (made.name, made.content_type, made.content) == ("签到表.pdf", "application/pdf", PDF)


def png_of(width, height) -> bytes:
    """The head of a picture that would be this large; its points fill a few bytes."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))  # noqa: E731
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (PDF, "照片.jpg", "的内容是 PDF，扩展名却是 .jpg"),
        (photo(), "扫描.pdf", "的内容是照片，扩展名却是 .pdf"),
        (b"<html><script>alert(1)</script>", "照片.jpg", "不是照片"),
        (b"PK\x03\x04" + bytes(40), "表.xlsx", "不是照片"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "IMG_1.HEIC", "兼容性最佳"),
        (photo()[:200], "断.jpg", "没有传完或者已经损坏"),
        (b"\xff\xd8\xff" + bytes(200), "坏.jpg", "没有传完或者已经损坏"),
        (png_of(9000, 9000), "大.png", "像素太多"),
        (png_of(60000, 60000), "炸.png", "像素太多"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_kept_is_refused_with_its_name(content, name, sentence):
    with pytest.raises(Refused, match=sentence) as refusal:
        sent(content, name)
    assert f"「{name}」" in str(refusal.value)


def test_a_photo_may_have_25_megabytes_and_a_pdf_10():
    assert opened(sent(photo() + bytes(12 * MEGABYTE))).size == (60, 40)
    for content, name, most in ((photo(), "大.jpg", 25), (PDF, "大.pdf", 10)):
        with pytest.raises(Refused, match=f"「{name}」有 {most} MB，超过 {most} MB"):
            sent(content + bytes(most * MEGABYTE), name)


def test_facts_of_a_wrong_type_beside_a_photo_are_a_damaged_photo():
    facts = Image.Exif()
    facts[0x112], facts[0x10F] = 6, "x"
    content = photo(exif=facts).replace(b"\x01\x0f\x00\x02", b"\x01\x1a\x00\x02")  # a resolution that is a text
    with pytest.raises(Refused, match="打不开"):
        prepare(sent(content))
