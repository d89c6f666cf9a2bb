"""The duty strip as a picture: black on white, 300 dots to the inch, its marks as on the screen."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from ...tables.strip import MIDDLE, Strip

HEIGHT = 18  # of a strip, in its own units
DOTS = 4  # to a unit
FINE = 4  # drawn so much larger, then reduced: smooth edges
STROKE = 1.5
INCH, RESOLUTION = 914_400, 300
EMU = INCH * DOTS // RESOLUTION  # to a unit


def png(strip: Strip) -> bytes:
    """A strip as a PNG; equal strips are drawn once."""
    return _drawn(strip.width, tuple((mark.shape, mark.x) for mark in strip.marks), strip.divider)


@lru_cache(maxsize=512)
def _drawn(width, marks, divider) -> bytes:
    scale = DOTS * FINE
    image = Image.new("L", (width * scale, HEIGHT * scale), 255)
    pen = Pen(ImageDraw.Draw(image), scale)
    for shape, x in marks:
        getattr(pen, shape)(x)
    if divider is not None:
        pen.line((divider, 2), (divider, 16), 0.8)
    out = BytesIO()
    small = image.resize((width * DOTS, HEIGHT * DOTS), Image.Resampling.LANCZOS)
    small.save(out, "PNG", dpi=(RESOLUTION, RESOLUTION), optimize=True)
    return out.getvalue()


class Pen:
    """Draws each shape of a strip around its middle, in the units of the strip."""

    def __init__(self, draw: ImageDraw.ImageDraw, scale: int):
        self.draw, self.scale = draw, scale

    def full(self, x):
        """Counted."""
        self.draw.ellipse(self._box(x, MIDDLE, 4.2), fill=0)

    def ring(self, x, radius=3.6):
        """Still to do."""
        half = STROKE / 2
        self.draw.ellipse(self._box(x, MIDDLE, radius + half), outline=0, width=round(STROKE * self.scale))

    def cross(self, x):
        """Can no longer be done."""
        self.line((x - 3.4, MIDDLE - 3.4), (x + 3.4, MIDDLE + 3.4))
        self.line((x - 3.4, MIDDLE + 3.4), (x + 3.4, MIDDLE - 3.4))

    def dash(self, x, half=3.5):
        """Not asked for."""
        self.line((x - half, MIDDLE), (x + half, MIDDLE))

    def exempt(self, x):
        """Released."""
        self.ring(x, 4.2)
        self.dash(x, 2)

    def question(self, x):
        """Not known yet."""
        box = self._box(x, MIDDLE - 2.1, 2.3 + STROKE / 2)
        self.draw.arc(box, 180, 420, fill=0, width=round(STROKE * self.scale))
        self.line((x + 1.2, MIDDLE - 0.1), (x, MIDDLE + 1.2))
        self.line((x, MIDDLE + 1.2), (x, MIDDLE + 1.9))
        self.draw.ellipse(self._box(x, MIDDLE + 4.5, 0.9), fill=0)

    def line(self, start, end, width=STROKE):
        """A line with round ends."""
        points = [(x * self.scale, y * self.scale) for x, y in (start, end)]
        self.draw.line(points, fill=0, width=round(width * self.scale))
        for x, y in (start, end):
            self.draw.ellipse(self._box(x, y, width / 2), fill=0)

    def _box(self, x, y, radius):
        return [(place + side * radius) * self.scale for side in (-1, 1) for place in (x, y)]
