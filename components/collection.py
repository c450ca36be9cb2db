"""What the collection holds and lacks: counts, narratives with their words, what the build warned of."""

import streamlit as st

from components.screen import Screen
from filrouge.explore.overview import documents_by_source, files_read, narrative_languages, without_narrative
from filrouge.schema import NO_SOURCE

_MOST_FILES = 1000
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
    without, passages = without_narrative(shown.bundle, shown.selection)
    columns = st.columns(5)
    columns[0].metric("Documents", f"{counts.documents:,}", help=f"of {counts.all_documents:,} in the bundle")
    columns[1].metric("Independent texts", f"{counts.texts:,}", help="Copies of one text count once")
    columns[2].metric("Undated", f"{counts.undated:,}", help="Left out of time charts, shown everywhere else")
    columns[3].metric("Without a source", f"{unknown:,}", help=f"Shown as “{NO_SOURCE}”")
    share = without / passages if passages else 0
    columns[4].metric("No clear narrative", f"{share:.0%}", help=f"{without:,} of {passages:,} passages")


def narratives(shown: Screen) -> None:
    """All narratives, with their languages and words: more than a chart can name."""
    table = narrative_languages(shown.bundle, shown.selection)
    with st.expander(f"All {len(table)} narratives, with their languages and words", icon=":material/list:"):
        st.dataframe(
            table,
            hide_index=True,
            column_config={
                "label": st.column_config.TextColumn("Narrative", width="medium"),
                "documents": st.column_config.NumberColumn("Documents", format="localized"),
                "texts": st.column_config.NumberColumn("Independent texts", format="localized"),
                "languages": st.column_config.TextColumn("Languages", width="medium"),
                "keywords": st.column_config.TextColumn("Distinctive words", width="large"),
            },
            alt="All narratives with their languages and distinctive words",
        )


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
    with st.expander("How this bundle was made", icon=":material/info:"):
        embedder, quality = manifest["embedder"], manifest["quality"]
        facts = [
            f"Embedder: {embedder['name']} {embedder['version']} ({embedder['why']})",
            f"Passages with a narrative: {quality['coverage'] or 0:.0%}",
            *(
                [f"Dependence of narratives on language (AMI, 0 is none): {quality['dependence_on_language']:.3f}"]
                if quality.get("dependence_on_language") is not None
                else []
            ),
            f"Seed: {manifest['seed']}",
            f"Digest: {manifest['digest']}",
        ]
        for fact in facts:
            st.text(fact)
