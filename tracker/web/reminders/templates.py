"""The texts that an office writes for its reminders: places explained, a preview, saved, or back to the default."""

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...access.gate import opens
from ...models import Addressee, Body, ReminderTemplate, Role, Term
from ...scores import reached
from ...scores.calendar import NoPeriod, NoTerm, highest_first
from ...tables import places
from ...tables.reminders import DEFAULTS, PLACES, SAMPLES
from ..problems import in_sentences
from ..terms import offer
from .found import find
from .question import ADDRESSEES, question_of

MOST = 2000
TABS = {addressee.value: tab for tab, addressee in ADDRESSEES.items()}


class TemplateForm(forms.Form):
    """A text with places; what is not a place of its addressee is refused by name."""

    text = forms.CharField(
        label=_("模板"), max_length=MOST, widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"})
    )

    def __init__(self, *args, addressee, **kwargs):
        super().__init__(*args, **kwargs)
        self.addressee = addressee

    def clean_text(self):
        """The text with plain braces, if every place is known."""
        text, known = places.narrow(self.cleaned_data["text"]), PLACES[self.addressee]
        strange = places.unknown(text, known)
        if strange:
            said = {"found": "、".join(strange), "known": "、".join(f"{{{name}}}" for name in known)}
            raise forms.ValidationError(
                _("模板中有不认识的位置：%(found)s。请改用下面列出的位置：%(known)s。"), params=said
            )
        if places.is_torn(text):
            raise forms.ValidationError(_("模板中的花括号不成对；位置写作 {姓名} 这样，前后各一个花括号。"))
        return text


@in_sentences
def templates(request):
    """The text of a body for a kind of addressee, or the one for all bodies, which administrators edit."""
    body, addressee = _asked(request)
    if request.method == "POST" and "reset" in request.POST:
        return _reset(request, body, addressee)
    stored = ReminderTemplate.objects.filter(body=body, addressee=addressee).first()
    in_use = reached.template_of(body, addressee) or DEFAULTS[addressee]
    form = TemplateForm(request.POST or None, addressee=addressee, initial={"text": in_use})
    if form.is_valid() and "save" in request.POST:
        return _save(request, body, addressee, form.cleaned_data["text"])
    offered = offer(_terms(request), body and body.terms.order_by("-starts_on").first())
    context = {
        "terms": offered,
        "are_several": _writes_for_all(request) or len({term.body_id for term in offered.terms}) > 1,
        "bodies": [(level, list(dict.fromkeys(term.body for term in rows))) for level, rows in offered.levels],
        "for_all": _writes_for_all(request),
        "body": body,
        "addressee": addressee,
        "tabs": [(label, _address(body, code), code == addressee) for code, label in Addressee.choices],
        "form": form,
        "places": PLACES[addressee].items(),
        "is_own": stored is not None,
        "preview": _preview(request, body, addressee, form, in_use),
        "may_list": opens("reminders", request.who),
        "back": f"{reverse('reminders')}?tab={TABS[addressee]}",
    }
    return render(request, "tracker/reminders/templates.html", context)


def _terms(request):
    """The terms of the bodies whose texts who is asking may write: of the own grants, all for who acts for all."""
    return Term.objects.all() if request.who.sees_all else Term.objects.filter(body__in=request.who.bodies)


def _writes_for_all(request) -> bool:
    """Whether who is asking may write the text of all bodies."""
    return request.who.role == Role.ADMINISTRATOR and request.who.sees_all


def _asked(request) -> tuple[Body | None, str]:
    """The body (of a term, where that is named) and the addressee; 404 for what who is asking may not write."""
    addressee, code = request.GET.get("addressee") or Addressee.DEPUTY, request.GET.get("body", "").replace("\0", "")
    if addressee not in Addressee.values:
        raise Http404
    if code == "all" and _writes_for_all(request):
        return None, str(addressee)
    given = {"body__code": code, "code": request.GET.get("term", "").replace("\0", "")}
    terms = _terms(request).filter(**{name: value for name, value in given.items() if value})
    found = highest_first(terms).select_related("body").first()
    if found is None:
        raise Http404
    return found.body, str(addressee)


def _address(body, addressee) -> str:
    return f"?body={body.code if body else 'all'}&addressee={addressee}"


def _save(request, body, addressee, text):
    row, _made = ReminderTemplate.objects.update_or_create(body=body, addressee=addressee, defaults={"text": text})
    _log(request, ReminderTemplate.objects.filter(pk=row.pk), CHANGE, text)
    messages.success(request, gettext("模板已保存，以后生成的文字都用它。"))
    return redirect(reverse("reminder-templates") + _address(body, addressee))


def _reset(request, body, addressee):
    rows = ReminderTemplate.objects.filter(body=body, addressee=addressee)
    _log(request, rows, DELETION, "")
    rows.delete()
    messages.success(request, gettext("已恢复默认模板。"))
    return redirect(reverse("reminder-templates") + _address(body, addressee))


def _log(request, rows, flag, said):
    """Keep who changed the text, where the admin keeps changes of reference data."""
    if rows:
        LogEntry.objects.log_actions(request.user.pk, rows, flag, said, single_object=True)


def _preview(request, body, addressee, form, in_use) -> tuple[str, str]:
    """(text, whose) of a template filled for somebody who is due today, else for an invented example."""
    text = form.cleaned_data.get("text") if form.is_bound and form.is_valid() else None
    template = text or (form.data.get("text", "") if form.is_bound else in_use)
    return _real(request, body, addressee, template) or (places.fill(template, SAMPLES[addressee]), "")


def _real(request, body, addressee, template) -> tuple[str, str] | None:
    term = body and body.terms.order_by("-starts_on").first()
    if term is None:
        return None
    try:
        found = find(request, question_of(request.who, {"tab": TABS[addressee], "term": term.code}))
    except (NoPeriod, NoTerm):
        return None
    return (found.text(found.every[0], template), found.every[0].name) if found.every else None
