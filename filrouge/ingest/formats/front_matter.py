"""YAML or TOML at the head of a Markdown text → fields: texts as written, lists joined, parts named by a dot."""

import datetime as dt
import tomllib
from collections.abc import Iterator
from typing import Any

_LONGEST = 20_000


def yaml_fields(written: str) -> dict[str, str]:
    """Read the front matter of a text; {} where it is no YAML that gives names to values.

    Dates and numbers stay as they are written: what they are is told where they are used.
    """
    import yaml

    if len(written) > _LONGEST or ("&" in written and "*" in written):  # values that stand for others may swell
        return {}
    try:
        read = yaml.load(written, Loader=yaml.BaseLoader)  # noqa: S506 - this loader makes texts, lists and dicts only
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return dict(_fields(read)) if isinstance(read, dict) else {}


def toml_fields(written: str) -> dict[str, str]:
    """Read the same as Hugo and Zola write it; {} where it is no TOML."""
    try:
        read = tomllib.loads(written) if len(written) <= _LONGEST else {}
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return dict(_fields(_written(read)))


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _written(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_written(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _fields(read: dict[Any, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in read.items():
        key = f"{prefix}{name}".strip()
        if isinstance(value, str) and value.strip() and len(key) <= 60:
            yield key, value.strip()
        elif isinstance(value, list) and (
            texts := [one.strip() for one in value if isinstance(one, str) and one.strip()]
        ):
            yield key, "; ".join(texts)
        elif isinstance(value, dict) and not prefix:
            yield from _fields(value, f"{key}.")
