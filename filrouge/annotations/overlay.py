"""A bundle as people changed it: what pages, charts, exports and reports are made from."""

import glob
import re
import threading
from collections import Counter
from typing import Any, Final

import duckdb
import pandas as pd

from filrouge.annotations import log
from filrouge.annotations.acts import CLAIM, DOCUMENT, NAME_LANGUAGE, NARRATIVE, SOURCE, THEME, UNTOLD, WATCHED
from filrouge.annotations.claim_identities import placed_claims
from filrouge.annotations.corrections import Corrections, apart_of, corrected, corrected_sources, wrong_pairs
from filrouge.annotations.identities import all_numbers, placed, split_number, themes_by_number
from filrouge.annotations.merging import merged_into
from filrouge.annotations.regrouping import Groups, narratives_of, regrouped
from filrouge.annotations.source_links import LINK, links_of
from filrouge.annotations.state import State
from filrouge.bundle import Bundle, records
from filrouge.naming import in_language
from filrouge.schema import COPIES, NO_NARRATIVE, NO_SOURCE, UNDETERMINED
from filrouge.tables import NEVER, ChangedTables, Changes, Columns, day_of, regroup_texts
from filrouge.themes import theme_name

_WORD: Final = re.compile(r"\w{3,}")
_changing = threading.Lock()


def seen(bundle: Bundle, *, as_found: bool = False) -> Bundle:
    """A bundle as people changed it, in the language of `bundle`; made once for what they have said so far.

    With `as_found` it is as the model found it, and knows what is left out.

    Raises
    ------
    FilrougeError : what people said of it cannot be read.
    """
    model, state = bundle.model, log.current(bundle)
    if not state:
        return model.speaking(bundle.language)
    with _changing:
        made = model.last_changed
        if made is None or made[0].changes is None or made[0].changes.revision != state.revision:
            changes = _changes(model, state)
            left = Changes(
                state.revision, model.narratives, model.sources, model.columns, model.manifest, counts=changes.counts,
                left_out=True,
            )  # fmt: skip
            made = model.last_changed = model.changed(changes), model.changed(left)
    return made[1 if as_found else 0].speaking(bundle.language)


def _changes(bundle: Bundle, state: State) -> Changes:
    numbers = all_numbers(state, placed(bundle, state).numbers)
    groups = regrouped(bundle, state, numbers)
    documents, pairs = corrected(bundle, state), wrong_pairs(state)
    columns, manifest, narratives, tables = bundle.columns, bundle.manifest, bundle.narratives, None
    apart = apart_of(bundle, pairs)
    if groups is not None or documents or apart:
        tables = ChangedTables(bundle.connected())
        cursor = tables.connected()
        _make_tables(cursor, tables.schema, groups, documents)
        if apart:
            file = bundle.path / COPIES.file
            copies = glob.escape(str(file)) if COPIES.file in bundle.manifest["files"] else None
            regroup_texts(cursor, bundle.columns.print_group, copies, apart)
        columns = Columns.read(cursor)
        if groups is not None:
            narratives = narratives_of(bundle, groups, _sizes(cursor))
        manifest = _manifest(bundle, columns, narratives)
    sources = corrected_sources(bundle, state, columns if documents else None)
    narratives = _named(narratives, state, numbers, bundle.narratives)
    into = {} if groups is None else groups.into
    claims = placed_claims(bundle, state).numbers
    claims_into = merged_into(state, CLAIM, claims)
    counts = _counts(state, {**numbers, **claims})
    there = {NARRATIVE: _kept(numbers, into), CLAIM: _kept(claims, claims_into)}
    there[THEME] = _of_themes(numbers, bundle.narratives, narratives)
    return Changes(
        state.revision, narratives, sources, columns, manifest, tables, documents.by_id, pairs, into, counts,
        _by_value(state, there), _of_claims(state, claims), claims_into,
        tuple((link.source, link.relation, link.other) for link in links_of(state, sources["source"])),
    )  # fmt: skip


def _of_claims(state: State, numbers: dict[str, int]) -> dict[int, dict[str, Any]]:
    """What people said of claims (`Changes.claims`)."""
    found: dict[int, dict[str, Any]] = {}
    for field in ("name", NAME_LANGUAGE, "hidden", "star", "status"):
        for row in state.rows(CLAIM, field):
            if row.about in numbers:
                found.setdefault(numbers[row.about], {})[field] = row.value
    return found


_Things = dict[str, tuple[int, ...]]


def _kept(numbers: dict[str, int], into: dict[int, int]) -> _Things:
    """Those that people neither merged into another one nor hid."""
    return {about: (number,) for about, number in numbers.items() if number not in into}


