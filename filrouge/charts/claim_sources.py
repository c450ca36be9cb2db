"""Who states which claim becomes a chart."""

from typing import Any, Final

from filrouge import figures
from filrouge.bundle import Bundle, records
from filrouge.chart import Chart, Spec, caption
from filrouge.charts.claims import CHOSEN_BY
from filrouge.explore.claim_tables import is_known
from filrouge.explore.claims import by_voice, claims, most_stated
from filrouge.explore.view import View
from filrouge.figures.claims import MOST_SOURCES
from filrouge.i18n import N_, _, number, plural
from filrouge.schema import NO_SOURCE
from filrouge.wording.claims import does_texts, drawn_text, voice_names, why_no_claims, worded, wording_of
from filrouge.wording.selection import words_note


def claim_sources_chart(bundle: Bundle, view: View) -> Chart:
    """The claims that most texts state, and which source says, quotes or denies each."""
    found = claims(bundle, view.selection, view.claim_words, view.claim_status, view.claim_tag)
    frame = by_voice(bundle, view.selection, found["claim"])
    who, names = frame["source"].cat.codes.to_numpy(), voice_names(bundle)
    does, words = does_texts(), worded(bundle)
    shown = {int(claim): words[int(claim)] for claim in most_stated(found, view.claim)}
    drawn = frame[frame["claim"].isin(shown)].astype({"source": "str"})
    drawn_names = dict(zip(drawn["source"], names.take(who[drawn.index]), strict=True))
    drawn = drawn.assign(said=[_said(row, drawn_names, does, words) for row in records(drawn)])
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
        figures.claims.by_source(drawn, shown, drawn_names, does, nothing=nothing),
        frame.assign(statement=wording_of(bundle, frame["claim"]), source=names.take(who)),
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
        int((~frame["source"].cat.remove_unused_categories().cat.categories.str.startswith(NO_SOURCE)).sum()),
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
