"""What all objects of one STIX export have alike: ids and times, whose they are, tags; and what links two of them."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any, Final
from uuid import UUID, uuid5

import pandas as pd
import stix2

from filrouge import __version__
from filrouge.annotations import log
from filrouge.annotations.acts import Row
from filrouge.annotations.change_times import ChangeTimes
from filrouge.annotations.saying import tags_of
from filrouge.bundle import Bundle
from filrouge.characters import one_line
from filrouge.explore.names import tag_name
from filrouge.vocabularies import DISARM, term_of

NAMESPACE: Final = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""Of ids made from names, in STIX and OpenCTI."""


class Common:
    """One export: the bundle as people see it, what they said, and when they did.

    `published`: the time of the last text; `author`: the object that stands for the program; `writers` and
    `techniques`: objects for people and techniques of DISARM, made as they are named.
    """

    def __init__(self, bundle: Bundle) -> None:
        self.bundle, self.state = bundle, log.current(bundle)
        self.changed = ChangeTimes(bundle, self.state)
        self.published = _built(bundle)
        self.writers: dict[str, Any] = {}
        self.techniques: dict[str, Any] = {}
        name = "Fil Rouge"
        self.author = stix2.Identity(
            **self._stamped("identity", name), name=f"{name} {__version__}", identity_class="system"
        )

    def of(
        self, kind: str, *keys: str, changed: datetime | None = None, identity_class: str = "", by: Row | None = None
    ) -> dict[str, Any]:
        """Id, times and author; the id is OpenCTI's own where a name makes it, or a name and the class of an identity.

        `changed`: by the last row about it; `by`: the row with which a person said that it is there, if one did.
        """
        author = self.author if by is None else self.writer(by.who)
        return {
            **self._stamped(kind, *keys, changed=changed, identity_class=identity_class),
            "created_by_ref": author.id,
        }

    def _stamped(
        self, kind: str, *keys: str, changed: datetime | None = None, identity_class: str = ""
    ) -> dict[str, Any]:
        named = {"identity_class": identity_class} if identity_class else {}
        key = json.dumps({**named, "name": keys[0].lower().strip()}, separators=(",", ":"), ensure_ascii=False)
        identity = key if len(keys) == 1 else "\n".join((kind, *keys))
        modified = max(self.published, changed or self.published)
        return {"id": f"{kind}--{uuid5(NAMESPACE, identity)}", "created": self.published, "modified": modified}

    def link(
        self, source: Any, kind: str, target: Any, *key: str, changed: datetime | None = None, by: Row | None = None,
        **more: Any,
    ) -> Any:  # fmt: skip
        """A relationship; `key`: what tells it from another one between these two; `changed` and `by`: as of `of`."""
        return stix2.Relationship(
            **self.of("relationship", source.id, target.id, *key, changed=changed, by=by),
            relationship_type=kind,
            source_ref=source.id,
            target_ref=target.id,
            **more,
        )

    def writer(self, name: str) -> Any:
        """A person."""
        if name not in self.writers:
            self.writers[name] = stix2.Identity(
                **self.of("identity", one_line(name)), name=one_line(name), identity_class="individual"
            )
        return self.writers[name]

    def labels(self, *things: tuple[str, str]) -> list[str]:
        """The tags of things; techniques are objects of their own besides (`technique`)."""
        keys = [tag for kind, about in things for tag in tags_of(self.state, kind, about)]
        return [one_line(tag_name(tag)) for tag in dict.fromkeys(keys)]

    def used(self, kind: str, about: str) -> dict[str, Any]:
        """The techniques with which a thing is tagged, by tag."""
        return {tag: self._technique(tag) for tag in tags_of(self.state, kind, about) if tag.startswith(f"{DISARM}:")}

    def _technique(self, tag: str) -> Any:
        term = term_of(tag)
        common = {**self.of("attack-pattern", term.name), **({"id": term.stix_id} if term.stix_id else {})}
        phase = [{"kill_chain_name": "disarm", "phase_name": term.tactic}] if term.tactic else []
        self.techniques[tag] = stix2.AttackPattern(
            **common,
            name=one_line(term.name),
            external_references=[{"source_name": "DISARM", "external_id": term.id}],
            **({"kill_chain_phases": phase} if phase else {}),
        )
        return self.techniques[tag]

    def once(self, parts: Iterable[Any]) -> list[Any]:
        """Objects, and those that they name, each once."""
        named = [self.author, *parts]
        return list({one.id: one for one in [*named, *self.techniques.values(), *self.writers.values()]}.values())


def _built(bundle: Bundle) -> datetime:
    """The time that objects bear: that of the last text, so that the same bundle gives the same file."""
    last = bundle.manifest["dates"]["last"]
    return datetime.combine(pd.Timestamp(last or "2000-01-01").date(), time(), UTC)
