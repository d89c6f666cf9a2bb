"""How django-allauth signs people in here: by username, slowly for those who guess, with second factors sealed."""

import base64
import hashlib

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ...models import Who
from . import delays, devices
from .addresses import address_of
from .policy import policy_of

MISMATCH = _("用户名或密码不正确，请重新输入（区分大小写）。")
FRESH = 5 * 60
SAID = {  # after which step; what allauth says of others is left out
    "account/messages/logged_out.txt": _("您已退出登录。"),
    "account/messages/password_changed.txt": _("密码已修改，其他地方的登录都已退出。"),
    "mfa/messages/totp_activated.txt": _("动态验证码已启用，下次登录时使用。"),
    "mfa/messages/totp_deactivated.txt": _("动态验证码已停用。"),
    "mfa/messages/recovery_codes_generated.txt": _("恢复码已生成，请保存在安全的地方。"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in with a password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": MISMATCH,
        "incorrect_password": _("密码不正确，请重新输入（区分大小写）。"),
        "enter_current_password": _("当前密码不正确，请重新输入（区分大小写）。"),
    }

    def is_open_for_signup(self, request):
        return False

    def get_password_change_redirect_url(self, request):
        return reverse("account")

    def get_client_ip(self, request):
        return address_of(request)

    def authenticate(self, request, **credentials):
        """The user whose password it is (also one whose login is switched off), or None; a guesser has to wait."""
        limits = delays.password_limits(request, credentials["username"])
        if wait := delays.take(limits, timezone.now()):
            raise delays.too_early(wait)
        AuthenticationBackend.unstash_authenticated_user()
        user = authenticate(request, **credentials)
        user = AuthenticationBackend.unstash_authenticated_user() or user
        now = timezone.now()
        (delays.forgive if user else delays.blame)(limits, now)
        if not user and (wait := delays.wait_of(limits, now)):
            raise ValidationError([MISMATCH, delays.too_early(wait)])
        return user

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        if said := message or SAID.get(message_template):
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def post_login(self, request, user, **extra):
        response = super().post_login(request, user, **extra)
        devices.remember(request, response, user.username)
        return response

    def is_reauthentication_required(self, *, app, **extra):
        """Ask for the password again unless it was given in the last minutes."""
        records = get_authentication_records(context.request, context.request.user)
        now = timezone.now().timestamp()
        return not any(now - record["at"] < FRESH for record in records)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: secrets sealed with the key of the installation, the code to scan as plain SVG."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("您的角色须用动态验证码登录，不能停用。"),
        "incorrect_code": _("验证码不正确或已用过，请输入应用当前显示的 6 位数字。"),
    }

    def get_totp_label(self, user):
        return user.username

    def build_totp_svg(self, url):
        """The QR code of an address: one path, no style."""
        code = qrcode.QRCode(border=3)
        code.add_data(url)
        rows = code.get_matrix()
        dots = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dot in enumerate(row) if dot)
        size = len(rows)
        return format_html(
            '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
            '<rect width="{0}" height="{0}" fill="#fff"/><path d="{2}" fill="#000"/></svg>',
            size,
            _("二维码"),
            dots,
        )

    def encrypt(self, text):
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """The secret; one sealed with a key that is no longer there becomes a secret that no code fits."""
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return generate_totp_secret()

    def can_delete_authenticator(self, authenticator):
        who = Who.of(authenticator.user, timezone.localdate())
        return not policy_of(who.choices).second_factor


def _seal() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"tracker second factors {key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
