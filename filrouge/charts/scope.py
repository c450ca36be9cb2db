"""What a test was of, in words: a filter by narrative hides its results, any other filter makes it another test."""

from filrouge.bundle import Bundle
from filrouge.explore.names import narrative_label
from filrouge.explore.selection import Selection, narratives_of
from filrouge.i18n import N_, _, quoted
from filrouge.schema import NO_NARRATIVE

TESTED_ALONE = N_("only the selected documents were tested; on all documents the result may differ")
LOOKED_AT_ALONE = N_("only the selected documents were looked at; among all documents another source may be first")


def alone_note(selection: Selection, note: str = TESTED_ALONE) -> str:
    """`note`, in the reader's language, where the test is not of the whole corpus; else nothing."""
    return "" if selection.of_all_narratives().everything else _(note)


def regrouped_note(bundle: Bundle) -> str:
    """That narratives were tested as people made them; nothing where all are those that the build found."""
    changes = bundle.changes
    if changes is None or changes.left_out or not changes.counts.keys() & {"merge", "split", "move", "passage"}:
        return ""
    return _("narratives changed by hand were tested as they are now, and may show what none that the model found does")


def shown_names(bundle: Bundle, selection: Selection) -> str:
    """The names of the narratives that a selection names, by number, status or tag."""
    known = (n for n in narratives_of(selection, bundle) if n in bundle.labels or n == NO_NARRATIVE)
    return ", ".join(quoted(narrative_label(n, bundle.labels)) for n in known)


def hidden_note(bundle: Bundle, selection: Selection) -> str:
    """Which narratives are shown of all that were tested; nothing where all are."""
    if not narratives_of(selection, bundle):
        return ""
    names = shown_names(bundle, selection)
    return _("all narratives were tested; shown: {names}").format(names=names)
