"""What is printed and signed: the duty form of a deputy or of a whole group, and the official list of names."""

from .document import deputy_list as deputy_list_in
from .document import duty_forms as duty_forms_in
from .form import Paper, papers
from .roster import Roster, roster
from .roster import workbook as roster_workbook
from .words import LABELS as labels

__all__ = ["Paper", "Roster", "deputy_list_in", "duty_forms_in", "labels", "papers", "roster", "roster_workbook"]
