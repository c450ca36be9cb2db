"""Kinds of objects and of relationships that STIX 2.1 itself does not have, as OpenCTI's extension has them."""

from typing import Any, Final

import stix2

EXTENSION: Final = {"extension-definition--ea279b3e-5c71-4632-ac08-831c66a786ba": {"extension_type": "new-sdo"}}

USES: Final = "uses"
"""A channel a narrative, and a channel a technique."""

BELONGS_TO: Final = "belongs-to"
"""A channel to an organization."""

RELATED_TO: Final = "related-to"
"""Between anything: also a narrative and a technique, for which neither STIX nor the extension has a word."""

BETWEEN_CHANNELS: Final = {"republishes": "amplifies", "mirror of": "amplifies"}
"""By what people say that a source is to another one; all else is RELATED_TO."""

_text = stix2.properties.StringProperty
_texts = stix2.properties.ListProperty
_NAMED: Final = [("name", _text(required=True)), ("description", _text())]


def _kind(name: str, *more: tuple[str, Any]) -> Any:
    return stix2.CustomObject(name, [*_NAMED, *more])(type(name, (), {}))


MERGED_FROM: Final = "x_filrouge_merged_from"
"""Of a narrative: the names of those that people merged into it."""

Narrative: Final = _kind(
    "narrative", ("aliases", _texts(_text)), ("narrative_types", _texts(_text)), (MERGED_FROM, _texts(_text))
)
Channel: Final = _kind("channel", ("channel_types", _texts(_text)))
Event: Final = _kind("event", ("event_types", _texts(_text)), ("start_time", stix2.properties.TimestampProperty()))
