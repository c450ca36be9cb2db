"""What people changed of a bundle, in words: for captions, methods and histories."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from filrouge.annotations.acts import (
    ACT,
    CLAIM,
    DOCUMENT,
    KINDS,
    NARRATIVE,
    PAIR,
    SOURCE,
    THEME,
    UNTOLD,
    WATCHED,
    Row,
)
from filrouge.annotations.source_links import LINK, link_of
from filrouge.annotations.source_table import known
from filrouge.annotations.state import State
from filrouge.bundle import Bundle
from filrouge.explore.names import attribute_text, status_name, tag_name
from filrouge.i18n import N_, _, listed, ngettext, number, plural, quoted
from filrouge.vocabularies.source_kinds import source_kind
from filrouge.wording.before import former_text, found_text, passage_words
from filrouge.wording.names_then import documents_as_found, name_then
from filrouge.wording.source_links import link_text

WRONG = {"copy": N_("It is no copy"), "order": N_("The order is wrong"), "side": N_("The side is wrong")}
"""What may be wrong about two texts that share text (`acts.WRONG`)."""

FIELDS = {
    "date": N_("Date"), "source": N_("Source"), "title": N_("Title"), "language": N_("Language"),
    "author": N_("Author"), "kind": N_("Kind"), "country": N_("Country"), "owner": N_("Owner"), "group": N_("Group"),
    "reliability": N_("Reliability"),
}  # fmt: skip
"""What may be corrected of a document or said of a source."""

ATTRIBUTE_HELP = {
    "kind": N_("For example state media, agency, daily, blog, NGO, government"),
    "country": N_("A code such as FR, or a name"),
    "language": N_("A code such as fr"),
    "group": N_("A name of your own for sources that belong together"),
    "reliability": N_("Your own judgement, in your own words"),
}
"""What is typed for what may be said of a source."""


def by_hand_text(bundle: Bundle) -> str:
    """The changes that charts show, counted: "3 names and 2 merges by hand"; empty where there are none."""
    changes = bundle.changes
    if changes is None or not (counted := _counted(dict(changes.counts))):
        return ""
    return _by_hand(counted, left_out=changes.left_out)


def narrative_by_hand_text(bundle: Bundle, state: State, about: str) -> str:
    """The changes of one narrative, by its identity, counted in the same way; empty where nobody touched it."""
    rows = [row for field in ("name", "merge", "split", "hidden") for row in state.rows(NARRATIVE, field)]
    rows += [row for field in ("move", "passage") for row in state.rows(DOCUMENT, field)]
    counts = Counter(row.field for row in rows if about in (row.about, row.value, row.slot))
    left_out = bundle.changes is not None and bundle.changes.left_out
    return _by_hand(counted, left_out=left_out) if (counted := _counted(counts)) else ""


def _by_hand(counted: list[str], *, left_out: bool) -> str:
    text = _("as found by the model, without {changes} by hand") if left_out else _("{changes} by hand")
    return text.format(changes=listed(counted))


def _counted(counts: Mapping[str, int]) -> list[str]:
    def n(kind: str) -> int:
        return counts.get(kind, 0)

    texts = {
        "name": ngettext("{n} name", "{n} names", n("name")),
        "theme": ngettext("{n} name of a theme", "{n} names of themes", n("theme")),
        "claim name": ngettext("{n} wording of a claim", "{n} wordings of claims", n("claim name")),
        "claim merge": ngettext("{n} merge of claims", "{n} merges of claims", n("claim merge")),
        "claim hidden": ngettext("{n} hidden claim", "{n} hidden claims", n("claim hidden")),
        "merge": ngettext("{n} merge", "{n} merges", n("merge")),
        "split": ngettext("{n} split", "{n} splits", n("split")),
        "wrong": ngettext("{n} narrative whose sides are wrong", "{n} narratives whose sides are wrong", n("wrong")),
        "hidden": ngettext("{n} hidden narrative", "{n} hidden narratives", n("hidden")),
        "move": ngettext("{n} moved document", "{n} moved documents", n("move")),
        "passage": ngettext("{n} moved passage", "{n} moved passages", n("passage")),
        "document": ngettext("{n} correction of a document", "{n} corrections of documents", n("document")),
        "pair": ngettext("{n} corrected copy", "{n} corrected copies", n("pair")),
        "source": ngettext("{n} fact about a source", "{n} facts about sources", n("source")),
    }
    return [text.format(n=number(n(kind))) for kind, text in texts.items() if n(kind)]


def replaced_text(bundle: Bundle, sources: Iterable[str], attribute: str, value: str) -> str:
    """What a new value replaces, counted: "Saved. It replaces: Blog (1)"; empty where that is nothing."""
    facts = known(bundle)
    before = Counter(attribute_text(attribute, facts[source][attribute]) for source in sources)
    texts = [
        _("{value} ({n})").format(value=one, n=number(n))
        for one, n in before.most_common()
        if one and one != attribute_text(attribute, value.strip())
    ]
    return _("Saved. It replaces: {values}").format(values=", ".join(texts)) if texts else ""


def row_text(row: Row, bundle: Bundle, state: State) -> str:
    """What a row of the log says, in a sentence of the reader's language; things are called as they were then."""
    if row.kind == ACT:
        rows = [one for one in state.acts.get(row.about, ()) if one.kind != ACT]  # a file may have one undo itself
        worth = told(one for one in rows if one.what not in UNTOLD) or rows[:1]
        what = row_text(worth[0], bundle, state) if worth else ""
        if (more := len(worth) - 1) > 0:
            what = plural("{what}, and {n} more", "{what}, and {n} more", more, what=what)
        return (_("Undone: {what}") if row.value else _("Done again: {what}")).format(what=what)
    if (row.kind, row.field) == (SOURCE, LINK):
        text = _("Link removed: {link}") if row.value is None else _("Link added: {link}")
        return text.format(link=link_text(link_of(row)))
    about = quoted(name_then(row.kind, row.about, bundle, state, row.id))
    if (row.kind, row.field) == (DOCUMENT, "passage"):
        return _passages_text(row, about, bundle, state)
    if row.kind in (SOURCE, DOCUMENT) and (row.kind, row.field) not in _SENTENCES:
        return _fact_text(row, about, bundle, state)
    return _sentence(row, about, bundle, state)


