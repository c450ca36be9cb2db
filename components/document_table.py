"""The documents of a selection as a table; a chosen row is read below it."""

from functools import partial
from typing import Any, Final

import streamlit as st

from components import address, report
from components.chart_card import chart_of, csv_button
from components.screen import Screen
from filrouge.chart import heading
from filrouge.charts.documents import documents_named
from filrouge.explore.documents import PAGE_SIZE, documents
from filrouge.explore.names import title_text
from filrouge.explore.source_facts import FACTS
from filrouge.explore.web import web_link
from filrouge.i18n import N_, _, number
from filrouge.schema import ATTRIBUTES, REACTIONS
from filrouge.wording.amounts import counts_text, unclear_text
from filrouge.wording.labels import tentative_note

_ATTRIBUTES: Final = {
    "author": N_("Author"), "account": N_("Account"), "platform": N_("Platform"), "kind": N_("Kind"),
}  # fmt: skip
_REACTIONS: Final = {
    "shares": N_("Shares"), "likes": N_("Likes"), "comments": N_("Comments"), "views": N_("Views"),
}  # fmt: skip


_ORDER: Final = (
    "title", "source", *(f"source_{fact}" for fact in FACTS), *ATTRIBUTES, "published", "language", "narratives",
    "n_words", *REACTIONS, "copies", "shared", "url",
)  # fmt: skip


def _columns() -> dict[str, Any]:
    """How the columns of the table are called and shown."""
    return {
        "title": st.column_config.TextColumn(_("Title"), width="large"),
        "source": _("Source"),
        "published": _("Published"),
        "language": _("Language"),
        "narratives": st.column_config.ListColumn(_("Talks about"), width="medium"),
        "n_words": st.column_config.NumberColumn(_("Words"), format="localized"),
        "copies": st.column_config.NumberColumn(
            _("Copies"), help=_("Documents that count as one text with this one, including itself")
        ),
        "shared": st.column_config.TextColumn(
            _("Shares text"), help=_("Whether the texts it shares text with came out earlier or later")
        ),
        **{name: st.column_config.NumberColumn(_(label), format="localized") for name, label in _REACTIONS.items()},
        **{name: _(label) for name, label in _ATTRIBUTES.items()},
        **{f"source_{fact}": heading(f"source_{fact}") for fact in FACTS},
        "url": st.column_config.LinkColumn(_("Link"), display_text=_("open")),
    }


def _page(shown: Screen) -> int:
    """The page of the table that is shown, from 1, and where there are several, what chooses it."""
    pages = max(-(-shown.counts.documents // PAGE_SIZE), 1)
    page = min(int(shown.view.table_page), pages)
    if page != shown.view.table_page:  # the selection was narrowed
        address.correct(table_page=page)
    if pages > 1:
        st.number_input(
            _("Page {page} of {n}").format(page=number(page), n=number(pages)),
            1,
            pages,
            key=address.key("table_page"),
            width=160,
        )
    return page


def table(shown: Screen) -> None:
    """Show a page of the table; its CSV has all documents."""
    st.subheader(_("Documents"), anchor=False)
    page = _page(shown)
    frame = documents(shown.bundle, shown.selection, skip=(page - 1) * PAGE_SIZE)
    if frame.empty:
        st.info(_("No document matches this selection. Widen the filters, or reset them."))
        return
    ids = frame["doc_id"].tolist()
    key = f"_documents_{page}_{hash(shown.selection)}"

    def read_row() -> None:
        rows = st.session_state[key].selection.rows
        if rows:
            address.choose(doc=ids[rows[0]])

    named = documents_named(frame, shown.bundle)
    st.dataframe(
        named.assign(url=named["url"].map(web_link), title=named["title"].map(title_text)),
        key=key,
        hide_index=True,
        height=min(38 + 35 * len(frame), 430),
        column_order=_ORDER,
        column_config=_columns(),
        on_select=read_row,
        selection_mode="single-row",
        placeholder="–",
        alt=_("Documents of the selection, latest first"),
    )
    marked = tentative_note(shown.bundle, frame["narratives"].explode().dropna())
    unclear = unclear_text(shown.counts)
    order = _("Latest first")
    st.caption(" ".join(f"{part}." for part in (counts_text(shown.counts), order, unclear, marked) if part))
    whole = partial(chart_of, shown, "documents")
    csv_button("documents", whole, label=_("CSV of all documents"))
    report.add_button(shown, "documents", whole)
