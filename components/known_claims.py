"""Known claims: a file of claims that somebody checked, and the passages of the selection that come near to each."""

from html import escape
from typing import Any, Final

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components import failures, reader, report
from components.chart_card import csv_button
from components.html_table import TableColumn, html_table, numbers
from components.markdown import as_text
from components.screen import Screen
from filrouge.bundle import records
from filrouge.charts.known_claims import known_claims_chart
from filrouge.errors import FilrougeError
from filrouge.explore.known_claims import LIMIT, match, over, read_known_claims
from filrouge.explore.meaning import why_not
from filrouge.explore.names import language_name, source_name
from filrouge.explore.web import web_link
from filrouge.i18n import N_, _, number, quoted
from filrouge.wording.days import published_text

_MOST: Final = 200  # claims of a file that are looked for while somebody waits
_FOUND, _CHOSEN, _WEAK = "_known_found", "_known_chosen", "_known_weak"
_AROUND: Final = 140  # characters about the sentence that is nearest
_HOW: Final = N_(
    "Find claims that were checked already: fact-checks as ClaimReview (JSON), or a CSV with a column “claim”. The "
    "file is not kept."
)


def section(shown: Screen) -> None:
    """Where a file is given, and what is found; the file is not kept."""
    with st.container(border=True, key="card-known-claims"):
        st.subheader(_("Known claims"), anchor=False)
        st.html(f'<p class="fr-sentence">{escape(_(_HOW))}</p>')
        if error := why_not(shown.bundle):
            st.warning(failures.reason(_("Passages cannot be searched by meaning: {why}."), error))
            return
        given = st.file_uploader(_("File of claims"), type=["csv", "tsv", "json", "jsonl"], key="_known_file")
        if given is None:
            return
        try:
            claims, found = _found(shown, given)
        except FilrougeError as error_:
            st.error(str(error_), icon=":material/error:")
            return
        if claims > _MOST:
            text = _("The first {n} of {all} claims. The command filrouge match takes all.")
            st.caption(text.format(n=number(_MOST), all=number(claims)))
        _results(shown, found)


def _found(shown: Screen, given: UploadedFile) -> tuple[int, pd.DataFrame]:
    """How many claims a file has, and the matches: read and found once for a file and a selection."""
    revision = shown.bundle.changes.revision if shown.bundle.changes is not None else ""
    asked = (given.file_id, shown.bundle.digest, revision, shown.selection)
    kept: tuple[object, int, pd.DataFrame] | None = st.session_state.get(_FOUND)
    if kept is None or kept[0] != asked:
        claims = read_known_claims(given.getvalue(), where_=given.name)
        some = claims[:_MOST]
        bar = st.progress(0.0, _("Comparing with every passage…"))
        found = match(shown.bundle, shown.selection, some, tell=lambda done: bar.progress(done / len(some)))
        bar.empty()
        kept = st.session_state[_FOUND] = (asked, len(claims), found)
        st.session_state.pop(_CHOSEN, None)
    return kept[1:]


def _results(shown: Screen, found: pd.DataFrame) -> None:
    weak = st.toggle(
        _("Show weaker matches too"), key=_WEAK,
        help=_("Below a similarity of {least}, most passages say something else.").format(least=number(LIMIT, 2)),
    )  # fmt: skip
    chart = known_claims_chart(shown.bundle, shown.selection, found, -1.0 if weak else LIMIT)
    near = found if weak else over(found, LIMIT)
    rows = [_row(of_it, near) for _number, of_it in found[found["rank"] == 1].groupby("number", sort=False)]
    rows.sort(key=lambda row: -row["similarity"])
    columns = [
        TableColumn(_("Claim"), [r["claim"] for r in rows], kind="name", below=[r["checked"] for r in rows]),
        numbers(_("Matches"), [r["matches"] for r in rows]),
        numbers(_("Similarity"), [r["similarity"] for r in rows], 2),
        TableColumn(_("Nearest sentence"), [r["sentence"] for r in rows], below=[r["where"] for r in rows]),
    ]
    html_table(columns, [str(r["number"]) for r in rows], key="table-known-claims", label=chart.title, on_open=_choose)
    st.html(f'<p class="fr-caption">{escape(chart.caption)}</p>')
    csv_button("known-claims", lambda: chart)
    if (chosen := st.session_state.get(_CHOSEN)) is not None:
        _passages(shown, found[found["number"] == chosen], near[near["number"] == chosen])


def _row(first: pd.DataFrame, near: pd.DataFrame) -> dict[str, Any]:
    (row,) = records(first)
    matches = int((near["number"] == row["number"]).sum())
    where = [source_name(row["source"]), published_text(row), language_name(row["document_language"])]
    checked = [row["verdict"], row["publisher"], row["date"]]
    return {
        **row,
        "matches": matches,
        "checked": " · ".join(filter(None, checked)),
        "sentence": row["sentence"] if matches else "–",
        "where": " · ".join(where) if matches else "",
    }


def _choose(claim: str) -> None:
    st.session_state[_CHOSEN] = int(claim)


def _passages(shown: Screen, of_it: pd.DataFrame, near: pd.DataFrame) -> None:
    """The passages near to the claim that was chosen."""
    if of_it.empty:
        return
    claim = records(of_it.head(1))[0]
    st.markdown(f"#### {as_text(quoted(claim['claim']))}")
    if link := web_link(claim["url"]):
        st.html(f'<p class="fr-meta"><a href="{escape(link)}" target="_blank" rel="noopener">{escape(link)}</a></p>')
    if near.empty:
        st.info(_("No passage of this selection comes near enough to this claim."))
    rows = records(near.assign(url=near["document_url"], language=near["document_language"]))
    if rows:
        report.quote_box(rows, key="known")
    for row in rows:
        place = _("{rank} · similarity {similarity}").format(
            rank=number(row["rank"]), similarity=number(row["similarity"], 2)
        )
        st.html(f'<p class="fr-name">{escape(place)}</p>')
        marks = [] if row["said"] is None else [(*row["said"], "found")]
        reader.marked_card(row, shown, marks, around=_AROUND)
