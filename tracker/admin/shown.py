"""What the admin only shows."""

from django.contrib.admin import helpers

from ..models import User


class Shown(helpers.AdminReadonlyField):
    """A field that is only shown; who did something is a name, because the logins open to administrators alone."""

    def get_admin_url(self, remote_field, remote_obj):
        is_user = isinstance(remote_obj, User)
        return str(remote_obj) if is_user else super().get_admin_url(remote_field, remote_obj)


helpers.AdminReadonlyField = Shown  # the lines of forms and of inlines take it from there
