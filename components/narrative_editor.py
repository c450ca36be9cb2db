"""All narratives in one table that is edited: names, merges, status, stars, hidden ones; saved as one act."""

from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from components import author, changing
from components.screen import Screen
from filrouge.annotations import log
from filrouge.annotations.acts import LONGEST_NAME, STATUSES, UNTOLD
from filrouge.annotations.saying import said_in_table
from filrouge.bundle import Bundle
from filrouge.chart import heading
from filrouge.explore.names import status_name
from filrouge.explore.narratives import headlines
from filrouge.explore.other_names import other_names, own_name
from filrouge.explore.overview import narratives_by_size
from filrouge.explore.selection import Selection
from filrouge.i18n import _, plural
from filrouge.wording.alike import ALIKE_HELP, nearest_texts

_KIND: Final = "narratives"
_ROW, _MOST_HIGH = 38, 560  # pixels
_WHOLE_NAME = 340  # pixels: the names that a build gives, of 56 letters, are not cut
_HEADLINE = 300
_READ: Final = ("documents", "headline", "other", "nearest")
"""Columns that cannot be edited."""


def button(shown: Screen) -> None:
    """Beside the table of narratives: opens the dialog."""
    changing.button(
        shown,
        (_KIND, "", ""),
        partial(_dialog, shown),
        label=_("Edit several…"),
        title=_("Edit the narratives"),
        icon=":material/edit_note:",
        key="_edit_narratives",
        shortcut="e",
        help=_("Names, merges, status, stars and hidden narratives in one table, saved together"),
    )


def _dialog(shown: Screen) -> None:
    bundle = shown.bundle
    before = table(bundle)
    st.caption(
        _(
            "Type a name over another one, or tick “Use it” for the one the machine offers. Everything is saved as one "
            "change, which the page History undoes."
        )
    )
    with st.form("_narratives", border=False):
        edited = st.data_editor(
            before,
            key=f"_narratives_{log.current(bundle).revision}",
            width="stretch",
            hide_index=True,
            height=min(_MOST_HIGH, _ROW + 35 * len(before) + 2),
            disabled=_READ,
            column_order=[str(name) for name in before if name != "narrative"],
            column_config=_columns(before),
            placeholder="–",
            alt=_("Names, status and merges of all narratives, to be edited"),
        )
        reason = st.text_input(_("Reason (optional)"))
        author.ask()
        saved = st.form_submit_button(_("Save"), type="primary", icon=":material/save:")
    if saved:
        told = {int(row["narrative"]): {str(k): v for k, v in row.items()} for row in edited.to_dict("records")}
        rows = [] if edited.equals(before) else said_in_table(bundle, said(before, told), reason=reason)
        n = sum(row.field not in UNTOLD for row in rows)
        done = plural("{n} edit saved as one change", "{n} edits saved as one change", n)
        changing.save(bundle, lambda: rows, done)


def table(bundle: Bundle) -> pd.DataFrame:
    """What the dialog edits: a row for each narrative, the largest first."""
    sizes = narratives_by_size(bundle, Selection())
    numbers = [int(n) for n in sizes["narrative"]]
    own = bundle.narratives.set_index("narrative")
    offered, nearest, quoted = other_names(bundle), nearest_texts(bundle, numbers), headlines(bundle)
    known = {name: own[name].to_dict() if name in own else {} for name in ("starred", "status")}
    status = [known["status"].get(n) for n in numbers]
    return pd.DataFrame(
        {
            "narrative": numbers,
            "name": [own_name(bundle, n) for n in numbers],
            "documents": sizes["documents"].to_numpy(),
            "headline": [quoted[n].text if n in quoted else "" for n in numbers],
            "other": [next(iter(offered[n]), "") for n in numbers],
            "use": False,
            "into": pd.Series([None] * len(numbers), dtype=object),
            "status": pd.Series([one if isinstance(one, str) else None for one in status], dtype=object),
            "star": [bool(known["starred"].get(n)) for n in numbers],
            "hidden": False,
            "nearest": [nearest.get(n, "") for n in numbers],
        }
    )


def _columns(before: pd.DataFrame) -> dict[str, Any]:
    config = st.column_config
    return {
        "name": config.TextColumn(_("Name"), max_chars=LONGEST_NAME, width=_WHOLE_NAME),
        "other": config.TextColumn(_("Other name"), help=_("The words that set it apart")),
        "use": config.CheckboxColumn(_("Use it"), width="small", help=_("Give it the other name")),
        "into": config.SelectboxColumn(_("Merge into"), options=before["name"].tolist(), width="medium"),
        "nearest": config.TextColumn(heading("nearest"), width="medium", help=_(ALIKE_HELP)),
        "documents": config.NumberColumn(heading("documents"), format="localized", width="small"),
        "headline": config.TextColumn(heading("headline"), width=_HEADLINE),
        "status": config.SelectboxColumn(_("Status"), options=STATUSES, format_func=lambda one: status_name(str(one))),
        "star": config.CheckboxColumn(_("Starred"), width="small"),
        "hidden": config.CheckboxColumn(_("Hidden"), width="small"),
    }  # fmt: skip


def said(before: pd.DataFrame, told: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """What was changed of each narrative: `name`, `status`, `star`, `hidden`, and `merge`: into which one."""
    numbers = dict(zip(before["name"], before["narrative"], strict=True))
    found: dict[int, dict[str, Any]] = {}
    for row in before.to_dict("records"):
        now, own = told[int(row["narrative"])], dict[str, Any]()
        name = now["other"] if now["use"] and now["name"] == row["name"] else now["name"]
        if (name or "").strip() != row["name"]:
            own["name"] = (name or "").strip()
        if _known(now["status"]) != row["status"]:
            own["status"] = _known(now["status"])
        own |= {what: bool(now[what]) or None for what in ("star", "hidden") if bool(now[what]) != bool(row[what])}
        into = numbers.get(now["into"], row["narrative"])
        if into != row["narrative"]:
            own["merge"] = int(into)
        if own:
            found[int(row["narrative"])] = own
    return found


def _known(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
