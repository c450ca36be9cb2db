"""What the collection holds: how much, when, by whom, in which languages, about what."""

from typing import Final

import pandas as pd

from filrouge.bundle import Bundle, records
from filrouge.explore.narratives import standing, standing_text, theme_names
from filrouge.explore.periods import PERIOD_START, choose_period, grid, span_of
from filrouge.explore.selection import INDEPENDENT, Counts, Selection, count, language_name, only, source_name, where
from filrouge.i18n import N_, _, number

OTHER_SOURCES: Final = N_("Other sources")


def bar_name(source: str) -> str:
    """A source of `documents_over_time` as it is shown: OTHER_SOURCES too are in the language of the interface."""
    return _(OTHER_SOURCES) if source == OTHER_SOURCES else source_name(source)


# Sources without a bar of their own are counted together: a text that two of them carry is one independent text.
_OVER_TIME: Final = f"""
, placed AS MATERIALIZED (
    SELECT {PERIOD_START} AS start, source, copy_group, copied FROM chosen WHERE day IS NOT NULL
)
, largest AS (
    SELECT source FROM placed WHERE start IS NOT NULL GROUP BY source
    ORDER BY count(*) DESC, source::VARCHAR LIMIT $most
)
SELECT start, CASE WHEN source IN (FROM largest) THEN source::VARCHAR ELSE $other END AS source,
       count(*) AS documents, {INDEPENDENT} AS texts
FROM placed GROUP BY ALL
"""


def documents_over_time(
    bundle: Bundle, selection: Selection, period: str = "auto", *, most: int = 8, counts: Counts | None = None
) -> tuple[pd.DataFrame, str, int, int]:
    """Count documents by period and source.

    Returns
    -------
    frame : one row for every period and source, zeros included: `start` (datetime64), `source` (the `most` with
        most documents, then OTHER_SOURCES), `documents`, `texts` (copies count once).
    period : the period used.
    undated, coarse : documents that could not be placed.
    """
    counts = counts or count(bundle, selection)
    span = span_of(bundle, selection, counts)
    period = choose_period(period, span)
    placed = where(selection, bundle).query(_OVER_TIME, period=period, most=most, other=OTHER_SOURCES)
    coarse = int(placed.loc[placed["start"].isna(), "documents"].sum())
    placed = placed[placed["start"].notna()]
    if placed.empty or span is None:
        return placed.astype({"start": "datetime64[us]"}), period, counts.undated, coarse
    sizes = placed.groupby("source")["documents"].sum().sort_values(ascending=False, kind="stable")
    order = [*sizes.index.drop(OTHER_SOURCES, errors="ignore"), *sizes.index.intersection([OTHER_SOURCES])]
    index = pd.MultiIndex.from_product([order, grid(period, span)], names=["source", "start"])
    by_source = placed.set_index(["source", "start"])[["documents", "texts"]]
    return by_source.reindex(index, fill_value=0).reset_index(), period, counts.undated, coarse


def documents_by_source(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """Count documents by source, largest first: `source`, `documents`, `texts` (copies count once), `undated`."""
    return where(selection, bundle).query(
        f"SELECT source, count(*) AS documents, {INDEPENDENT} AS texts, count(*) - count(day) AS undated "
        "FROM chosen GROUP BY source ORDER BY documents DESC, source",
    )


def documents_by_language(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """Count documents by language, largest first: `language` (name), `documents`, `texts` (copies count once)."""
    frame = where(selection, bundle).query(
        f"SELECT language, count(*) AS documents, {INDEPENDENT} AS texts FROM chosen GROUP BY language "
        "ORDER BY documents DESC, language",
    )
    frame["language"] = frame["language"].map(language_name)
    return frame


def narratives_by_size(bundle: Bundle, selection: Selection) -> pd.DataFrame:
    """Count documents by narrative, largest first.

    Columns: `narrative`, `label`, `theme`, `theme_label`, `standing` (null where not measured), `documents` (that talk
    about it; one can count for several), `texts` (copies count once).
    """
    base = selection.of_all_narratives()
    counted = where(base, bundle).query(
        f"SELECT narrative, count(*) AS documents, {INDEPENDENT} AS texts FROM shares JOIN chosen USING (doc) "
        f"WHERE narrative >= 0 AND {only(selection.narratives)} GROUP BY narrative ORDER BY documents DESC, narrative",
    )
    known = bundle.narratives.set_index("narrative").loc[counted["narrative"]]
    frame = counted[["narrative"]].assign(
        label=counted["narrative"].map(bundle.labels),
        theme=known["theme"].to_numpy(),
        theme_label=known["theme"].map(theme_names(bundle)).to_numpy(),
        standing=pd.Series([standing(s) for s in known["stability"]], dtype=object),
    )
    return frame.join(counted[["documents", "texts"]])


def by_theme(sizes: pd.DataFrame) -> pd.DataFrame:
    """Rows of `narratives_by_size` with those of a theme together: the theme of the largest first, each by size."""
    largest = sizes.groupby("theme")["documents"].transform("max")
    # Two themes may be as large: the one that comes first stays first.
    first = sizes["theme"].map({theme: i for i, theme in enumerate(sizes["theme"].unique())})
    ordered = sizes.assign(_largest=-largest, _first=first).sort_values(["_largest", "_first"], kind="stable")
    return ordered.drop(columns=["_largest", "_first"]).reset_index(drop=True)


def narrative_languages(bundle: Bundle, selection: Selection, sizes: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every narrative with its languages and their distinctive words, theme by theme (`by_theme`).

    `sizes`: `narratives_by_size` of the selection, where it is known already.

    Columns: `theme_label`, `label`, `documents`, `texts` (as in `narratives_by_size`), `standing` (in words),
    `languages` (names with documents, and independent texts where these are fewer, e.g. "French 7, English 4 (3)"),
    `keywords` (of each language, e.g. "French: détroit, gazoduc"; five words at most).
    """
    table = by_theme(narratives_by_size(bundle, selection) if sizes is None else sizes)
    counts = where(selection.of_all_narratives(), bundle).query(
        f"SELECT narrative, language, count(*) AS documents, {INDEPENDENT} AS texts "
        "FROM shares JOIN chosen USING (doc) WHERE narrative >= 0 GROUP BY ALL ORDER BY documents DESC, language",
    )
    spoken: dict[int, list[str]] = {}
    for row in records(counts):
        size = number(row["documents"]) + (f" ({number(row['texts'])})" if row["texts"] != row["documents"] else "")
        spoken.setdefault(int(row["narrative"]), []).append(f"{language_name(row['language'])} {size}")
    words = {
        int(row["narrative"]): "; ".join(
            _("{language}: {words}").format(
                language=language_name(entry["language"]), words=", ".join(list(entry["words"])[:5])
            )
            for entry in row["keywords"]
        )
        for row in records(bundle.narratives)
    }
    table["standing"] = pd.Series([standing_text(s) for s in table["standing"]], table.index, dtype=object)
    table["languages"] = [", ".join(spoken.get(int(n), [])) for n in table["narrative"]]
    table["keywords"] = [words[int(n)] for n in table["narrative"]]
    return table[["theme_label", "label", "standing", "documents", "texts", "languages", "keywords"]]


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
    return "; ".join(f"{name} {number(n)}" for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
