"""What cannot be planted is refused with a sentence, and nothing of it stays."""

import pytest

from tests import make
from tests.intake.folders import copy_of_seeds
from tracker.intake import seeds
from tracker.ledger import Refused, figures
from tracker.models import ReportedFigure, Term

pytestmark = pytest.mark.django_db


def test_two_terms_of_one_number_are_refused_by_name(tmp_path):
    folder = copy_of_seeds(tmp_path, "terms.toml", "number = 6", "number = 5")
    with pytest.raises(Refused, match="届「chongqing-congress-6」不能写入"):
        seeds.seed(make.by(), folder)
    assert not Term.objects.exists()


def test_a_range_that_runs_backwards_is_refused_whether_new_or_amended(planted):
    figure = ReportedFigure.objects.get(code="F250")
    with pytest.raises(Refused, match="须大于数值"):
        figures.amend_figure(make.by(), figure, {"value_max": "1"})
    assert ReportedFigure.objects.get(code="F250").value_max == "2"
