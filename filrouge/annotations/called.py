"""What narratives and claims are called that people said something of, whatever build of the texts is open."""

from filrouge.annotations.acts import CLAIM, IDENTITY, NARRATIVE, THEME, Row
from filrouge.annotations.identities import split_identity
from filrouge.annotations.state import State


def called(state: State, kind: str, about: str) -> str:
    """The name that a person gave a narrative or a claim, else the one it had when something was first said of it;
    empty for other things, which are called by their identity.
    """
    kind = NARRATIVE if kind == THEME else kind
    if kind not in (NARRATIVE, CLAIM):
        return ""
    if given := state.value(kind, about, "name"):
        return str(given)
    if noted := state.row(kind, about, IDENTITY):
        return str(noted.value["label"])
    made = (row for row in state.rows(NARRATIVE, "split") if split_identity(row) == about)
    return next((str(row.value["name"]) for row in made), "")


def named(state: State, row: Row) -> dict[str, str]:
    """What the narratives and claims are called that a row names: `about_name`, and `value_name` where its value is the
    identity of one.
    """
    target = row.value if row.field in {"merge", "move", "passage"} and isinstance(row.value, str) else ""
    return {
        "about_name": called(state, row.kind, row.about),
        "value_name": called(state, CLAIM if row.kind == CLAIM else NARRATIVE, target) if target else "",
    }
