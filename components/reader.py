"""Passages and documents as text: source, date and link beside every one; markup in a text is shown, never run."""

from html import escape
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st

from components.screen import Screen
from filrouge.bundle import records
from filrouge.explore.documents import Document
from filrouge.explore.passages import Passages
from filrouge.explore.selection import NO_SOURCE, language_name
from filrouge.figures.theme import colour


def web_link(url: object) -> str | None:
    """The address if it is one a browser may follow, else None."""
    if not isinstance(url, str):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None


def passages(found: Passages, shown: Screen, *, note: bool = True) -> None:
    """Show passages one below the other, each with its source, date, link and its document one click away."""
    if not found.passages:
        st.info("No passage of this selection is behind it.")
        return
    if note:
        few = len(found.frame)
        more = "" if few == found.passages else f", the {few} clearest shown"
        st.caption(f"{found.passages:,} passages in {found.documents:,} documents{more}")
    for row in records(found.frame):
        st.html(_passage(row))
        st.page_link(
            shown.documents_page,
            label="Read in its document",
            icon=":material/article:",
            query_params={**_current_fields(), "doc": row["doc_id"]},
        )


def _current_fields() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params if name != "doc"}


def _passage(row: dict[str, Any]) -> str:
    title = row["title"] if isinstance(row["title"], str) else "Untitled"
    about = row["label"] + (f" ({row['strength']:.0%} clear)" if row["narrative"] >= 0 else "")
    facts = [row["source"], row["published_text"], language_name(row["language"])]
    line = escape(" · ".join(facts)) + _anchor(row["url"])
    return (
        f'<div class="fr-passage" style="--fr-mark:{colour(int(row["narrative"]))}" dir="auto">'
        f'<p dir="auto">{escape(row["text"])}</p>'
        f'<div class="fr-meta"><b dir="auto">{escape(_short(title))}</b> · {line}'
        f"<br>Talks about: {escape(about)}</div></div>"
    )


def _anchor(url: object) -> str:
    link = web_link(url)
    if link is None:
        return f" · {escape(_short(str(url)))}" if isinstance(url, str) and url else ""
    return f' · <a href="{escape(link)}" target="_blank" rel="noopener noreferrer">{escape(urlsplit(link).netloc)}</a>'


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def document(found: Document) -> None:
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
        "File": f"{origin['file']}{record}",
        "SHA-256": f"{origin['sha256'][:16]}…",
        "Id": fields["doc_id"],
        **found.extra,
    }
    known = {name: value for name, value in facts.items() if isinstance(value, str) and value}
    with st.container(border=True):
        lines = "<br>".join(f"<b>{escape(name)}</b> {escape(_short(value))}" for name, value in known.items())
        st.html(f'<div class="fr-meta">{lines}</div>')
    for warning in fields["warnings"]:
        st.warning(warning.replace("[", "\\["), icon=":material/warning:")
    if len(found.copies):
        with st.expander(f"{len(found.copies)} other documents with this text", expanded=True):
            for row in records(found.copies):
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
