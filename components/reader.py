"""Passages and documents as text: source, date and link beside every one; markup in a text is shown, never run."""

from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from components.screen import Screen
from filrouge.bundle import records
from filrouge.explore.documents import Document
from filrouge.explore.narratives import tentative_note
from filrouge.explore.passages import Passages, passages_about
from filrouge.explore.selection import documents_text, language_name
from filrouge.explore.view import View
from filrouge.figures.theme import colour
from filrouge.schema import NO_SOURCE

_MOST_COPIES = 50


def web_link(url: object) -> str | None:
    """The address if it is one a browser may follow, else None."""
    if not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None


def passages(ask: Callable[[int], Passages], shown: Screen, *, key: str, step: int = 10) -> None:
    """Show passages one below the other, each with its source, date, link, and its document one click away.

    `ask` is given how many to show; a button below asks for `step` more.
    """
    limit = st.session_state.get(f"_more_{key}", step)
    found = ask(limit)
    if not found.passages:
        st.info("No passage of this selection is behind it.")
        return
    few = len(found.frame)
    more = "" if few == found.passages else f", the {few} clearest shown"
    st.caption(f"{found.passages:,} passages in {documents_text(found.documents, found.texts)}{more}")
    for row in records(found.frame):
        card(row, shown)
    if few < found.passages:
        st.button(f"Show {step} more", key=f"_button_{key}", on_click=_show_more, args=(key, limit + step))


def card(row: dict[str, Any], shown: Screen) -> None:
    """One passage with its source, date and links; `row` as in `passages.Passages.frame`."""
    st.html(_passage(row, document_anchor(shown, row["doc_id"])))


def passages_of(shown: Screen, source: str, narrative: int) -> Callable[[int], Passages]:
    """What `passages` asks for one source on one narrative."""
    selection = replace(shown.selection, sources=(source,))
    return lambda limit: passages_about(shown.bundle, selection, narrative, limit=limit)


def _show_more(key: str, limit: int) -> None:
    st.session_state[f"_more_{key}"] = limit


def document_anchor(shown: Screen, doc_id: str) -> str:
    """A link that opens a document beside what is being read: going back must not lose one's place."""
    view = View("documents", shown.selection, doc=doc_id)
    link = view.link(shown.bundle, name=shown.name).removeprefix("/")
    return f'<a href="{escape(link)}" target="_blank" rel="noopener">Read in its document</a>'


def facts_of(row: dict[str, Any]) -> str:
    """Source, date, language and link of a passage, as HTML."""
    facts = [row["source"], row["published_text"], language_name(row["language"])]
    return escape(" · ".join(facts)) + _anchor(row["url"])


def _passage(row: dict[str, Any], anchor: str) -> str:
    title = row["title"] if isinstance(row["title"], str) else "Untitled"
    about = row["label"] + (f" ({row['strength']:.0%} clear)" if row["narrative"] >= 0 else "")
    return (
        f'<div class="fr-passage" style="--fr-mark:{colour(int(row["narrative"]))}" dir="auto">'
        f'<p dir="auto">{escape(row["text"])}</p>'
        f'<div class="fr-meta"><b dir="auto">{escape(_short(title))}</b> · {facts_of(row)}'
        f"<br>Talks about: {escape(about)} · {anchor}</div></div>"
    )


def _anchor(url: object) -> str:
    link = web_link(url)
    if link is None:
        return f" · {escape(_short(str(url)))}" if isinstance(url, str) and url else ""
    return f' · <a href="{escape(link)}" target="_blank" rel="noopener noreferrer">{escape(urlsplit(link).netloc)}</a>'


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def document(found: Document, shown: Screen) -> None:
    """Show one document: title, source, date with its evidence, link, text with its passages marked, what was cut."""
    fields = found.fields
    title = fields["title"] if isinstance(fields["title"], str) else "Untitled"
    st.html(f'<h3 dir="auto">{escape(title)}</h3>')
    source = fields["source"] if isinstance(fields["source"], str) else NO_SOURCE
    issuer = f" for {fields['issuer']}" if isinstance(fields["issuer"], str) else ""
    facts = f"{source}{issuer} · {found.published_text} · {found.language} · {fields['n_words']:,} words"
    st.html(f'<p class="fr-meta">{escape(facts)}{_anchor(fields["url"])}</p>')
    left, right = st.columns([0.68, 0.32], gap="large")
    with left:
        st.html(f'<div class="fr-text">{_marked(found)}</div>')
        if note := tentative_note(shown.bundle, found.passages["label"]):
            st.caption(note)
    with right:
        _facts(found)


def _marked(found: Document) -> str:
    """The text, each passage beside a bar in the colour of its narrative, named where it changes."""
    blocks, before, position = [], None, 0
    for row in records(found.passages):
        narrative, end = int(row["narrative"]), int(row["end"])
        name = f'<div class="fr-name">{escape(row["label"])}</div>' if narrative != before else ""
        body = escape(found.text[position:end].strip())
        blocks.append(
            f'<div class="fr-passage" style="--fr-mark:{colour(narrative)}">{name}<p dir="auto">{body}</p></div>'
        )
        before, position = narrative, end
    rest = escape(found.text[position:].strip())
    return "".join(blocks) + (f"<p>{rest}</p>" if rest else "")


def _facts(found: Document) -> None:
    fields = found.fields
    evidence, origin = fields["published_evidence"], fields["origin"]
    record = "" if pd.isna(origin["row"]) else f", record {int(origin['row'])}"
    facts = {
        "Date": found.published_text,
        "Found in": fields["published_method"],
        "Evidence": f"“{evidence}”" if isinstance(evidence, str) else None,
        "Not before": found.not_before_text,
        "File": f"{origin['file']}{record}",
        "SHA-256": f"{origin['sha256'][:16]}…",
        "Id": fields["doc_id"],
    }
    with st.container(border=True):
        _list_facts(facts)
    found_by = fields.get("found", ())  # bundles of the first version have none
    if len(found_by):
        with st.expander("How each field was found"):
            _list_facts({entry["field"].capitalize(): _way(entry) for entry in found_by})
    if any(isinstance(value, str) and value for value in found.extra.values()):
        with st.expander("Other columns of the input"):
            _list_facts(found.extra)
    for warning in fields["warnings"]:
        st.text(f"⚠ {warning}")
    if len(found.copies):
        with st.expander(f"{len(found.copies):,} other documents with this text", expanded=len(found.copies) < 10):
            if len(found.copies) > _MOST_COPIES:
                st.caption(f"The first {_MOST_COPIES} by date:")
            for row in records(found.copies.head(_MOST_COPIES)):
                st.html(f'<p class="fr-meta">{escape(row["source"])} · {escape(row["published_text"])}</p>')
    if found.cuts:
        with st.expander(f"{len(found.cuts)} parts were cut from the text as read"):
            for cut in found.cuts:
                st.html(
                    f'<p class="fr-meta"><b>{escape(cut["reason"])}</b></p>'
                    f'<div class="fr-text" dir="auto"><del>{escape(cut["text"])}</del></div>'
                )
    else:
        st.caption("Nothing was cut from the text as read.")


def _way(entry: dict[str, str]) -> str:
    return entry["method"] + (f": “{entry['evidence']}”" if entry["evidence"] else "")


def _list_facts(facts: dict[str, Any]) -> None:
    known = {name: value for name, value in facts.items() if isinstance(value, str) and value}
    lines = "<br>".join(f"<b>{escape(name)}</b> {escape(_short(value))}" for name, value in known.items())
    st.html(f'<div class="fr-meta">{lines}</div>')
