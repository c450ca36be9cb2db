"""What the collection holds: how much, when, by whom, in which languages, about what."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.explore.periods import PERIOD_START, choose_period, grid, span_of
from filrouge.explore.selection import INDEPENDENT, Counts, Selection, count, language_name, only, where

OTHER_SOURCES: Final = "Other sources"


def documents_over_time(
    bundle: Bundle, selection: Selection, period: str = "auto", *, most: int = 8, counts: Counts | None = None
) -> tuple[pd.DataFrame, str, int, int]:
    """Count documents by period and source.

    Returns
    -------
    frame : one row for every period and source, zeros included: `start` (datetime64), `source` (the `most` with
        most documents, then OTHER_SOURCES), `documents`.
    period : the period used.
    undated, coarse : documents that could not be placed.
    """
    counts = counts or count(bundle, selection)
    span = span_of(bundle, selection, counts)
    period = choose_period(period, span)
    placed = where(selection, bundle).query(
        f"SELECT {PERIOD_START} AS start, source, count(*) AS documents FROM chosen WHERE day IS NOT NULL GROUP BY ALL",
        period=period,
    )
    coarse = int(placed.loc[placed["start"].isna(), "documents"].sum())
    placed = placed[placed["start"].notna()]
    if placed.empty or span is None:
        return placed.astype({"start": "datetime64[us]"}), period, counts.undated, coarse
    largest = placed.groupby("source")["documents"].sum().sort_values(ascending=False, kind="stable").index[:most]
    placed["source"] = placed["source"].where(placed["source"].isin(largest), OTHER_SOURCES)
    order = [*largest, *([OTHER_SOURCES] if (placed["source"] == OTHER_SOURCES).any() else [])]
    index = pd.MultiIndex.from_product([order, grid(period, span)], names=["source", "start"])
    by_source = placed.groupby(["source", "start"], sort=False)["documents"].sum()
    return by_source.reindex(index, fill_value=0).reset_index(), period, counts.undated, coarse


def documents_by_source(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """Count documents by source, largest first: `source`, `documents`, `texts` (copies count once), `undated`."""
    return where(selection, bundle).query(
        f"SELECT source, count(*) AS documents, {INDEPENDENT} AS texts, count(*) - count(day) AS undated "
        "FROM chosen GROUP BY source ORDER BY documents DESC, source",
    )


def documents_by_language(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """Count documents by language, largest first: `language` (name), `documents`."""
    frame = where(selection, bundle).query(
        "SELECT language, count(*) AS documents FROM chosen GROUP BY language ORDER BY documents DESC, language",
    )
    frame["language"] = frame["language"].map(language_name)
    return frame


def narratives_by_size(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """Count documents by narrative, largest first.

    Columns: `narrative`, `label`, `documents` (that talk about it; one can count for several), `texts` (copies
    count once).
    """
    base = selection.of_all_narratives()
    frame = where(base, bundle).query(
        f"SELECT narrative, count(*) AS documents, {INDEPENDENT} AS texts FROM shares JOIN chosen USING (doc) "
        f"WHERE narrative >= 0 AND {only(selection.narratives)} GROUP BY narrative ORDER BY documents DESC, narrative",
    )
    frame.insert(1, "label", frame["narrative"].map(bundle.labels))
    return frame


def narrative_languages(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """Every narrative with its languages and their distinctive words, largest first.

    Columns: `label`, `documents`, `texts` (as in `narratives_by_size`), `languages` (names with documents, e.g.
    "French 7, English 2"), `keywords` (of each language, e.g. "French: détroit, gazoduc"; five words at most).
    """
    sizes = narratives_by_size(bundle, selection)
    counts = where(selection.of_all_narratives(), bundle).query(
        "SELECT narrative, language, count(*) AS documents FROM shares JOIN chosen USING (doc) "
        "GROUP BY ALL ORDER BY documents DESC, language",
    )
    spoken: dict[int, list[str]] = {}
    for row in records(counts):
        spoken.setdefault(int(row["narrative"]), []).append(f"{language_name(row['language'])} {row['documents']:,}")
    words = {
        int(row["narrative"]): "; ".join(
            f"{language_name(entry['language'])}: {', '.join(list(entry['words'])[:5])}" for entry in row["keywords"]
        )
        for row in records(bundle.narratives)
    }
    sizes["languages"] = [", ".join(spoken.get(int(n), [])) for n in sizes["narrative"]]
    sizes["keywords"] = [words[int(n)] for n in sizes["narrative"]]
    return sizes[["label", "documents", "texts", "languages", "keywords"]]


def files_read(bundle: Bundle) -> pd.DataFrame:
    """What was read of each input file.

    Columns: `file`, `format`, `documents`, `rejected`, `repeated` (counts), and in words `dates`, `sources`, `titles`
    (how they were found, in how many documents), `missing` (fields, in how many), `cut` (characters, why).
    """
    rows = []
    for entry in bundle.manifest["inputs"]:
        found = entry.get("found", {})
        rows.append(
            {
                "file": entry["file"],
                "format": entry.get("format", ""),
                **{name: int(entry.get(name, 0)) for name in ("documents", "rejected", "repeated")},
                "dates": _counted(found.get("date", {})),
                "sources": _counted(found.get("source", {})),
                "titles": _counted(found.get("title", {})),
                "missing": _counted(entry.get("missing", {})),
                "cut": _counted(entry.get("characters_cut", {})),
            }
        )
    columns = ["file", "format", "documents", "rejected", "repeated", "dates", "sources", "titles", "missing", "cut"]
    return pd.DataFrame(rows, columns=columns)


def _counted(counts: dict[str, int]) -> str:
    return "; ".join(f"{name} {n:,}" for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def without_narrative(bundle: Bundle, selection: Selection) -> tuple[int, int]:
    """How many passages of the selected documents have no clear narrative, and how many passages there are."""
    filter_ = where(selection.of_all_narratives(), bundle)
    row = filter_.query(
        f"SELECT count(*) FILTER (narrative < 0) AS without, count(*) AS passages FROM passages {filter_.among}",
    ).iloc[0]
    return int(row["without"]), int(row["passages"])
