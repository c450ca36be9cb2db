"""Whose copy of an account a file is part of: services hand out a folder in which one file names the account."""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from filrouge.ingest.formats.kinds import kind_of
from filrouge.ingest.formats.readers import read_records
from filrouge.ingest.normalize import normalize_text
from filrouge.ingest.record import Item, Record, UnreadableFile

_INNER: Final = re.compile(r"(?:data|personal_information|profile_information|account_information)$")
"""Folders that the file lies in and the posts may not."""


class Owner(NamedTuple):
    """The account: its name and its handle, each "" where it is not said."""

    name: str
    handle: str

    def fields(self) -> dict[str, str]:
        """What that says of its posts."""
        said = {"source": self.name or self.handle, "author": self.name, "account": self.handle}
        return {field: value for field, value in said.items() if value}


def _first(fields: Mapping[str, str], *ends: str) -> str:
    """The first filled column whose name ends so."""
    found = (value for end in ends for name, value in fields.items() if name.casefold().endswith(end))
    return next((normalize_text(value).text for value in found), "")


def _of_x(fields: Mapping[str, str]) -> Owner:
    return Owner(
        _first(fields, "accountdisplayname", "userinfo.displayname"), _first(fields, ".username", "userinfo.username")
    )


def _of_facebook(fields: Mapping[str, str]) -> Owner:
    return Owner(_first(fields, "name.full_name"), _first(fields, "v2.username"))


def _of_instagram(fields: Mapping[str, str]) -> Owner:
    data = {name: value for name, value in fields.items() if "string_map_data" in name}
    handle = _first(data, ".username.value", "utilisateur.value", "usuario.value", "benutzername.value")
    return Owner(_first(data, "_data.name.value", "_data.nom.value", "_data.nombre.value"), handle)


_FILES: Final[Mapping[str, tuple[str, Callable[[Mapping[str, str]], Owner]]]] = {
    "account.js": ("x-archive", _of_x),
    "manifest.js": ("x-archive", _of_x),
    "profile_information.json": ("facebook-own", _of_facebook),
    "personal_information.json": ("instagram-own", _of_instagram),
}
"""{name of a file: how the names of the profiles begin of which it says whose they are, and how it says so}."""


class Owners:
    """The accounts that files name, by the folder they speak for."""

    def __init__(self) -> None:
        self._owners: dict[tuple[str, str], tuple[str, Owner]] = {}
        self._named: set[str] = set()

    def learn(self, item: Item) -> None:
        """Look whether an item names the account that others beside it are of."""
        path = PurePosixPath(item.name)
        if (known := _FILES.get(path.name.casefold())) is None:
            return
        service, owner_of = known
        owner = owner_of(_fields(item))
        if owner.fields():
            folder = path.parent
            while _INNER.search(folder.name):
                folder = folder.parent
            self._owners.setdefault((service, folder.as_posix()), (item.name, owner))
            self._named.add(item.name)

    def names_account(self, item: Item) -> bool:
        """Whether an item is read for that alone."""
        return item.name in self._named

    def of(self, name: str, profile: str) -> tuple[str, dict[str, str]]:
        """The file that names the account of an item of a profile, and what that says of its posts."""
        folders = {folder.as_posix() for folder in PurePosixPath(name).parents}
        for (begins, folder), (named_in, owner) in self._owners.items():
            if profile.startswith(begins) and folder in folders:
                return named_in, owner.fields()
        return "", {}


def _fields(item: Item) -> Mapping[str, str]:
    try:
        if kind_of(item) not in {"json", "jsonl"}:
            return {}
        records: Iterable[Record] = islice(read_records(item), 1)
        return next((record.fields for record in records), {})
    except UnreadableFile:
        return {}
