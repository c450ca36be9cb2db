"""What a manifest must look like, as data: whoever wrote it, what is read of it is there and of its kind."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

Shape = Callable[[Any], str | None]
"""Says where in a value something is wrong, as a path such as ".first"; None where nothing is."""

_MOST: Final = 2**31


def _is(test: Callable[[Any], bool]) -> Shape:
    return lambda value: None if test(value) else ""


def _is_count(value: Any) -> bool:
    return type(value) is int and 0 <= value < _MOST


def _is_figure(value: Any) -> bool:
    return value is None or (type(value) in {int, float} and abs(value) < _MOST)  # NaN is below nothing


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _days(value: Any) -> str | None:
    """None, or two days of which the first is not after the last."""
    if not isinstance(value, dict) or not value.keys() >= {"first", "last"}:
        return ""
    first, last = value["first"], value["last"]
    if first is None and last is None:
        return None
    if not _is_day(first):
        return ".first"
    return None if _is_day(last) and date.fromisoformat(str(first)) <= date.fromisoformat(str(last)) else ".last"


def _list_of(shape: Shape) -> Shape:
    def wrong(value: Any) -> str | None:
        if not isinstance(value, list):
            return ""
        return next((f"[{i}]{at}" for i, item in enumerate(value) if (at := shape(item)) is not None), None)

    return wrong


def _dict_of(shape: Shape) -> Shape:
    def wrong(value: Any) -> str | None:
        if not isinstance(value, dict):
            return ""
        return next((f".{name}{at}" for name, item in value.items() if (at := shape(item)) is not None), None)

    return wrong


def _record(needed: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    def wrong(value: Any) -> str | None:
        if not isinstance(value, dict):
            return ""
        for name, shape in {**needed, **(optional or {})}.items():
            at = shape(value[name]) if name in value else "" if name in needed else None
            if at is not None:
                return f".{name}{at}"
        return None

    return wrong


_ANY: Final = _is(lambda _value: True)
_COUNT: Final = _is(_is_count)
_FIGURE: Final = _is(_is_figure)
_TEXT: Final = _is(lambda value: isinstance(value, str))
_WHOLE: Final = _is(lambda value: type(value) is int and abs(value) < _MOST**2)
_SAID: Final = _record({"label": _TEXT})
_CELL: Final = _is(lambda value: value is None or isinstance(value, str) or _is_figure(value))
_COUNTED: Final = (
    *("documents", "dated", "undated", "without_source", "texts", "sources"),
    *("passages", "passages_without_narrative", "passages_not_covered", "narratives"),
)
_COUNTED_LATER: Final = ("themes", "sentences", "copies", "stories", "claims", "claim_sentences")
_MEASURED: Final = (
    *("coverage", "coherence", "diversity", "dependence_on_language"),
    *("stability", "solid", "solid_passages"),
)

MANIFEST: Final = _record(
    {
        "digest": _TEXT,
        "files": _dict_of(_record({"bytes": _WHOLE, "sha256": _TEXT})),
        "counts": _record(dict.fromkeys(_COUNTED, _COUNT), dict.fromkeys(_COUNTED_LATER, _COUNT)),
        "dates": _days,
        "languages": _dict_of(_COUNT),
        "settings": _record({}, {"aligned_by": _TEXT, "groups": _list_of(_TEXT)}),
        "seed": _WHOLE,
        "embedder": _record(dict.fromkeys(("name", "version", "why"), _TEXT)),
        "versions": _dict_of(_TEXT),
        "inputs": _list_of(
            _record(
                {"file": _TEXT},
                {
                    "format": _TEXT,
                    **dict.fromkeys(("documents", "rejected", "repeated"), _COUNT),
                    **dict.fromkeys(("missing", "characters_cut"), _dict_of(_COUNT)),
                    "found": _dict_of(_dict_of(_COUNT)),
                },
            )
        ),
        "warnings": _list_of(_TEXT),
        "quality": _record({}, dict.fromkeys(_MEASURED, _FIGURE)),
    },
    {
        "rejected": _list_of(_dict_of(_CELL)),
        "changes": _record(
            {
                "kept": _list_of(_ANY),
                "born": _list_of(_WHOLE),
                "split": _list_of(_record({"label": _TEXT, "into": _list_of(_WHOLE)})),
                "merged": _list_of(_record({"of": _list_of(_SAID), "narrative": _WHOLE})),
                "gone": _list_of(_SAID),
            }
        ),
        "possible_narratives": _list_of(_record({"label": _TEXT, "passages": _list_of(_ANY), "documents": _COUNT})),
    },
)
"""The shape of a bundle's manifest: of all that is read of it."""
