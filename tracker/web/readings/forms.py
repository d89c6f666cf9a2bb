"""The forms of the readings: a report to read, a choice of proposals, one proposal to correct."""

import hashlib
import unicodedata

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ...intake.reading.decoding import NotText, text_of
from ...models import Body, FigureProposal, Indicator, ReportReading, Role
from ...models.figures import is_number
from ...tables.amounts import verbatim
from ...typed import DayField
from ..chain.forms import area, choice, line
from ..listing import SOME_DAY

LONGEST_TITLE = 60
FOUND = 8
BLANK = {"autocomplete": "off"}
TOO_LARGE = _("文件太大，最多读 2 MB。请只保留报告的文字，或分成几个文件。")
LIST = {"starts_on": _("期间起"), "last_on": _("期间止（含当日）")}


def owners(request):
    """The bodies for which who is asking may read reports: those granted; else all that have a term."""
    granted = {grant.body_id for grant in request.grants if grant.role == Role.OFFICE}
    rows = (
        Body.objects.filter(terms__isnull=False).distinct() if None in granted else Body.objects.filter(pk__in=granted)
    )
    return rows.order_by("order", "code")


class UploadForm(forms.Form):
    """A report as a file or as a pasted text, where it comes from, and what the text may not say of itself."""

    file = forms.FileField(
        label=_("文本文件（.txt，不超过 2 MB）"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".txt,text/plain"}),
    )
    text = area(_("或者粘贴报告的文字"), rows=6, required=False)
    publisher = line(ReportReading, "publisher", help_text=_("如 重庆日报、区人大常委会办公室"))
    title = line(ReportReading, "title", required=False, help_text=_("不填则取文件的第一行或文件名"))
    published_on = DayField(label=_("发布日期"), required=False, validators=SOME_DAY)
    owner = forms.ModelChoiceField(Body.objects.none(), label=_("机构"), empty_label=None)
    body_name = line(FigureProposal, "body_name", help_text=_("不填由原文判断；如 荣昌区人大常委会"))
    starts_on = DayField(label=LIST["starts_on"], required=False, validators=SOME_DAY, help_text=_("不填由原文判断"))
    last_on = DayField(label=LIST["last_on"], required=False, validators=SOME_DAY)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.too_large = getattr(request, "has_too_large_file", False)
        self.fields["body_name"].widget.attrs |= BLANK | {"list": "bodies"}
        self.only_owner = None
        rows = owners(request)
        if len(rows[:2]) > 1:
            self.fields["owner"].queryset = rows
        else:
            self.only_owner = rows.first()
            del self.fields["owner"]

    @property
    def for_body(self) -> Body | None:
        """The body whose office reads the report."""
        return self.cleaned_data.get("owner") or self.only_owner

    def clean(self):
        """The text that is sent one way or the other, decoded, and the digest of what was sent."""
        said = super().clean()
        file, text = said.get("file"), said.get("text", "")
        if self.too_large:
            raise forms.ValidationError(TOO_LARGE)
        if bool(file) == bool(text):
            both = (
                _("文件和粘贴的文字只能选一样，请去掉其中一样。") if file else _("请选择文本文件，或者粘贴报告的文字。")
            )
            raise forms.ValidationError(both)
        if self.for_body is None and "owner" not in self.fields:
            raise forms.ValidationError(_("您的授权里没有设届的机构，不能上传；请联系系统管理员。"))
        _need_order(said)
        data = file.read() if file else text.encode()
        return said | {"said": _decoded(data), "sha256": hashlib.sha256(data).hexdigest()}

    @property
    def named(self) -> str:
        """The title that was given; else the first line of the text that may be one; else the name of the file."""
        said = self.cleaned_data
        lines = (line.strip("# \u3000\t") for line in said["said"].splitlines())
        first = next((line for line in lines if line and ">" not in line), "")
        file = said["file"].name.rpartition(".")[0] if said["file"] else ""
        found = first if 0 < len(first) <= LONGEST_TITLE else file or first or said["said"].strip()
        return said["title"] or found.splitlines()[0][:LONGEST_TITLE]


def _decoded(data: bytes) -> str:
    try:
        return text_of(data).replace("\0", " ")  # which PostgreSQL stores in no text
    except NotText as problem:
        raise forms.ValidationError(str(problem)) from problem


