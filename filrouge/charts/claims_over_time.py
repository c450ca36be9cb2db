"""When claims are stated becomes a chart."""

from typing import Any, Final

from filrouge import figures
from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.claims import CHOSEN_BY
from filrouge.explore.claim_tables import is_known
from filrouge.explore.claims import claims, most_stated, statements
from filrouge.explore.names import source_name
from filrouge.explore.view import View
from filrouge.i18n import N_, _, plural
from filrouge.wording.claims import does_texts, drawn_text, voice_text, why_no_claims, worded
from filrouge.wording.days import published_text
from filrouge.wording.selection import words_note


def claims_over_time_chart(bundle: Bundle, view: View) -> Chart:
    """Each sentence that states one of the claims of most texts, at its day."""
    found = claims(bundle, view.selection, view.claim_words, view.claim_status, view.claim_tag)
    words = worded(bundle)
    shown = {int(claim): words[int(claim)] for claim in most_stated(found, view.claim)}
    said = statements(bundle, view.selection, list(shown))
    frame = said.assign(does=[_does(row) for row in records(said)], said=[_said(row, words) for row in records(said)])
    undated = int(frame["published"].isna().sum())
    notes = [
        drawn_text(len(shown), len(found)),
        plural("{n} undated sentence left out", "{n} undated sentences left out", undated) if undated else "",
    ]
    nothing = _("None of these sentences has a date.") if undated else why_no_claims(is_known(bundle))
    table = frame.assign(statement=frame["claim"].map(words).astype(object), published=frame["published"].astype(str))
    return Chart(
        "claims-over-time",
        _("Claims over time"),
        _("Each sentence that states a claim, quotes it or denies it, on its day. Click a mark to read the sentences."),
        figures.claims.over_time(frame, shown, does_texts(), nothing=nothing),
        table[["statement", "source", "language", "published", "does", "voice", "speaker", "sure", "doc_id", "claim"]],
        caption(bundle, view.selection, words_note(view.claim_words), *notes),
        _alt(frame, words, nothing),
    )


def _does(row: dict[str, Any]) -> str:
    if row["part"] == "denies":
        return "denies"
    return "quotes" if row["voice"] == "quotes" else "says"


def _said(row: dict[str, Any], words: dict[int, str]) -> str:
    return " · ".join([source_name(row["source"]), published_text(row), voice_text(row), words[row["claim"]]])


def _alt(frame: Any, words: dict[int, str], nothing: str) -> str:
    dated = frame.dropna(subset="published")
    if dated.empty:
        return nothing
    first = records(dated.sort_values("published", kind="stable").head(1))[0]
    return _("First: {claim}, {source}, {day}.").format(
        claim=words[first["claim"]], source=source_name(first["source"]), day=published_text(first)
    )


SPEC: Final = Spec(
    "claims-over-time",
    "claims",
    N_("Claims over time"),
    claims_over_time_chart,
    fields=(*CHOSEN_BY, "claim"),
    click=("claim",),
    wide=True,
)
