"""What is told of a narrative: its claims, each with the way to its sentences."""

from functools import partial
from typing import Any, Final

import streamlit as st

from components import address, choices, claim_menu, claim_sides, claims, quotation_cards
from components.chart_card import chart_of, table_card
from components.html_table import TableColumn, html_table
from components.screen import Screen
from filrouge.bundle import records
from filrouge.chart import Chart, heading
from filrouge.explore.names import language_name
from filrouge.explore.narrative_claims import DOES
from filrouge.explore.reading import is_small
from filrouge.i18n import _, number, share

NAME: Final = "narrative-claims"


def table(shown: Screen) -> None:
    """The claims of the narrative, and the sentences of the one that was chosen; nothing where none is found."""
    chart = chart_of(shown, NAME)
    if chart.table.empty:
        return
    with table_card(shown, chart):
        html_table(
            _columns(chart, language_name(quotation_cards.language(shown))),
            [str(claim) for claim in chart.table["claim"]],
            key=f"table-{NAME}",
            label=chart.title,
            on_open=lambda one: address.choose(claim=int(one)),
        )
    if not is_small(shown.bundle):
        claim_sides.card(shown)
    with st.container(key=f"answer-{NAME}"):
        _chosen(shown, chart)


def _columns(chart: Chart, language: str) -> list[TableColumn]:
    rows: list[dict[str, Any]] = records(chart.table)
    title = _("Nearest sentence in {language}, not a translation:").format(language=language)
    below = [f"{title} {row['gloss']}" if row["gloss"] else "" for row in rows]
    columns = [
        TableColumn(
            heading("statement"), [row["statement"] for row in rows], kind="name", below=below if any(below) else None
        )
    ]
    parts = [row["part"] for row in rows]
    top = max(parts) or 1.0
    columns.append(
        TableColumn(heading("part"), parts, list(map(share, parts)), "number", heat=[part / top for part in parts])
    )
    for name in ("texts", "sources", "languages"):
        values = [row[name] for row in rows]
        columns.append(TableColumn(heading(name), values, list(map(number, values)), "number"))
    columns += [
        TableColumn(heading(name), [row[name] for row in rows]) for name in DOES if any(row[name] for row in rows)
    ]
    return columns


def _chosen(shown: Screen, chart: Chart) -> None:
    """The sentences of the claim that was chosen in the table."""
    chosen = chart.table[chart.table["claim"] == (-1 if shown.view.claim is None else shown.view.claim)]
    for row in records(chosen):
        choices.heading(row["statement"])
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Close"), key="_close_claim", icon=":material/close:", on_click=partial(address.choose, claim=None)
            )
            claim_menu.button(shown, int(row["claim"]), key="_told")
        claim_menu.said_of(shown, int(row["claim"]))
        claims.said_by(shown, row["claim"], shown.view.about)
