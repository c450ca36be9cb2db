"""Groups of texts that share text become a table."""

from typing import Final

from filrouge.bundle import Bundle
from filrouge.chart import Chart, Spec, caption
from filrouge.explore.copy_groups import find_groups, groups
from filrouge.explore.names import source_name
from filrouge.explore.spread import is_known
from filrouge.explore.view import View
from filrouge.i18n import N_, _, plural
from filrouge.schema import COPY_KINDS
from filrouge.wording.labels import labelled, named
from filrouge.wording.selection import words_note
from filrouge.wording.shared_text import why_empty

COLUMNS: Final = (
    "title", "source", "published", "documents", "sources", "languages", "fastest", *COPY_KINDS, "altered", "open",
    "label",
)  # fmt: skip


def copy_groups_chart(bundle: Bundle, view: View) -> Chart:
    """Every group of texts that share text and fit the words asked for, in the order asked for."""
    found = view.selection, view.copy_kind, view.crossing
    frame = find_groups(bundle, *found, view.group_words, view.group_order)
    titles = bundle.query(
        "SELECT doc AS first, title FROM documents JOIN asked ON doc = first", tables={"asked": frame[["first"]]}
    ).set_index("first")["title"]
    table = labelled(frame, bundle).assign(
        title=frame["first"].map(titles).astype(object),
        source=named(frame["source"], source_name),
        published=frame["published"].dt.strftime("%Y-%m-%d") if len(frame) else [],
        fastest=frame["fastest"].astype(float).round(2),
    )
    return Chart(
        "copy-groups",
        _("Groups of texts that share text"),
        _("Texts that share text, directly or through another text. Each group is named after its first text."),
        None,
        table[[*COLUMNS, "group"]],
        caption(
            bundle,
            view.selection,
            words_note(view.group_words),
            _("kinds, changes and unknown orders are counted in pairs of texts"),
            _("fastest: fewest days between two texts of the group whose order is known"),
            narratives=frame["narrative"],
        ),
        plural("{n} group of texts that share text.", "{n} groups of texts that share text.", len(frame))
        if len(frame)
        else _("No group has all of these words.")
        if view.group_words.strip() and len(groups(bundle, *found))
        else why_empty(is_known(bundle)),
    )


FOUND_BY: Final = ("group_words", "group_order")
"""Options that say which groups are shown, and in which order."""

SPEC: Final = Spec(
    "copy-groups",
    "spread",
    N_("Groups of texts that share text"),
    copy_groups_chart,
    fields=("copy_kind", "crossing", *FOUND_BY),
)
