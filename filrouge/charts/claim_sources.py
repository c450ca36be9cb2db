"""Who states which claim becomes a chart."""

from typing import Any, Final

from filrouge import figures
from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.claims import CHOSEN_BY
from filrouge.explore.claim_tables import is_known
from filrouge.explore.claims import by_source, claims, most_stated, statements
from filrouge.explore.names import voice_keys, voice_name
from filrouge.explore.view import View
from filrouge.figures.claims import MOST_SOURCES
from filrouge.i18n import N_, _, number, plural
from filrouge.schema import NO_SOURCE
from filrouge.wording.claims import does_texts, drawn_text, why_no_claims, worded
from filrouge.wording.selection import words_note


def claim_sources_chart(bundle: Bundle, view: View) -> Chart:
    """The claims that most texts state, and which source says, quotes or denies each."""
    found = claims(bundle, view.selection, view.claim_words, view.claim_status, view.claim_tag)
    said = statements(bundle, view.selection)
    said = said[said["claim"].isin(found["claim"])]
    voices = voice_keys(said["source"], said["doc_id"])
    once = records(said[["source", "title"]].assign(voice=voices)[~voices.duplicated()])
    names = {row["voice"]: voice_name(row["source"], row["title"]) for row in once}
    frame = by_source(said.assign(source=voices))
    does, words = does_texts(), worded(bundle)
    shown = {int(claim): words[int(claim)] for claim in most_stated(found, view.claim)}
    drawn = frame[frame["claim"].isin(shown)]
    drawn = drawn.assign(said=[_said(row, names, does, words) for row in records(drawn)])
    nothing = why_no_claims(is_known(bundle))
    n_sources = drawn["source"].nunique()
    notes = [
        drawn_text(len(shown), len(found)),
        _("the {n} sources on most of them are drawn; all are in the table").format(n=number(MOST_SOURCES))
        if n_sources > MOST_SOURCES
        else "",
        _("a source that only quotes others is not said to agree with them"),
    ]
    return Chart(
        "claim-sources",
        _("Who says what"),
        _(
            "Which source states each claim in its own voice, only quotes it, or denies it. An empty place: no text "
            "of this source in this selection states it. Click a mark to read the sentences."
        ),
        figures.claims.by_source(drawn, shown, names, does, nothing=nothing),
        frame.assign(statement=frame["claim"].map(words).astype(object), source=frame["source"].map(names)),
        caption(bundle, view.selection, words_note(view.claim_words), *notes),
        _alt(frame, nothing),
    )


def _said(row: dict[str, Any], names: dict[str, str], does: dict[str, str], words: dict[int, str]) -> str:
    n = int(row["documents"])
    texts = plural("{n} document", "{n} documents", n)
    return _("{source} {does}: {claim} · {documents}").format(
        source=names[row["source"]], does=does[row["does"]], claim=words[row["claim"]], documents=texts
    )


def _alt(frame: Any, nothing: str) -> str:
    if frame.empty:
        return nothing
    denying = int(frame["does"].isin(["denies", "both"]).sum())
    said = plural(
        "{n} source on {claims} claims",
        "{n} sources on {claims} claims",
        int((~frame["source"].drop_duplicates().str.startswith(NO_SOURCE)).sum()),
        claims=number(frame["claim"].nunique()),
    )
    told = plural("{n} denial by a source", "{n} denials by sources", denying)
    return f"{said}, {told}."


SPEC: Final = Spec(
    "claim-sources",
    "claims",
    N_("Who says what"),
    claim_sources_chart,
    fields=(*CHOSEN_BY, "claim"),
    click=("claim",),
    wide=True,
)