def _sentence(row: Row, about: str, bundle: Bundle, state: State) -> str:
    if row.field == "name" and row.kind in _RENAMED:
        return _renamed_text(row, bundle, state)
    value = value_text(row, bundle, state)
    before = state.before(row)
    text = _SENTENCES.get((row.kind, row.field), N_("{about}: {value}"))
    if row.value in (None, False, ""):
        text = _CLEARED.get(row.field, N_("{about}: put back to what was found"))
    sentence = _(text).format(about=about, value=quoted(value), passage=_passage_text(row, bundle, state))
    if before is not None and before.value not in (None, True):
        former = quoted(value_text(before, bundle, state))
        return _("{what} (before: {value})").format(what=sentence, value=former)
    return sentence


def _renamed_text(row: Row, bundle: Bundle, state: State) -> str:
    """A name and the one before it."""
    again = row.value in (None, "")
    value = found_text(row, bundle, state) if again else value_text(row, bundle, state)
    text = _NAMED_AGAIN[row.kind] if again else _RENAMED[row.kind]
    return _(text).format(former=quoted(former_text(row, bundle, state)), value=quoted(value))


def _fact_text(row: Row, about: str, bundle: Bundle, state: State) -> str:
    """A fact of a source or a document, and the one before it."""
    text = _("Source {about}, {field}: {former} → {value}")
    if row.kind == DOCUMENT:
        text = _("Document {about}, {field}: {former} → {value}")
    former, value = former_text(row, bundle, state), value_text(row, bundle, state)
    if row.value is None:
        value = _("{value} (as found)").format(value=found_text(row, bundle, state) or _("not known"))
    field = _(FIELDS.get(row.field, row.field))
    return text.format(
        about=about, field=field[:1].lower() + field[1:], former=former or _("not known"), value=value or _("not known")
    )


def _passage_text(row: Row, bundle: Bundle, state: State) -> str:
    """The passage that was judged by its first words, or by its document where this bundle does not have it."""
    if (row.kind, row.field) != (WATCHED, "judged"):
        return ""
    document = row.slot.partition(":")[2]
    return quoted(passage_words(row, bundle) or name_then(DOCUMENT, document, bundle, state, row.id))


def _passages_text(row: Row, about: str, bundle: Bundle, state: State) -> str:
    """The passages that were moved with one of them."""
    n = len(_moved_with(row, state.acts.get(row.act, (row,))))
    if row.value is None:
        text = ngettext("A passage of {about} put back", "{n} passages put back, the first of {about}", n)
    elif row.value:
        text = ngettext(
            "A passage of {about} moved to {value}", "{n} passages moved to {value}, the first of {about}", n
        )
    else:
        text = ngettext(
            "A passage of {about} taken out of its narrative",
            "{n} passages taken out of their narratives, the first of {about}",
            n,
        )
    target = quoted(name_then(NARRATIVE, str(row.value), bundle, state, row.id)) if row.value else ""
    return text.format(n=number(n), about=about, value=target)


def _moved_with(row: Row, rows: Iterable[Row]) -> list[Row]:
    return [one for one in rows if (one.kind, one.field, one.value) == (DOCUMENT, "passage", row.value)]


