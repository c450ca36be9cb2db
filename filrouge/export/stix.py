"""A bundle as people see it, as STIX 2.1: narratives, channels, events, reports with passages, techniques, notes.

Narratives, channels and events are objects of OpenCTI's extension; all others are of the standard. Ids are made from
what a thing is and not from its name, so that the same thing has the same id in every export, whatever it is called.
What people merged away, hid or took back is revoked: an earlier export may have told of it.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, time
from typing import Any, Final
from uuid import uuid5

import pandas as pd
import stix2

from filrouge.annotations.acts import NARRATIVE, THEME, WATCHED, Row
from filrouge.annotations.called import called
from filrouge.annotations.events import events
from filrouge.annotations.identities import narrative_identity, placed, split_identity, themes_said
from filrouge.annotations.saying import parts_of
from filrouge.annotations.watched import name_of, watched
from filrouge.bundle import TENTATIVE, Bundle, records
from filrouge.characters import one_line, several_lines
from filrouge.errors import EmbedderError
from filrouge.explore.selection import Selection
from filrouge.explore.watched_table import watched_table
from filrouge.export.stix_common import NAMESPACE, Common
from filrouge.export.stix_kinds import EXTENSION, MERGED_FROM, RELATED_TO, USES, Event, Narrative
from filrouge.export.stix_narrative import around
from filrouge.export.stix_notes import notes
from filrouge.export.stix_passages import quoted_passages
from filrouge.export.stix_sources import between_sources, channels
from filrouge.i18n import _, listed, quoted
from filrouge.wording.amounts import documents_text
from filrouge.wording.by_hand import narrative_by_hand_text
from filrouge.wording.watched import error_text

_SPOKEN: Final = (
    "SELECT narrative, source::VARCHAR AS source, count(*) AS n, min(day) AS first, max(day_end) AS last "
    "FROM shares JOIN documents USING (doc) GROUP BY ALL ORDER BY n DESC, source"
)


def stix_json(bundle: Bundle, narrative: int | None = None) -> str:
    """The bundle as a STIX 2.1 bundle, or one narrative of it, checked by the `stix2` library.

    `bundle`: as people see it.
    """
    made = _Narratives(Common(bundle))
    objects = made.all_objects()
    of = f"{bundle.digest} {bundle.changes.revision if bundle.changes else ''}"
    if narrative is not None:
        objects, of = around(objects, made.found[narrative].id), f"{of} {narrative}"
    name = str(uuid5(NAMESPACE, of))
    whole = stix2.Bundle(objects=objects, id=f"bundle--{name}", allow_custom=True)
    return json.dumps(json.loads(whole.serialize()), ensure_ascii=False, indent=1) + "\n"


class _Narratives:
    """The narratives of one export by number (`found`), and what is told of them."""

    def __init__(self, common: Common) -> None:
        bundle, state = common.bundle, common.state
        self.common, self.bundle, self.state = common, bundle, state
        self.labels = bundle.model.speaking(bundle.language).labels
        self.parts, self.themes = parts_of(bundle, state), themes_said(bundle, state)
        self.split = {split_identity(row): row for row in state.rows(NARRATIVE, "split")}
        self.abouts = {int(n): narrative_identity(bundle, state, int(n)) for n in bundle.narratives["narrative"]}
        self.found = {int(row["narrative"]): self._narrative(row) for row in records(bundle.narratives)}

    def all_objects(self) -> list[Any]:
        """All objects of the export, each once."""
        by_source = channels(self.common)
        parts = [*by_source.values(), *self.found.values(), *self._watched(), *self._told(by_source), *self._revoked()]
        parts += between_sources(self.common, by_source)
        parts += [self._event(str(day), label) for day, label in events(self.bundle).found]
        return self.common.once([*parts, *notes(self.common, self.found, by_source)])

    def _narrative(self, row: dict[str, Any]) -> Any:
        number = int(row["narrative"])
        name = one_line(self.bundle.labels[number].rstrip("°"))
        about = self.abouts[number]
        said = next((entry["sentence"] for entry in row["labels"] if entry["sentence"]), None)
        counts = _("{documents} documents, {texts} independent texts").format(
            documents=int(row["n_documents"]), texts=int(row["n_texts"])
        )
        labels = [str(row[what]) for what in ("status",) if isinstance(row.get(what), str)]
        themes = ((THEME, one) for one in self.themes.get(int(row["theme"]), ()))
        labels += self.common.labels((NARRATIVE, about), *themes)
        lines = [said or "", counts]
        if parts := [one_line(part) for part in self.parts.get(number, ())]:
            lines.append(_("Merged by hand from {narratives}.").format(narratives=listed([*map(quoted, parts)])))
        split, found, aliases = self.split.get(about), self.labels.get(number, ""), list[str]()
        if typed := self.state.row(NARRATIVE, about, "name"):
            lines.append(_("Named by {who}.").format(who=one_line(typed.who)))
            former = one_line(found.removesuffix(TENTATIVE) if split is None else str(split.value["name"]))
            aliases = [former] if former != name else []
        changed = self.common.changed.of_narrative(number)
        return Narrative(
            **self.common.of("narrative", about, "identity", changed=changed, by=split),
            extensions=EXTENSION,
            name=name,
            description=several_lines("\n".join(filter(None, lines))),
            **({"labels": labels} if labels else {}),
            **({"aliases": aliases} if aliases else {}),
            **({MERGED_FROM: parts} if parts else {}),
        )

    def _watched(self) -> Iterable[Any]:
        """The narratives that people wrote themselves, with how sure it is what was counted of each."""
        counted: dict[str, dict[str, Any]] = {}
        with suppress(EmbedderError):
            counted = {row["key"]: row for row in records(watched_table(self.bundle, Selection()))}
        for one in watched(self.bundle).values():
            lines = [one.sentence]
            if row := counted.get(one.key):
                lines += [documents_text(row["documents"], row["texts"]), error_text(row["precision"])]
            yield Narrative(
                **self._of_watched(one.key, self.state.row(WATCHED, one.key, "query")),
                extensions=EXTENSION,
                name=one.name,
                description=several_lines("\n".join(lines)),
                labels=["watched"],
            )

    def _of_watched(self, key: str, by: Row | None) -> dict[str, Any]:
        return self.common.of("narrative", key, "watched", changed=self.common.changed.of(WATCHED, key), by=by)

    def _told(self, by_source: dict[str, Any]) -> Iterable[Any]:
        """Of each narrative, which channels speak of it, its techniques, and the report with its passages."""
        spoken: dict[int, list[dict[str, Any]]] = {}
        for row in records(self.bundle.query(_SPOKEN)):
            if row["source"] in by_source:
                spoken.setdefault(int(row["narrative"]), []).append(row)
        passages = quoted_passages(self.bundle)
        for number, narrative in self.found.items():
            about, changed = self.abouts[number], self.common.changed.of_narrative(number)
            speak = spoken.get(number, [])
            links = [self._speaks(by_source[row["source"]], narrative, row, changed) for row in speak]
            used = self.common.used(NARRATIVE, about)
            links += [
                self.common.link(narrative, RELATED_TO, one, by=self.state.row(NARRATIVE, about, f"tag:{tag}"))
                for tag, one in used.items()
            ]
            by_hand = narrative_by_hand_text(self.bundle, self.state, about)
            ends = [by_source[row["source"]] for row in speak]
            yield from links
            yield stix2.Report(
                **self.common.of("report", self.bundle.name, narrative.id, changed=changed),
                name=narrative.name,
                description=several_lines(". ".join(filter(None, [narrative.description.rstrip("."), by_hand]))),
                published=self.common.published,
                object_refs=[one.id for one in (narrative, *ends, *used.values(), *links)],
                **passages.get(number, {}),
            )

    def _speaks(self, channel: Any, narrative: Any, row: dict[str, Any], changed: datetime | None) -> Any:
        """That a channel uses a narrative: in how many documents, and from when to when as far as these are dated."""
        times: dict[str, Any] = {}
        if not pd.isna(row["first"]):
            first, last = pd.Timestamp(row["first"]).date(), pd.Timestamp(row["last"]).date()
            times["start_time"] = datetime.combine(first, time(), UTC)
            times["stop_time"] = datetime.combine(last, time(23, 59, 59), UTC)
        said = documents_text(row["n"], row["n"])
        return self.common.link(channel, USES, narrative, changed=changed, description=said, **times)

    def _revoked(self) -> Iterable[Any]:
        """Narratives, with their reports, that people had and do not have any more: merged into another one, hidden, no
        longer split off or watched.
        """
        if self.bundle.changes is None or self.bundle.changes.left_out:
            return
        known = {about: called(self.state, NARRATIVE, about) for about in placed(self.bundle, self.state).numbers}
        made = [row for said in self.state.by_field.get((NARRATIVE, "split"), {}).values() for row in said if row.value]
        split = {split_identity(row): row for row in made}
        known |= {about: called(self.state, NARRATIVE, about) or str(row.value["name"]) for about, row in split.items()}
        present = set(self.abouts.values())
        for about in (one for one in known if one not in present):
            changed = self.common.changed.of(NARRATIVE, about)
            own = self.common.of("narrative", about, "identity", changed=changed, by=split.get(about))
            name = one_line(known[about])
            yield Narrative(**own, extensions=EXTENSION, name=name, revoked=True)
            yield stix2.Report(
                **self.common.of("report", self.bundle.name, own["id"], changed=changed),
                name=name,
                published=self.common.published,
                object_refs=[own["id"]],
                revoked=True,
            )
        for (key, _what), said in self.state.by_field.get((WATCHED, "query"), {}).items():
            if key not in watched(self.bundle):
                name = one_line(name_of(self.state, key, self.state.last))
                yield Narrative(**self._of_watched(key, said[0]), extensions=EXTENSION, name=name, revoked=True)

    def _event(self, day: str, label: str) -> Any:
        start = datetime.combine(pd.Timestamp(day).date(), time(), UTC)
        named = one_line(label)
        return Event(**self.common.of("event", f"{named} {day}"), extensions=EXTENSION, name=named, start_time=start)
