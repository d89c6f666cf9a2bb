"""The dates that Chinese offices write, with the ISO form first because inputs show that one."""

from itertools import product

DATE_FORMAT = "Y年n月j日"
DATETIME_FORMAT = "Y年n月j日 H:i"
SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]
DATETIME_INPUT_FORMATS = [
    f"{day} {clock}".strip() for day, clock in product(DATE_INPUT_FORMATS, ["%H:%M:%S", "%H:%M:%S.%f", "%H:%M", ""])
]
