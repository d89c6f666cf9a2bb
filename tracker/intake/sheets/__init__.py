"""The kinds of sheets that can be imported, one module each."""

from .activities import Activities
from .changes import Changes
from .deputies import Deputies
from .desk import Desk
from .duties import Duties
from .interruptions import Interruptions
from .sessions import Sessions
from .suggestions import Suggestions

DESKS: dict[str, type[Desk]] = {
    desk.kind: desk for desk in (Deputies, Sessions, Interruptions, Duties, Activities, Changes, Suggestions)
}
