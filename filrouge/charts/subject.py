"""What the charts of one narrative are about."""

from typing import Final

from filrouge.bundle import Bundle
from filrouge.errors import ViewError
from filrouge.explore.overview import shown_narrative
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.i18n import _
from filrouge.schema import NO_NARRATIVE

FIELDS: Final = ("about",)


def subject_of(bundle: Bundle, view: View) -> int:
    """The narrative that a view is about: the one it names, else the largest of its selection.

    Raises
    ------
    ViewError : there is none.
    """
    narrative = shown_narrative(bundle, view)
    if narrative is None or narrative == NO_NARRATIVE:
        raise ViewError(
            _("there is no narrative to show in this selection"),
            where="about",
            hint=_("Choose a narrative, or give --about NUMBER or LABEL."),
        )
    return narrative


def narrowed(view: View, narrative: int) -> View:
    """A view about a narrative, of the documents of its selection that talk about that."""
    return view.having(selection=only_about(view.selection, narrative), about=narrative)


def only_about(selection: Selection, narrative: int) -> Selection:
    """The documents of a selection that talk about a narrative."""
    return selection.about(narrative)