def told(rows: Iterable[Row]) -> list[Row]:
    """Rows of which each is worth a line: of the passages that were moved in one act, the first one tells of all."""
    kept: dict[tuple[object, ...], Row] = {}
    for row in rows:
        together = (row.kind, row.field) == (DOCUMENT, "passage")
        kept.setdefault((row.act, row.value) if together else (row.id, row.act, row.part), row)
    return list(kept.values())


_RENAMED = {
    NARRATIVE: N_("{former} renamed {value}"),
    THEME: N_("The theme {former} renamed {value}"),
    CLAIM: N_("The claim {former} worded {value}"),
}
_NAMED_AGAIN = {
    NARRATIVE: N_("{former} has the name that was found again: {value}"),
    THEME: N_("The theme {former} has the name that was found again: {value}"),
    CLAIM: N_("The claim {former} worded as it was found again: {value}"),
}
_SENTENCES: dict[tuple[str, str], str] = {
    (NARRATIVE, "merge"): N_("{about} merged into {value}"),
    (NARRATIVE, "split"): N_("{value} split off from {about}"),
    (NARRATIVE, "hidden"): N_("{about} hidden"),
    (NARRATIVE, "star"): N_("{about} starred"),
    (NARRATIVE, "status"): N_("{about} marked {value}"),
    (NARRATIVE, "wrong"): N_("The sides of {about} marked as wrong"),
    (CLAIM, "merge"): N_("The claim {about} merged into {value}"),
    (CLAIM, "hidden"): N_("The claim {about} hidden"),
    (CLAIM, "star"): N_("The claim {about} starred"),
    (CLAIM, "status"): N_("The claim {about} marked {value}"),
    (DOCUMENT, "move"): N_("Document {about} moved to {value}"),
    (PAIR, "wrong"): N_("{about}: {value}"),
    (WATCHED, "query"): N_("Watched as {about}: {value}"),
    (WATCHED, "judged"): N_("The passage {passage} judged for {about}: {value}"),
}
_SENTENCES |= {(kind, "note"): N_("Note on {about}: {value}") for kind in KINDS}
_SENTENCES |= {(kind, "tag"): N_("{about} tagged {value}") for kind in KINDS}
_SENTENCES |= {
    (THEME, "note"): N_("Note on the theme {about}: {value}"), (THEME, "tag"): N_("The theme {about} tagged {value}")
}  # fmt: skip
_CLEARED = {
    "merge": N_("{about} no longer merged"),
    "hidden": N_("{about} shown again"),
    "star": N_("{about} no longer starred"),
    "status": N_("{about} without a status"),
    "note": N_("Note on {about} removed"),
    "tag": N_("Tag removed from {about}"),
    "wrong": N_("{about} no longer marked as wrong"),
    "move": N_("Document {about} taken out of a narrative"),
    "query": N_("{about} no longer watched"),
    "judged": N_("The passage {passage} no longer judged for {about}"),
}


def value_text(row: Row, bundle: Bundle, state: State) -> str:
    """The value of a row in words."""
    value: Any = row.value
    if value is None:
        return ""
    if row.kind == WATCHED:
        said = value if isinstance(value, dict) else {}
        says = said.get("says")
        verdict = _("says it") if says is True else _("does not say it") if says is False else _("left open")
        return str(said.get("sentence", verdict))
    if row.field in {"merge", "move"}:
        return name_then(CLAIM if row.kind == CLAIM else NARRATIVE, str(value), bundle, state, row.id)
    texts = {
        "tag": lambda: tag_name(row.slot), "split": lambda: str(value["name"]), "wrong": lambda: _(WRONG[value]),
        "status": lambda: status_name(str(value)), "kind": lambda: source_kind(str(value)),
    }  # fmt: skip
    return texts.get(row.field, lambda: str(value))()


def refused_text(state: State, where: str) -> list[str]:
    """Rows of a log that count for nothing, since they say what no row may say: where each is, and why.

    `where`: the name of the database.
    """
    text = _("{where}, row {n}: {why} This row is ignored. Make the change again, or correct the row in the database.")
    return [text.format(where=where, n=number(id_), why=why) for id_, why in state.refused]


def history_text(rows: list[Row], bundle: Bundle, state: State) -> list[str]:
    """Rows of the log as lines: when, who, what, why."""
    lines, worth = [], told(rows)
    documents_as_found(bundle, (one for row in worth if row.kind in {DOCUMENT, PAIR} for one in row.about.split("\n")))
    for row in worth:
        who = _("{who} with {program}").format(who=row.who, program=row.program) if row.program else row.who
        line = _("{day}, {who}: {what}").format(
            day=row.at[:16].replace("T", " "), who=who, what=row_text(row, bundle, state)
        )
        lines.append(_("{line}. Reason: {reason}").format(line=line, reason=row.reason) if row.reason else line)
    return lines
