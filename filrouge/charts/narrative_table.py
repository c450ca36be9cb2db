"""Every narrative of a selection becomes a table: the way in to each of them."""

from typing import Any, Final

import pandas as pd

from filrouge.annotations import log
from filrouge.annotations.saying import parts_of
from filrouge.bundle import Bundle, records
from filrouge.chart import PENDING, Chart, Spec, caption
from filrouge.charts.bursts import find_bursts
from filrouge.charts.sizes import largest
from filrouge.explore.bursts import BURST, NOT_ENOUGH, Bursts
from filrouge.explore.names import language_name
from filrouge.explore.narrative_table import narrative_table
from filrouge.explore.overview import narrative_languages
from filrouge.explore.selection import Selection
from filrouge.explore.view import View
from filrouge.i18n import N_, _, number
from filrouge.wording.alike import nearest_texts
from filrouge.wording.labels import headline_texts, labelled, standing_text, theme_names

COLUMNS: Final = (
    "narrative", "label", "headline", "theme_label", "standing", "documents", "texts", "sources", "languages", "first",
    "last", "trend", "bursts", "keywords", "nearest", "merged",
)  # fmt: skip
_MOST_WORDS: Final = 5


def narrative_table_chart(bundle: Bundle, view: View, found: Bursts | object | None = None) -> Chart:
    """Every narrative of the selection, the one with most documents first.

    `found`: `charts.bursts.find_bursts`, where it is known; PENDING leaves bursts out.
    """
    found = find_bursts(bundle, view) if found is None else found
    sizes = narrative_table(bundle, view.selection)
    frame = labelled(sizes, bundle)
    said, themes, words = headline_texts(bundle), theme_names(bundle), _keywords(bundle)
    spoken = _languages(bundle, view.selection)
    numbers = frame["narrative"]
    alike, parts = nearest_texts(bundle, numbers), parts_of(bundle, log.current(bundle))
    table = frame.assign(
        headline=[said.get(n, "") for n in numbers],
        theme_label=frame["theme"].map(themes),
        standing=[standing_text(standing) or "" for standing in frame["standing"]],
        languages=[spoken.get(n, "") for n in numbers],
        first=frame["first"].dt.strftime("%Y-%m-%d"),
        last=frame["last"].dt.strftime("%Y-%m-%d"),
        trend=[" ".join(map(str, trend)) for trend in frame["trend"]],
        bursts=_bursts(found, numbers),
        keywords=[words[n] for n in numbers],
        nearest=[alike.get(n, "") for n in numbers],
        merged=["; ".join(parts.get(n, [])) for n in numbers],
    )
    notes = [
        _("trend: documents in equal stretches of time, from the first dated document of the selection to the last"),
        _("languages: documents in each, and in brackets independent texts where these are fewer"),
        "" if found is not PENDING else _("bursts are still being looked for"),
    ]
    return Chart(
        "narrative-table",
        _("Narratives"),
        _("What each narrative of the selection amounts to, the one with most documents first."),
        None,
        table[list(COLUMNS)],
        caption(bundle, view.selection, *notes, narratives=numbers),
        largest(frame, "label"),
    )


def _bursts(found: Any, numbers: "pd.Series[int]") -> list[str]:
    """The bursts of each narrative as days, the earliest first; a dash where it could not be tested."""
    if found is PENDING:
        return [""] * len(numbers)
    own: dict[int, list[str]] = {}
    untested = set(found.frame.loc[found.frame["status"] == NOT_ENOUGH, "narrative"])
    for row in records(found.frame[found.frame["status"] == BURST].sort_values("start")):
        days = _("{first} to {last}").format(first=f"{row['start']:%Y-%m-%d}", last=f"{row['end']:%Y-%m-%d}")
        own.setdefault(int(row["narrative"]), []).append(days)
    return [", ".join(own.get(n, [])) or (_("too few texts") if n in untested else "–") for n in numbers]


def _languages(bundle: Bundle, selection: Selection) -> dict[int, str]:
    """The languages of each narrative with their documents, e.g. "French 7, English 4 (3)"."""
    spoken: dict[int, list[str]] = {}
    for row in records(narrative_languages(bundle, selection)):
        fewer = f" ({number(row['texts'])})" if row["texts"] != row["documents"] else ""
        size = f"{language_name(row['language'])} {number(row['documents'])}{fewer}"
        spoken.setdefault(row["narrative"], []).append(size)
    return {narrative: ", ".join(sizes) for narrative, sizes in spoken.items()}


def _keywords(bundle: Bundle) -> dict[int, str]:
    """The distinctive words of each narrative, e.g. "French: détroit, gazoduc; English: gas"."""
    return {
        int(row["narrative"]): "; ".join(
            _("{language}: {words}").format(
                language=language_name(entry["language"]), words=", ".join(list(entry["words"])[:_MOST_WORDS])
            )
            for entry in row["keywords"]
        )
        for row in records(bundle.narratives[["narrative", "keywords"]])
    }


SPEC: Final = Spec("narrative-table", "overview", N_("Narratives"), narrative_table_chart, uses=("bursts",))
