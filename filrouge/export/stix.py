"""A bundle as people see it, as STIX 2.1: narratives, channels, events, reports with passages, techniques, notes.

Narratives, channels and events are objects of OpenCTI's extension; all others are of the standard. Ids are made from
what a thing is and not from its name, so that the same thing has the same id in every export, whatever it is called.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, time
from functools import cached_property
from typing import Any, Final
from uuid import UUID, uuid5

import pandas as pd
import stix2

from filrouge import __version__
from filrouge.annotations import log
from filrouge.annotations.acts import ACT, ATTRIBUTES, CLAIM, NARRATIVE, SOURCE, THEME, WATCHED, Row
from filrouge.annotations.change_times import ChangeTimes, time_of
from filrouge.annotations.claim_identities import placed_claims
from filrouge.annotations.events import events
from filrouge.annotations.identities import narrative_identity, split_identity, themes_said
from filrouge.annotations.saying import parts_of, tags_of
from filrouge.annotations.source_links import known_links
from filrouge.annotations.state import State
from filrouge.annotations.watched import watched
from filrouge.bundle import TENTATIVE, Bundle, records
from filrouge.characters import one_line, several_lines
from filrouge.errors import EmbedderError
from filrouge.explore.claim_tables import present_claim
from filrouge.explore.claims import claims, wordings
from filrouge.explore.names import attribute_text, tag_name
from filrouge.explore.selection import Selection
from filrouge.explore.watched_table import watched_table
from filrouge.export.stix_kinds import (
    BELONGS_TO,
    BETWEEN_CHANNELS,
    EXTENSION,
    MERGED_FROM,
    RELATED_TO,
    USES,
    Channel,
    Event,
    Narrative,
)
from filrouge.export.stix_narrative import around
from filrouge.export.stix_notes import noted
from filrouge.export.stix_passages import quoted_passages
from filrouge.i18n import _, listed, quoted, spoken
from filrouge.schema import NO_SOURCE
from filrouge.vocabularies import DISARM, term_of
from filrouge.vocabularies.source_kinds import kind_key
from filrouge.wording.amounts import documents_text
from filrouge.wording.by_hand import narrative_by_hand_text
from filrouge.wording.source_links import link_text
from filrouge.wording.watched import error_text

_NAMESPACE: Final = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")  # of ids made from names, in STIX and OpenCTI
_SPOKEN: Final = (
    "SELECT narrative, source::VARCHAR AS source, count(*) AS n, min(day) AS first, max(day_end) AS last "
    "FROM shares JOIN documents USING (doc) GROUP BY ALL ORDER BY n DESC, source"
)


def stix_json(bundle: Bundle, narrative: int | None = None) -> str:
    """The bundle as a STIX 2.1 bundle, or one narrative of it, checked by the `stix2` library.

    `bundle`: as people see it.
    """
    made = _Making(bundle, log.current(bundle))
    objects = made.objects()
    of = f"{bundle.digest} {bundle.changes.revision if bundle.changes else ''}"
    if narrative is not None:
        objects, of = around(objects, made.narratives[narrative].id), f"{of} {narrative}"
    name = str(uuid5(_NAMESPACE, of))
    whole = stix2.Bundle(objects=objects, id=f"bundle--{name}", allow_custom=True)
    return json.dumps(json.loads(whole.serialize()), ensure_ascii=False, indent=1) + "\n"


class _Making:
    """The objects of one export."""

    def __init__(self, bundle: Bundle, state: State) -> None:
        self.bundle, self.state = bundle, state
        self.found = bundle.model.speaking(bundle.language)
        self.now = _built(bundle)
        self.changed = ChangeTimes(bundle, state)
        self.parts, self.themes = parts_of(bundle, state), themes_said(bundle, state)
        self.author = stix2.Identity(
            **self._common("identity", "Fil Rouge"), name=f"Fil Rouge {__version__}", identity_class="system"
        )
        self.techniques: dict[str, Any] = {}
        self.writers: dict[str, Any] = {}
        self.narratives = {int(row["narrative"]): self._narrative(row) for row in records(bundle.narratives)}
        self.spoken, self.quoted = records(bundle.query(_SPOKEN)), quoted_passages(bundle)

    def objects(self) -> list[Any]:
        """All of them, each once."""
        channels = {str(row["source"]): self._channel(row) for row in records(self.bundle.sources)}
        narratives = self.narratives
        parts: list[Any] = [self.author, *channels.values(), *narratives.values(), *self._watched()]
        for row in records(self.bundle.narratives):
            parts += self._about(row, narratives[int(row["narrative"])], channels)
        parts += self._between_sources(channels)
        parts += [self._event(str(day), label) for day, label in events(self.bundle).found]
        parts += [*self._claims(narratives), *self._notes(narratives, channels)]
        return list({part.id: part for part in [*parts, *self.techniques.values(), *self.writers.values()]}.values())

    def _common(
        self, kind: str, *keys: str, changed: datetime | None = None, identity_class: str = "", by: Row | None = None
    ) -> dict[str, Any]:
        """Id, times and author; the id is OpenCTI's own where a name makes it, or a name and the class of an identity.

        `changed`: by the last row about it; `by`: the row with which a person said that it is there, if one did.
        """
        named = {"identity_class": identity_class} if identity_class else {}
        key = json.dumps({**named, "name": keys[0].lower().strip()}, separators=(",", ":"), ensure_ascii=False)
        identity = key if len(keys) == 1 else "\n".join((kind, *keys))
        modified = max(self.now, changed or self.now)
        created = {"created_by_ref": self.author.id} if hasattr(self, "author") else {}
        if by is not None:
            created = {"created_by_ref": self._writer(by.who).id}
        return {"id": f"{kind}--{uuid5(_NAMESPACE, identity)}", "created": self.now, "modified": modified, **created}

    def _narrative(self, row: dict[str, Any]) -> Any:
        number = int(row["narrative"])
        name = one_line(self.bundle.labels[number].rstrip("°"))
        about = narrative_identity(self.bundle, self.state, number)
        said = next((entry["sentence"] for entry in row["labels"] if entry["sentence"]), None)
        counts = _("{documents} documents, {texts} independent texts").format(
            documents=int(row["n_documents"]), texts=int(row["n_texts"])
        )
        labels = [str(row[what]) for what in ("status",) if isinstance(row.get(what), str)]
        labels += self._tags((NARRATIVE, about), *((THEME, one) for one in self.themes.get(int(row["theme"]), ())))
        lines = [said or "", counts]
        if parts := [one_line(part) for part in self.parts.get(number, ())]:
            lines.append(_("Merged by hand from {narratives}.").format(narratives=listed([*map(quoted, parts)])))
        found, aliases = self.found.labels.get(number), []
        if found and (typed := self.state.row(NARRATIVE, about, "name")):
            lines.append(_("Named by {who}.").format(who=one_line(typed.who)))
            aliases = [former for former in [one_line(found.removesuffix(TENTATIVE))] if former != name]
        split = next((made for made in self.state.rows(NARRATIVE, "split") if split_identity(made) == about), None)
        return Narrative(
            **self._common("narrative", about, "identity", changed=self.changed.of_narrative(number), by=split),
            extensions=EXTENSION,
            name=name,
            description=several_lines("\n".join(filter(None, lines))),
            **({"labels": labels} if labels else {}),
            **({"aliases": aliases} if aliases else {}),
            **({MERGED_FROM: parts} if parts else {}),
        )

    def _tags(self, *things: tuple[str, str]) -> list[str]:
        """The tags of things as labels; techniques of narratives and claims are objects of their own besides."""
        keys = [tag for kind, about in things for tag in tags_of(self.state, kind, about)]
        return [one_line(tag_name(tag)) for tag in dict.fromkeys(keys)]

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
                **self._common(
                    "narrative",
                    one.key,
                    "watched",
                    changed=self.changed.of(WATCHED, one.key),
                    by=self.state.row(WATCHED, one.key, "query"),
                ),
                extensions=EXTENSION,
                name=one.name,
                description=several_lines("\n".join(lines)),
                labels=["watched"],
            )

    def _channel(self, row: dict[str, Any]) -> Any:
        name = one_line(str(row["source"])) or NO_SOURCE
        facts = [self._fact(str(row["source"]), fact, row[fact]) for fact in ATTRIBUTES if _is_text(row.get(fact))]
        given: dict[str, Any] = {"channel_types": [kind_key(row["kind"])]} if _is_text(row.get("kind")) else {}
        if facts:
            given["description"] = several_lines("; ".join(facts))
        if labels := self._tags((SOURCE, str(row["source"]))):
            given["labels"] = labels
        common = self._common("channel", name, changed=self.changed.of(SOURCE, str(row["source"])))
        return Channel(**common, extensions=EXTENSION, name=name, **given)

    def _fact(self, source: str, fact: str, value: str) -> str:
        """What is known of a source, and who said so where a person did."""
        text, said = f"{fact}: {attribute_text(fact, value)}", self.state.row(SOURCE, source, fact)
        return _("{text} (said by {who})").format(text=text, who=one_line(said.who)) if said else text

    def _about(self, row: dict[str, Any], narrative: Any, channels: dict[str, Any]) -> list[Any]:
        """The report on a narrative with its passages, its techniques, and which channels speak of it."""
        number = int(row["narrative"])
        spoken = [row for row in self.spoken if row["narrative"] == number and row["source"] in channels]
        links = [self._speaks(channels[row["source"]], narrative, row) for row in spoken]
        ends = [channels[row["source"]] for row in spoken]
        about = narrative_identity(self.bundle, self.state, number)
        tags = [tag for tag in tags_of(self.state, NARRATIVE, about) if tag.startswith(f"{DISARM}:")]
        used = [self._technique(tag) for tag in tags]
        links += [
            self._link(narrative, RELATED_TO, technique, by=self.state.row(NARRATIVE, about, f"tag:{tag}"))
            for tag, technique in zip(tags, used, strict=True)
        ]
        by_hand = narrative_by_hand_text(self.bundle, self.state, about)
        report = stix2.Report(
            **self._common("report", self.bundle.name, narrative.id, changed=self.changed.of_narrative(number)),
            name=narrative.name,
            description=several_lines(". ".join(filter(None, [narrative.description.rstrip("."), by_hand]))),
            published=self.now,
            object_refs=[one.id for one in (narrative, *ends, *used, *links)],
            **self.quoted.get(number, {}),
        )
        return [*links, report]

    def _technique(self, tag: str) -> Any:
        term = term_of(tag)
        common = {**self._common("attack-pattern", term.name), **({"id": term.stix_id} if term.stix_id else {})}
        phase = [{"kill_chain_name": "disarm", "phase_name": term.tactic}] if term.tactic else []
        self.techniques[tag] = stix2.AttackPattern(
            **common,
            name=one_line(term.name),
            external_references=[{"source_name": "DISARM", "external_id": term.id}],
            **({"kill_chain_phases": phase} if phase else {}),
        )
        return self.techniques[tag]

    def _link(self, source: Any, kind: str, target: Any, *key: str, by: Row | None = None, **more: Any) -> Any:
        """A relationship; `key`: what tells it from another one between the same two; `by`: as of `_common`."""
        return stix2.Relationship(
            **self._common("relationship", source.id, target.id, *key, by=by),
            relationship_type=kind,
            source_ref=source.id,
            target_ref=target.id,
            **more,
        )

    def _speaks(self, channel: Any, narrative: Any, row: dict[str, Any]) -> Any:
        """That a channel uses a narrative: in how many documents, and from when to when as far as these are dated."""
        times: dict[str, Any] = {}
        if not pd.isna(row["first"]):
            first, last = pd.Timestamp(row["first"]).date(), pd.Timestamp(row["last"]).date()
            times["start_time"] = datetime.combine(first, time(), UTC)
            times["stop_time"] = datetime.combine(last, time(23, 59, 59), UTC)
        return self._link(channel, USES, narrative, description=documents_text(row["n"], row["n"]), **times)

    def _between_sources(self, channels: dict[str, Any]) -> Iterable[Any]:
        """Who owns whom and who spreads whom, as people know it; the description says what they said."""
        for row in records(self.bundle.sources):
            if _is_text(row.get("owner")):
                said_by = self.state.row(SOURCE, str(row["source"]), "owner")
                yield from self._owned(channels[str(row["source"])], str(row["owner"]), said_by)
        for link in known_links(self.bundle):
            ends = channels[link.source], channels[link.other]
            said = one_line(link_text(link))
            kind = BETWEEN_CHANNELS.get(link.relation, RELATED_TO)
            said_by = self.state.row(SOURCE, link.source, link.what)
            yield self._link(ends[0], kind, ends[1], link.relation, description=said, by=said_by)
            if link.relation == "owned by":
                yield from self._owned(ends[0], link.other, said_by)

    def _owned(self, channel: Any, owner: str, said_by: Row | None) -> Iterable[Any]:
        name = one_line(owner)
        organization = stix2.Identity(
            **self._common("identity", name, identity_class="organization"), name=name, identity_class="organization"
        )
        yield from (organization, self._link(channel, BELONGS_TO, organization, by=said_by))

    def _event(self, day: str, label: str) -> Any:
        start = datetime.combine(pd.Timestamp(day).date(), time(), UTC)
        named = one_line(label)
        return Event(**self._common("event", f"{named} {day}"), extensions=EXTENSION, name=named, start_time=start)

    def _notes(self, narratives: dict[int, Any], channels: dict[str, Any]) -> Iterable[Any]:
        """Notes of people; those on what is none of the objects stand with the author of the export."""
        for row, on in noted(self.bundle, self.state, narratives, channels, self._told_by):
            yield stix2.Note(
                **self._common("note", row.about, row.slot, changed=time_of(row), by=row),
                content=several_lines(str(row.value)),
                abstract=one_line(f"{row.kind} {row.about}")[:120],
                authors=[one_line(row.who)],
                object_refs=[one.id for one in on or [self.author]],
            )

    @cached_property
    def _told_by(self) -> dict[int, int]:
        """The narrative that tells each claim, as people see it; of those that they merged, that of the whole."""
        frame = claims(self.bundle, Selection())
        told = dict(zip(frame["claim"].tolist(), frame["narrative"].tolist(), strict=True))
        into = {} if self.bundle.changes is None else self.bundle.changes.claims_into
        return told | {part: told[whole] for part, whole in into.items() if whole in told}

    def _claims(self, narratives: dict[int, Any]) -> Iterable[Any]:
        """The claims that people said something of, each as a note on the narrative that tells it."""
        said = {} if self.bundle.changes is None else self.bundle.changes.claims
        words = wordings(self.bundle, self.bundle.language or spoken())
        parts = parts_of(self.bundle, self.state, CLAIM)
        for about, number in placed_claims(self.bundle, self.state).numbers.items():
            tags = tags_of(self.state, CLAIM, about)
            if present_claim(self.bundle, number) != number or not (number in said or tags or number in parts):
                continue
            status = said.get(number, {}).get("status")
            labels = [one_line(text) for text in [*([status] if status else []), *map(tag_name, tags)]]
            used = [self._technique(tag) for tag in tags if tag.startswith(f"{DISARM}:")]
            on = narratives.get(self._told_by.get(number, -2), self.author)
            last, lines = self._last_of_claim(about), list[str]()
            if number in parts:
                names = listed([quoted(one_line(part)) for part in parts[number]])
                lines.append(_("Merged by hand from {claims}.").format(claims=names))
            yield stix2.Note(
                **self._common("note", about, self.bundle.name, changed=self.changed.of(CLAIM, about), by=last),
                abstract=_("Claim"),
                content=several_lines("\n".join([words[number][0], *lines])),
                object_refs=[on.id, *(one.id for one in used)],
                **({"authors": [one_line(last.who)]} if last else {}),
                **({"labels": labels} if labels else {}),
            )

    def _last_of_claim(self, about: str) -> Row | None:
        """What was last said of a claim, or merged into it, and holds."""
        said = [row for row in self.state.history(CLAIM, about) if row.kind != ACT and row.act not in self.state.undone]
        said += [row for row in self.state.rows(CLAIM, "merge") if row.value == about]
        return max(said, key=lambda row: row.id, default=None)

    def _writer(self, name: str) -> Any:
        if name not in self.writers:
            self.writers[name] = stix2.Identity(
                **self._common("identity", one_line(name)), name=one_line(name), identity_class="individual"
            )
        return self.writers[name]


def _built(bundle: Bundle) -> datetime:
    """The time that objects bear: that of the last text, so that the same bundle gives the same file."""
    last = bundle.manifest["dates"]["last"]
    return datetime.combine(pd.Timestamp(last or "2000-01-01").date(), time(), UTC)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(one_line(value))