def _of_themes(numbers: dict[str, int], found: pd.DataFrame, narratives: pd.DataFrame) -> _Things:
    """By identity, the narratives that are now of the theme that it stands for."""
    themes = {**themes_by_number(found), **(now := themes_by_number(narratives))}
    told = {about: themes[number] for about, number in numbers.items() if number in themes}
    return {about: tuple(n for n, of in now.items() if of == theme) for about, theme in told.items()}


def _by_value(state: State, there: dict[str, _Things]) -> dict[tuple[str, str], dict[str, tuple[int | str, ...]]]:
    """What has each status and each tag (`Changes.said`); `there`: by kind, the numbers of what is not merged into
    something else or hidden; documents and sources are known by their identities.
    """
    found: dict[tuple[str, str], dict[str, tuple[int | str, ...]]] = {}
    for kind, what in _SAID:
        things: dict[str, list[int | str]] = {}
        for row in state.rows(kind, what):
            if these := there[kind].get(row.about, ()) if kind in there else (row.about,):
                things.setdefault(row.slot or str(row.value), []).extend(these)
        if things:
            found[kind, what] = {value: tuple(dict.fromkeys(of_it)) for value, of_it in things.items()}
    return found


_SAID: Final = (
    (NARRATIVE, "status"), (CLAIM, "status"),
    *((kind, "tag") for kind in (NARRATIVE, THEME, CLAIM, DOCUMENT, SOURCE)),
)  # fmt: skip
"""What is a filter."""

_PASSAGES: Final = """
CREATE TABLE {schema}.passages AS SELECT p.* REPLACE (g.narrative::INTEGER AS narrative, g.nearest::INTEGER AS nearest)
FROM main.passages p POSITIONAL JOIN groups g
"""
_SHARES: Final = """
CREATE TABLE {schema}.shares AS
SELECT doc, narrative, count(*)::DOUBLE / sum(count(*)) OVER (PARTITION BY doc) AS share
FROM {schema}.passages GROUP BY doc, narrative ORDER BY doc, narrative
"""
_DOCUMENTS: Final = """
CREATE TABLE {schema}.documents AS
SELECT d.* REPLACE ({replaced}, coalesce(u.n_unclear, 0)::INTEGER AS n_unclear)
FROM main.documents d LEFT JOIN corrections c USING (doc_id)
LEFT JOIN (SELECT doc, count(*) FILTER (narrative < 0) AS n_unclear FROM passages GROUP BY doc) u USING (doc)
ORDER BY d.doc
"""


def _make_tables(cursor: duckdb.DuckDBPyConnection, schema: str, groups: Groups | None, documents: Corrections) -> None:
    """Fill the schema whose tables stand before those of the bundle, as `cursor` sees them."""
    if groups is not None:
        cursor.register("groups", pd.DataFrame({"narrative": groups.narrative, "nearest": groups.nearest}))
        cursor.execute(_PASSAGES.format(schema=schema))
        cursor.execute(_SHARES.format(schema=schema))
        cursor.unregister("groups")
    cursor.register("corrections", documents.frame)
    cursor.execute(_DOCUMENTS.format(schema=schema, replaced=documents.replaced))
    cursor.unregister("corrections")
    for name in ("source", "language"):
        values = f"SELECT DISTINCT {name} FROM {schema}.documents ORDER BY {name}"
        cursor.execute(f"CREATE TYPE {schema}.{name} AS ENUM ({values})")
        cursor.execute(f"ALTER TABLE {schema}.documents ALTER {name} TYPE {schema}.{name}")


