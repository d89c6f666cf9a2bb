"""What is kept of failed sign-ins, so that guessing gets slower in every process at once."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SignInTry(models.Model):
    """The failed tries of one who guesses: how many are not forgotten yet, and when the last one was."""

    FIRST, LONGEST = timedelta(seconds=30), timedelta(minutes=15)

    key = models.CharField(_("对象"), max_length=64, unique=True)  # a keyed hash: nobody's name or address is kept
    count = models.PositiveIntegerField(_("失败次数"), default=0)
    last_at = models.DateTimeField(_("最近一次"), db_index=True)

    class Meta:
        verbose_name = _("登录失败记录")
        verbose_name_plural = pgettext_lazy("plural", "登录失败记录")

    def __str__(self):
        return f"{self.key[:8]} × {self.count}"

    def count_at(self, now: datetime, forget: timedelta) -> int:
        """The tries that count at a time; one is forgotten each time that a span passes without another."""
        return max(0, self.count - max(now - self.last_at, timedelta()) // forget)

    def wait_at(self, now: datetime, free: int) -> int:
        """The whole seconds to wait before the next try: none for the first ones, then 30, doubling up to 900."""
        over = self.count - free
        if over < 0:
            return 0
        until = self.last_at + min(self.FIRST * 2 ** min(over, 10), self.LONGEST)
        return max(0, -((now - until) // timedelta(seconds=1)))
