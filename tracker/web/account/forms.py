"""The forms of the door, in the words of the house."""

import unicodedata

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...ledger.actors import SYSTEM
from . import delays

PASSWORDS = _("至少 10 个字符，不能全是数字，不能是常用密码，也不能与用户名或姓名相近。")


def _name(form, **labels):
    """Our labels, no placeholders and no borrowed help texts."""
    for name, label in labels.items():
        form.fields[name].label, form.fields[name].help_text = label, ""
        form.fields[name].widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    """Username and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name(self, login=_("用户名"), password=_("密码"))
        self.fields["login"].widget.attrs |= {"id": "id_username", "autocapitalize": "none", "spellcheck": "false"}

    def clean(self):
        """The password was right, and the login may be used."""
        cleaned = super().clean()
        if self.user and (not self.user.is_active or self.user.username == SYSTEM):
            raise ValidationError(_("这个登录账号已停用，请联系系统管理员。"))
        return cleaned


class NewPasswordForm(ChangePasswordForm):
    """A new password, for one who knows the present one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name(self, oldpassword=_("当前密码"), password1=_("新密码"), password2=_("再输入一次新密码"))
        self.fields["password1"].help_text = PASSWORDS

    def clean_oldpassword(self):
        """The present password; guessing it is as slow as at the door."""
        password = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password

    def clean(self):
        cleaned = super().clean()
        if "password2" in self.errors and cleaned.get("password1"):
            self.errors["password2"] = self.error_class([_("两次输入的新密码不一样，请重新输入。")])
        return cleaned


class ConfirmPasswordForm(ReauthenticateForm):
    """The password once more, before something that an open screen should not allow."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name(self, password=_("密码"))


class _Code:
    """A code that may not be guessed quickly nor used twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _name(self, code=self.label)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True, "maxlength": 20}

    label = _("动态验证码")

    def clean_code(self):
        """The code, when it is right."""
        self.cleaned_data["code"] = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        limits = delays.code_limits(context.request, self.user)
        if wait := delays.take(limits, timezone.now()):
            raise delays.too_early(wait)
        try:
            code = super().clean_code()
            self.spend(code)
        except ValidationError:
            delays.blame(limits, timezone.now())
            raise
        delays.forgive(limits, timezone.now())
        return code

    @transaction.atomic
    def spend(self, code):
        """Refuse a code of an authenticator app that was used before, in whichever process."""
        row = Authenticator.objects.select_for_update().get(pk=self.authenticator.pk)
        if row.type != Authenticator.Type.TOTP:
            return
        step = _step(decrypt(row.data["secret"]), code)
        if step <= row.data.get("step", 0):
            raise get_factor_adapter().validation_error("incorrect_code")
        Authenticator.objects.filter(pk=row.pk).update(data=row.data | {"step": step})


def _step(secret, code) -> int:
    """The time step whose code it is; 0 for none of those that are accepted now."""
    typed = normalize_user_code(code)
    steps = yield_hotp_counters_from_time()
    return max((step for step in steps if format_hotp_value(hotp_value(secret, step)) == typed), default=0)


class SignInCodeForm(_Code, AuthenticateForm):
    """The second step of signing in."""

    label = _("动态验证码或恢复码")


class ConfirmCodeForm(_Code, ReauthenticateCodeForm):
    """A code, before something that an open screen should not allow."""

    label = _("动态验证码或恢复码")


class ActivateForm(_Code, ActivateTOTPForm):
    """The first code of a new authenticator app, which shows that it works."""

    label = _("应用显示的 6 位数字")

    def spend(self, code):
        """A first code has not been used yet."""