def _sizes(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return cursor.execute(
        "SELECT narrative, count(DISTINCT doc) AS n_documents, count(DISTINCT copy_group) AS n_texts, "
        "count(*) AS n_passages FROM passages JOIN documents USING (doc) WHERE narrative >= 0 GROUP BY narrative"
    ).df().set_index("narrative")  # fmt: skip


def _manifest(bundle: Bundle, columns: Columns, narratives: pd.DataFrame) -> dict[str, Any]:
    """The manifest with the counts of what people made of the bundle; what it says of the build stays."""
    dated = columns.day != NEVER
    languages = Counter(columns.languages[code] if code >= 0 else UNDETERMINED for code in columns.language.tolist())
    unknown = columns.sources.index(NO_SOURCE) if NO_SOURCE in columns.sources else -2
    counts = {
        "dated": int(dated.sum()),
        "undated": int((~dated).sum()),
        "without_source": int((columns.source == unknown).sum()),
        "sources": sum(source != NO_SOURCE for source in columns.sources),
        "passages_without_narrative": int((columns.passage_narrative == NO_NARRATIVE).sum()),
        "narratives": len(narratives),
        "themes": int(narratives["theme"].nunique()),
    }
    first = day_of(columns.day[dated].min()).isoformat() if dated.any() else None
    last = day_of(columns.day_end[dated].max()).isoformat() if dated.any() else None
    return {
        **bundle.manifest,
        "counts": {**bundle.manifest["counts"], **counts},
        "dates": {"first": first, "last": last},
        "languages": dict(sorted(languages.items(), key=lambda item: (-item[1], item[0]))),
    }


def _named(narratives: pd.DataFrame, state: State, numbers: dict[str, int], found: pd.DataFrame) -> pd.DataFrame:
    """Narratives and themes with the names that people gave, and what they said of them; `found`: as built."""

    def said(field: str) -> pd.Series:
        values = {numbers[row.about]: row.value for row in state.rows(NARRATIVE, field) if row.about in numbers}
        return narratives["narrative"].map(lambda n: values.get(int(n))).astype(object)

    names = said("name")
    split_in = {split_number(row): row.value.get("language") for row in state.rows(NARRATIVE, "split")}
    frame = narratives.assign(
        name_language=said(NAME_LANGUAGE).where(names.notna(), narratives["narrative"].map(split_in)),
        found_label=narratives["label"],
        named_by_hand=names.notna(),
        starred=said("star").notna(),
        status=said("status"),
        wrong_sides=said("wrong").notna(),
    )
    frame["label"] = names.where(names.notna(), frame["label"]).astype("str")
    frame["labels"] = pd.Series(
        [
            [{**entry, "label": name} for entry in labels] if isinstance(name, str) else labels
            for name, labels in zip(names, frame["labels"], strict=True)
        ],
        frame.index,
        dtype=object,
    )
    themes = {**themes_by_number(found), **themes_by_number(frame)}
    given = {
        themes[numbers[row.about]]: (str(row.value), str(state.value(THEME, row.about, NAME_LANGUAGE, "")))
        for row in state.rows(THEME, "name")
        if numbers.get(row.about) in themes
    }
    return _themes_named(frame, given, _stale(frame, found))


def _stale(frame: pd.DataFrame, found: pd.DataFrame) -> set[int]:
    """Themes whose name has words that none of their narratives has any more: it was renamed, merged or hidden."""
    said, held = (_words_of(one, "label", "labels") for one in (found, frame))
    named = _words_of(frame, "theme_label", "theme_labels")
    return {theme for theme, words in named.items() if words & said.get(theme, set()) - held[theme]}


def _words_of(frame: pd.DataFrame, name: str, names: str) -> dict[int, set[str]]:
    """Of each theme, the words of the names in two columns, in small letters; short ones tell nothing."""
    words: dict[int, set[str]] = {}
    for theme, label, entries in zip(frame["theme"], frame[name], frame[names], strict=True):
        texts = [label, *(entry["label"] for entry in entries)]
        words.setdefault(int(theme), set()).update(w for text in texts for w in _WORD.findall(text.casefold()))
    return words


def _themes_named(frame: pd.DataFrame, given: dict[int, tuple[str, str]], stale: set[int]) -> pd.DataFrame:
    # A theme of one narrative is called as that is: nobody names one thing twice.
    alone = frame[frame["named_by_hand"] & ~frame["theme"].duplicated(keep=False)]
    given = {**{int(row["theme"]): (str(row["label"]), _text(row["name_language"])) for row in records(alone)}, **given}
    labels: list[str] = []
    entries: list[list[dict[str, str]]] = []
    of_theme = frame.groupby("theme")["labels"].agg(list).to_dict()
    for theme, label, named in zip(frame["theme"], frame["theme_label"], frame["theme_labels"], strict=True):
        members = of_theme[theme]
        languages = dict.fromkeys(entry["language"] for of_it in members for entry in of_it)
        if int(theme) in given:
            name, typed = given[int(theme)]
            labels.append(name)
            entries.append([{"language": code, "label": in_language(name, typed, code)} for code in languages])
        elif int(theme) in stale:  # it is called after its narratives, as they are called now
            own = [{entry["language"]: entry["label"] for entry in of_it} for of_it in members if of_it]
            labels.append(theme_name(own) if own else label)
            entries.append([])
        else:
            labels.append(label)
            entries.append(named)
    return frame.assign(theme_label=labels, theme_labels=pd.Series(entries, frame.index, dtype=object))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _counts(state: State, numbers: dict[str, int]) -> dict[str, int]:
    """How many changes of each kind hold, as far as what they are about is here."""
    counted: Counter[str] = Counter()
    for kind, field in state.by_field:
        if kind == WATCHED or field in {*UNTOLD, "note", "tag", LINK}:
            continue
        placed_by = {NARRATIVE, THEME, CLAIM}
        rows = [row for row in state.rows(kind, field) if kind not in placed_by or row.about in numbers]
        if rows:
            own = kind == NARRATIVE or field in {"move", "passage"}
            counted[field if own else f"claim {field}" if kind == CLAIM else kind] += len(rows)
    return dict(counted)