def _need_order(said):
    """Refuse a period that ends before it begins."""
    first, last = said.get("starts_on"), said.get("last_on")
    if first and last and last < first:
        raise forms.ValidationError(_("期间止早于期间起，请核对。"))


class ChoiceForm(forms.Form):
    """What is done with the proposals that are ticked."""

    act = forms.ChoiceField(choices=[("accept", _("采用")), ("reject", _("不采用"))])
    pick = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("没有勾选：请先勾选要办理的各条。")}
    )
    reason = forms.CharField(required=False, max_length=200)

    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pick"].choices = [(pk, pk) for pk in known]


class Numeral(forms.CharField):
    """A number as it is typed: 160,000 or １６００００ is 160000."""

    def to_python(self, value) -> str:
        """The digits without separators."""
        text = unicodedata.normalize("NFKC", super().to_python(value))
        return "".join(text.split()).replace(",", "")


def numeral(name: str, help_text) -> Numeral:
    """A number of a proposal."""
    field, more = FigureProposal._meta.get_field(name), {"required": False, "validators": [is_number]}
    return Numeral(label=field.verbose_name, max_length=field.max_length, help_text=help_text, **more)


class IndicatorField(forms.CharField):
    """An indicator by its name, or by a part of its name or of its other words that only one has."""

    def clean(self, value) -> Indicator:
        """The indicator; a sentence that names some where several are meant."""
        text = super().clean(value)
        exact = Indicator.objects.filter(label=text).first()
        return exact or self._only(text, _called(text))

    def _only(self, text, found) -> Indicator:
        if len(found) == 1:
            return found[0]
        if not found:
            said = gettext("没有名称里有“%(text)s”的指标；请从列表中选一个，或者请系统管理员在“管理”中登记新指标。")
            raise forms.ValidationError(said % {"text": text})
        names = "、".join(row.label for row in found[:FOUND])
        said = gettext("有 %(n)d 个指标的名称里有“%(text)s”：%(names)s%(more)s。请写出全名。")
        more = "……" if len(found) > FOUND else ""
        raise forms.ValidationError(said % {"n": len(found), "text": text, "names": names, "more": more})


def _called(text: str) -> list[Indicator]:
    rows = Indicator.objects.order_by("order", "code")
    english = [row for row in rows if text.lower() == row.english.lower()]
    return english or [row for row in rows if _is_called(row, text)]


def _is_called(row: Indicator, text: str) -> bool:
    return text in row.label or text in row.words or text == row.code or text.lower() in row.english.lower()


class ProposalForm(forms.Form):
    """Everything that is told of a figure, to be corrected before it is taken."""

    value = numeral("value", _("写全数，如 16万 填 160000；原文没有数的留空，如 多期"))
    value_max = numeral("value_max", _("原文是一段范围的，填大的一头"))
    unit = line(FigureProposal, "unit")
    qualifier = choice(FigureProposal, "qualifier", blank=False)
    qualifier_text = line(FigureProposal, "qualifier_text", help_text=_("原文里的词，如 不少于、左右"))
    indicator = IndicatorField(label=_("指标"), max_length=120, help_text=_("输入名称的一部分，从列表中选"))
    body_name = line(FigureProposal, "body_name", required=True, help_text=_("照原文填写，或从列表中选"))
    starts_on = DayField(label=LIST["starts_on"], required=False, validators=SOME_DAY)
    last_on = DayField(label=LIST["last_on"], required=False, validators=SOME_DAY)
    precision = choice(FigureProposal, "precision", blank=False)
    quote = area(_("原文"), rows=2, max_length=200, help_text=_("只能是报告里的原话"))

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        self.fields["indicator"].widget.attrs |= BLANK | {"list": "indicators"}
        self.fields["body_name"].widget.attrs |= BLANK | {"list": "bodies"}
        for name in self.fields:
            self.fields[name].initial = getattr(proposal, name)
        self.fields["indicator"].initial = proposal.indicator.name if proposal.indicator else ""

    def clean(self):
        """The fields, of which the period runs forwards."""
        said = super().clean()
        _need_order(said)
        return said

    def clean_quote(self) -> str:
        """The quote as the report has it, with the line breaks of its page; as it was typed where it has none."""
        quote = self.cleaned_data["quote"]
        if "".join(quote.split()) == "".join(self.proposal.quote.split()):
            return self.proposal.quote
        return verbatim(self.proposal.reading.text, quote) or quote
