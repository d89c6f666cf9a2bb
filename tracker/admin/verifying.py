"""Verifying the records that are ticked in a list, all at once."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _

from ..ledger import Refused, verifying
from ..models import Event
from .glass import hand
from .pickers import is_key


class VerifySelected:
    """Adds the action to the admin of duty records."""

    def has_verify_permission(self, request):
        return bool(request.roles & verifying.VERIFIERS)

    @admin.action(description=_("审核通过所选登记"), permissions=["verify"])
    def verify_selected(self, request, rows):
        """Verify the ticked records that may be verified, and say why the others may not."""
        by, shown = hand(request), self._as_shown(request, rows.select_related("mandate"))
        allowed, refusals = verifying.sift(by, shown)
        try:
            count = verifying.verify_many(by, allowed)
        except Refused as refusal:
            count, refusals = 0, [*refusals, str(refusal)]
        for sentence in refusals:
            messages.error(request, sentence)
        if count:
            messages.success(request, _("已审核 %(n)d 条。") % {"n": count})

    def _as_shown(self, request, rows) -> list:
        """The rows that nobody has changed since the list was shown; the others are named."""
        seen = request.POST.get("seen", "")
        if not is_key(seen):
            return list(rows)
        asked = rows.order_by().values("pk")
        later = Event.objects.filter(subject=Event.Subject.RECORD, object_id__in=asked, pk__gt=int(seen))
        changed = set(later.values_list("object_id", flat=True))
        for row in rows:
            if row.pk in changed:
                messages.error(request, _("「%(row)s」在列表打开之后有变动，请核对后再办理。") % {"row": row})
        return [row for row in rows if row.pk not in changed]
