"""Sources as STIX: channels with what is known of them, who owns them, and what people said of one beside another."""

from collections.abc import Iterable
from typing import Any

import stix2

from filrouge.annotations.acts import ATTRIBUTES, SOURCE, Row
from filrouge.annotations.source_links import known_links
from filrouge.bundle import records
from filrouge.characters import one_line, several_lines
from filrouge.explore.names import attribute_text
from filrouge.export.stix_common import Common
from filrouge.export.stix_kinds import BELONGS_TO, BETWEEN_CHANNELS, EXTENSION, RELATED_TO, Channel
from filrouge.i18n import _
from filrouge.schema import NO_SOURCE
from filrouge.vocabularies.source_kinds import kind_key
from filrouge.wording.source_links import link_text


def channels(common: Common) -> dict[str, Any]:
    """The channel of each source."""
    return {str(row["source"]): _channel(common, row) for row in records(common.bundle.sources)}


def _channel(common: Common, row: dict[str, Any]) -> Any:
    source = str(row["source"])
    name = one_line(source) or NO_SOURCE
    facts = [_fact(common, source, fact, row[fact]) for fact in ATTRIBUTES if _is_text(row.get(fact))]
    given: dict[str, Any] = {"channel_types": [kind_key(row["kind"])]} if _is_text(row.get("kind")) else {}
    if facts:
        given["description"] = several_lines("; ".join(facts))
    if labels := common.labels((SOURCE, source)):
        given["labels"] = labels
    own = common.of("channel", name, changed=common.changed.of(SOURCE, source))
    return Channel(**own, extensions=EXTENSION, name=name, **given)


def _fact(common: Common, source: str, fact: str, value: str) -> str:
    """What is known of a source, and who said so where a person did."""
    text, said = f"{fact}: {attribute_text(fact, value)}", common.state.row(SOURCE, source, fact)
    return _("{text} (said by {who})").format(text=text, who=one_line(said.who)) if said else text


def between_sources(common: Common, by_source: dict[str, Any]) -> Iterable[Any]:
    """Who owns whom and who spreads whom, as people know it, of `channels`; the description says what they said."""
    for row in records(common.bundle.sources):
        if _is_text(row.get("owner")):
            said_by = common.state.row(SOURCE, str(row["source"]), "owner")
            yield from _owned(common, by_source[str(row["source"])], str(row["owner"]), said_by)
    for link in known_links(common.bundle):
        ends = by_source[link.source], by_source[link.other]
        kind = BETWEEN_CHANNELS.get(link.relation, RELATED_TO)
        said, said_by = one_line(link_text(link)), common.state.row(SOURCE, link.source, link.what)
        yield common.link(ends[0], kind, ends[1], link.relation, description=said, by=said_by)
        if link.relation == "owned by":
            yield from _owned(common, ends[0], link.other, said_by)


def _owned(common: Common, channel: Any, owner: str, said_by: Row | None) -> Iterable[Any]:
    name = one_line(owner)
    organization = stix2.Identity(
        **common.of("identity", name, identity_class="organization"), name=name, identity_class="organization"
    )
    yield from (organization, common.link(channel, BELONGS_TO, organization, by=said_by))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(one_line(value))
