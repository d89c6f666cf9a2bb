"""What a password must be, said in the language of the screen where Django has no words for it."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """A password has at least ``min_length`` characters."""

    def get_error_message(self):
        return _("密码太短，至少要有 %(length)d 个字符。") % {"length": self.min_length}

    def get_help_text(self):
        return _("密码至少要有 %(length)d 个字符。") % {"length": self.min_length}
