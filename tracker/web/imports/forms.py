"""The forms of the import pages: a file to upload, a template to fetch, a view of the rows."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ...intake.jobs import TOO_LARGE
from ...models import Group, ImportRow, Term
from ..terms import offer_around
from . import who

WARNED = "warned"
STATES = [*ImportRow.State.choices, (WARNED, _("有提醒"))]
PER_PAGE = (50, 500)


class UploadForm(forms.Form):
    """A file, what it holds, and the term it is for."""

    kind = forms.ChoiceField(label=_("表格"), initial="duties")
    term = forms.ModelChoiceField(Term.objects.none(), label=_("届"), to_field_name="code", empty_label=None)
    file = forms.FileField(label=_("Excel 文件（.xlsx，不超过 25 MB）"), widget=forms.FileInput({"accept": ".xlsx"}))

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        if getattr(request, "has_too_large_file", False):
            self.fields["file"].error_messages = {"required": TOO_LARGE}
        terms = who.terms(request)
        self.fields["kind"].choices = who.kinds(request)
        self.fields["term"].queryset = terms
        asked = terms.filter(code=request.GET.get("term", "").replace("\0", "")).select_related("body").first()
        offer_around(self, asked or who.running(terms, timezone.localdate()))


class TemplateForm(forms.Form):
    """For whom a template is made; a liaison's is always for one of the own groups."""

    term = forms.ModelChoiceField(Term.objects.none(), to_field_name="code")
    group = forms.ModelChoiceField(Group.objects.none(), required=False)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        terms = who.terms(request)
        self.fields["term"].queryset = terms
        term = terms.filter(code=self.data.get("term", "")).first()
        if term:
            self.fields["group"].queryset = who.groups(request, term)
        self.must_have_group = not who.is_free(request)

    def clean_group(self):
        """The group that was named; the first of the own ones where one must be."""
        group = self.cleaned_data["group"]
        return self.fields["group"].queryset.first() if group is None and self.must_have_group else group


class RowsForm(forms.Form):
    """Which rows of a preview are asked for."""

    state = forms.ChoiceField(required=False, choices=[("all", ""), *STATES])
    sheet = forms.CharField(required=False, max_length=40)
    q = forms.CharField(required=False, max_length=40)
    page = forms.IntegerField(required=False, min_value=1)
    per = forms.TypedChoiceField(required=False, coerce=int, choices=[(str(n), n) for n in PER_PAGE], empty_value=None)
