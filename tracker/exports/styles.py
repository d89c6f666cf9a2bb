"""How the cells of a workbook look: fonts, borders, and a fill for each outcome."""

from decimal import Decimal

from ..scores.judge import EXEMPT, MET, NOT_APPLICABLE, RUNNING, SHORT, UNKNOWN
from ..tables.words import OUTCOME_LABELS

FONT, HEAD_FONT = "宋体", "黑体"
BODY = {"font_name": FONT, "font_size": 10, "valign": "vcenter", "text_wrap": True}
CELL = {**BODY, "border": 1, "border_color": "#808080"}
WORD = {**CELL, "align": "center", "text_wrap": False, "shrink": True}
STYLES = {
    "title": {**BODY, "font_name": HEAD_FONT, "font_size": 16, "align": "center"},
    "line": {**BODY, "align": "left"},
    "line-center": {**BODY, "align": "center"},
    "line-right": {**BODY, "align": "right"},
    "head": {**CELL, "font_name": HEAD_FONT, "align": "center", "bg_color": "#E7E6E6"},
    "section": {**BODY, "font_name": HEAD_FONT, "font_size": 12, "align": "left"},
    "note": {**BODY, "font_size": 9, "valign": "top", "align": "left"},
    "cell": {**CELL, "align": "center"},
    "text": {**CELL, "align": "left"},
    "total": {**CELL, "align": "center", "bold": True, "bg_color": "#F2F2F2"},
    "percent": {**CELL, "align": "center", "num_format": "0.00%"},
    "total-percent": {**CELL, "align": "center", "bold": True, "bg_color": "#F2F2F2", "num_format": "0.00%"},
    "total-text": {**CELL, "align": "left", "bold": True, "bg_color": "#F2F2F2"},
    MET: WORD,
    SHORT: {**WORD, "bold": True, "bg_color": "#DDA59F"},
    UNKNOWN: {**WORD, "italic": True, "bg_color": "#CFC7E6"},
    RUNNING: {**WORD, "bg_color": "#F8ECCB"},
    EXEMPT: {**WORD, "font_color": "#595959", "bg_color": "#EDEDED"},
    NOT_APPLICABLE: {**WORD, "font_color": "#595959", "bg_color": "#EDEDED"},
}
TONES = {label: outcome for outcome, label in OUTCOME_LABELS.items()}


class Percent(Decimal):
    """A share of one, which a sheet shows as a percentage with two decimals."""
