"""A browser in plain words, as far as it says what it is."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NAMES = (  # the first one named counts: most browsers name others as well
    ("MicroMessenger", gettext_lazy("微信")),
    ("XWEB", gettext_lazy("微信")),
    ("DingTalk", gettext_lazy("钉钉")),
    ("QQBrowser", gettext_lazy("QQ 浏览器")),
    ("QihooBrowser", gettext_lazy("360 浏览器")),
    ("HuaweiBrowser", gettext_lazy("华为浏览器")),
    ("UCBrowser", gettext_lazy("UC 浏览器")),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("OpenHarmony", gettext_lazy("鸿蒙设备")),
    ("Android", gettext_lazy("安卓设备")),
    ("Windows", gettext_lazy("Windows 电脑")),
    ("Mac OS X", gettext_lazy("苹果电脑")),
    ("Linux", gettext_lazy("Linux 电脑")),
)


def in_words(user_agent: str) -> str:
    """What a browser says of itself, in words: the browser and the device; unknown parts are left out."""
    found = [next((word for mark, word in table if mark in user_agent), "") for table in (NAMES, SYSTEMS)]
    return " · ".join(str(word) for word in found if word) or _("未知的浏览器")
