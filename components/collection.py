"""What the collection holds and lacks: counts, narratives with their words, what the build warned of."""

from html import escape

import pandas as pd
import streamlit as st

from components.screen import Screen
from filrouge.explore.changes import changes_in_words
from filrouge.explore.narratives import quality_indicators, tentative_note
from filrouge.explore.overview import documents_by_source, files_read, narrative_languages
from filrouge.explore.selection import percent
from filrouge.schema import NO_SOURCE

_MOST_FILES = 1000
_STANDING = "Solid: other runs of the build find it again. Tentative: they find it only in part."
_LANGUAGES = "Documents in each language; in brackets independent texts, where copies make them fewer"
_HEADINGS = {
    "file": "File", "format": "Format", "documents": "Documents", "rejected": "Rejected", "repeated": "Repeated",
    "dates": "Dates found", "sources": "Sources found", "titles": "Titles found", "missing": "Missing",
    "cut": "Characters cut",
}  # fmt: skip


def summary(shown: Screen) -> None:
    """Five numbers in a row."""
    counts = shown.counts
    sources = documents_by_source(shown.bundle, shown.selection)
    unknown = int(sources.loc[sources["source"] == NO_SOURCE, "documents"].sum())
    columns = st.columns(5)
    columns[0].metric("Documents", f"{counts.documents:,}", help=f"of {counts.all_documents:,} in the bundle")
    columns[1].metric("Independent texts", f"{counts.texts:,}", help="Copies of one text count once")
    columns[2].metric("Undated", f"{counts.undated:,}", help="Left out of time charts, shown everywhere else")
    columns[3].metric("Without a source", f"{unknown:,}", help=f"Shown as “{NO_SOURCE}”")
    unclear = f"{counts.unclear:,} of {counts.passages:,} passages"
    columns[4].metric("No clear narrative", percent(counts.unclear, counts.passages), help=unclear)


def narratives(shown: Screen, sizes: pd.DataFrame) -> None:
    """All narratives theme by theme, with their languages and words: more than a chart can name.

    `sizes`: `narratives_by_size` of the selection, in any order.
    """
    table = narrative_languages(shown.bundle, shown.selection, sizes).fillna({"standing": ""})
    with st.expander(f"All {len(table)} narratives, with their languages and words", icon=":material/list:"):
        st.dataframe(
            table,
            hide_index=True,
            column_order=_columns(table),
            column_config={
                "theme_label": st.column_config.TextColumn("Theme", width="medium"),
                "label": st.column_config.TextColumn("Narrative", width="medium"),
                "standing": st.column_config.TextColumn("Standing", width="small", help=_STANDING),
                "documents": st.column_config.NumberColumn("Documents", format="localized"),
                "texts": st.column_config.NumberColumn("Independent texts", format="localized"),
                "languages": st.column_config.TextColumn("Languages", width="medium", help=_LANGUAGES),
                "keywords": st.column_config.TextColumn("Distinctive words", width="large"),
            },
            alt="All narratives by theme, with their standing, languages and distinctive words",
        )
        if note := tentative_note(shown.bundle, table["label"]):
            st.caption(note)


def _columns(table: pd.DataFrame) -> list[str]:
    """Columns to show: no themes where there are none, as in bundles of earlier versions."""
    themes = table["theme_label"].ne(table["label"]).any()
    return [str(name) for name in table if themes or name != "theme_label"]


def quality(shown: Screen) -> None:
    """How good the model is, in plain words."""
    with st.container(border=True, key="quality"):
        st.subheader("How good is this model", anchor=False)
        figures = quality_indicators(shown.bundle.manifest)
        if not figures:
            st.caption("Nothing was measured when this bundle was built.")
            return
        rows = [f"<dt>{escape(f.name)}</dt><dd><b>{escape(f.value)}</b>: {escape(f.meaning)}</dd>" for f in figures]
        st.html(f'<dl class="fr-facts">{"".join(rows)}</dl>')


def _reading(shown: Screen) -> None:
    """File by file: what was read, what was cut, how each field was found, what is missing."""
    table = files_read(shown.bundle)
    with st.expander(f"How it was read, file by file ({len(table):,})", icon=":material/folder_open:"):
        if len(table) > _MOST_FILES:
            st.caption(f"The first {_MOST_FILES:,} of {len(table):,} files.")
        st.dataframe(
            table.head(_MOST_FILES),
            hide_index=True,
            column_config={name: st.column_config.Column(heading) for name, heading in _HEADINGS.items()},
            alt="Files read, with what was cut, how each field was found and what is missing",
        )


def details(shown: Screen) -> None:
    """What the build warned of, and how the bundle was made."""
    manifest = shown.bundle.manifest
    rejected = manifest.get("rejected", [])
    warnings = list(manifest["warnings"])
    with st.expander(f"What the build warned of ({len(warnings)})", expanded=bool(warnings), icon=":material/warning:"):
        for warning in warnings or ["Nothing."]:
            st.text(f"• {warning}")
        if rejected:
            st.dataframe(rejected, hide_index=True, alt="Rejected items with file, row and reason")
    _reading(shown)
    if changes := changes_in_words(manifest, shown.bundle.labels):
        with st.expander("What changed since the bundle before", icon=":material/history:"):
            for line in changes:
                st.text(f"• {line}")
    with st.expander("How this bundle was made", icon=":material/info:"):
        embedder = manifest["embedder"]
        facts = [
            f"Embedder: {embedder['name']} {embedder['version']} ({embedder['why']})",
            f"Seed: {manifest['seed']}",
            f"Digest: {manifest['digest']}",
        ]
        for fact in facts:
            st.text(fact)
