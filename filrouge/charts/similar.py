"""The passages nearest in meaning to a text become a table."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption
from filrouge.errors import ViewError
from filrouge.explore.names import language_name, source_name
from filrouge.explore.similar import Similar, similar
from filrouge.explore.source_facts import FACTS
from filrouge.explore.view import View
from filrouge.i18n import N_, _, number, plural
from filrouge.wording.days import published_text
from filrouge.wording.labels import labelled, named, with_source_facts

MOST: Final = 50
"""Passages in the table; a page shows fewer until more are asked for."""


def similar_chart(bundle: Bundle, view: View) -> Chart:
    """The passages of the selection that are nearest in meaning to the text that the view looks for, as a table.

    Raises
    ------
    ViewError : the view looks for nothing.
    EmbedderError : the bundle's embedder is not at hand.
    """
    if not view.similar.strip():
        raise ViewError(
            _("a search by meaning needs a text, and none was given"),
            where="similar",
            hint=_("Type it in the sidebar, or give --similar TEXT."),
        )
    found = similar(bundle, view.selection, view.similar, limit=MOST)
    return Chart(
        "similar",
        _("Nearest in meaning to “{text}”").format(text=_shortened(view.similar)),
        nearest_text(found),
        None,
        _table(found, bundle),
        caption(
            bundle,
            view.selection,
            _("searched by meaning: “{text}”").format(text=" ".join(view.similar.split())),
            scale_text(found),
            narratives=found.frame["narrative"],
        ),
        nearest_text(found),
    )


def nearest_text(found: Similar) -> str:
    """How many are listed of how many, and what that they are listed does not mean."""
    return (
        plural(
            "The nearest of {all} passages in any language.",
            "The {n} nearest of {all} passages in any language, one from each text.",
            len(found.frame),
            all=number(found.passages),
        )
        + " "
        + _("Some passage is nearest to any text: read it before you conclude that it says the same.")
    )


def scale_text(found: Similar) -> str:
    """What a similarity is to be compared with; nothing where nothing was compared."""
    if found.frame.empty:
        return ""
    text = _("similarity is 1 for the same meaning; a typical passage of this selection has {typical}")
    return text.format(typical=number(found.typical, 2))


def _table(found: Similar, bundle: Bundle) -> pd.DataFrame:
    frame = with_source_facts(labelled(found.frame, bundle), bundle)
    frame = frame.assign(
        published=[published_text(row) for row in records(frame)],
        source=named(frame["source"], source_name),
        language=named(frame["language"], language_name),
    )
    facts = [name for fact in FACTS if (name := f"source_{fact}") in frame]
    ends = ["published", "language", "label", "url", "doc_id", "passage_id"]
    return frame[["rank", "similarity", "text", "title", "source", *facts, *ends]]


def _shortened(text: str, most: int = 80) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[: words.rfind(" ", 0, most) if " " in words[:most] else most] + "…"


SPEC: Final = Spec("similar", "documents", N_("Nearest in meaning"), similar_chart, fields=("similar",))
