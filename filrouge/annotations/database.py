"""The rows of a log in a database: SQLite in a file beside the bundle, or PostgreSQL for a team."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from sqlite3 import Error as SQLiteError
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError

from filrouge.annotations.acts import UNREADABLE, Row
from filrouge.errors import DiskError, FilrougeError
from filrouge.i18n import _

VERSION: Final = "1"
"""Of the tables, as the last of the migrations has it."""

_WAIT: Final = 30.0  # seconds for another writer
_SCHEMA: Final = sa.MetaData()
ROWS: Final = sa.Table(
    "rows",
    _SCHEMA,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("collection", sa.Text, nullable=False),
    sa.Column("act", sa.String(32), nullable=False),
    sa.Column("part", sa.Integer, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("program", sa.Text, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("replaces", sa.BigInteger, nullable=True),
    sa.UniqueConstraint("collection", "act", "part"),
    sa.Index("rows_of_collection", "collection", "id"),
    sqlite_autoincrement=True,
)
_READ: Final = [ROWS.c[one.name] for one in fields(Row)]
_VALUE: Final = [one.name for one in fields(Row)].index("value")
_CONSTANTS: Final = {"true": True, "false": False, "null": None}  # most values: quicker than a parser
_VERSIONS: Final = sa.table("alembic_version", sa.column("version_num"))


class Database:
    """A database that holds logs; it is made, or brought up to date, when it is first written to."""

    def __init__(self, url: sa.URL) -> None:
        self.url = url
        self._file = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
        self._current = False

    @property
    def name(self) -> str:
        """What it is called in messages: without a password."""
        return str(self._file) if self._file else self.url.render_as_string(hide_password=True)

    @property
    def keeps_ids(self) -> bool:
        """Whether a log may keep the ids it had elsewhere: no other log is in the database."""
        return self._file is not None

    def rows(self, collection: str, after: int = 0) -> list[Row]:
        """The rows of one bundle's log with an id above `after`, in order.

        Raises
        ------
        FilrougeError : it cannot be read, or a later version of Fil Rouge wrote it.
        """
        if self._file and not self._file.exists():
            return []
        asked = sa.select(*_READ).where(ROWS.c.collection == collection, ROWS.c.id > after).order_by(ROWS.c.id)
        with self._told(), _engine(self.url).connect() as connection:
            if not self._is_current(connection):
                return []
            return [_row(found) for found in _fetched(connection, asked)]

    def add(self, collection: str, rows: Iterable[Row], *, ids: bool = False) -> None:
        """Add rows at the end of a log, all of them or none; with `ids`, they keep those they have.

        An act that is in it already is not added again. Writers wait for one another: the order of ids is the order
        in which rows are there to be read.

        Raises
        ------
        DiskError : the database cannot be written to, or is busy for too long.
        """
        given = [_fields(collection, row, ids=ids) for row in rows]
        if not given:
            return
        with self._told(), self._alone() as connection:
            known = sa.select(ROWS.c.act).where(ROWS.c.collection == collection, ROWS.c.act == given[0]["act"]).limit(1)
            if connection.execute(known).first() is None:
                connection.execute(sa.insert(ROWS), given)

    @contextmanager
    def _alone(self) -> Iterator[sa.Connection]:
        """A transaction that no other writer's overlaps; the tables are there and up to date."""
        with _engine(self.url).connect().execution_options(writing=True) as connection, connection.begin():
            if self._file is None:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(7013620)"))
            if not self._is_current(connection):
                _upgrade(connection)
            yield connection

    def _is_current(self, connection: sa.Connection) -> bool:
        """Whether the tables are there as this version knows them.

        Raises
        ------
        FilrougeError : a later version made them.
        """
        if self._current:
            return True
        if not sa.inspect(connection).has_table("alembic_version"):
            return False
        version = connection.execute(sa.select(_VERSIONS)).scalar()
        if version is not None and int(version) > int(VERSION):
            raise FilrougeError(
                _("a later version of Fil Rouge wrote it"), where=self.name, hint=_("Use that version, or a later one.")
            )
        self._current = version == VERSION
        return self._current

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:  # the other one of two that added the same act at the same time was quicker
            return
        except (SQLAlchemyError, OSError) as error:
            cause = str(getattr(error, "orig", None) or error).strip().splitlines()
            raise DiskError(
                _("what was noted cannot be read or written ({error})").format(error=cause[0] if cause else ""),
                where=self.name,
                hint=_("Check that the folder can be written to, or the address of the database; then try again."),
            ) from error


def at_address(address: str) -> Database:
    """The database at an address such as postgresql://user@host/name.

    Raises
    ------
    FilrougeError : it is no such address, or the package for it is not installed.
    """
    from sqlalchemy.exc import ArgumentError

    try:
        url = sa.make_url(address)
    except (ArgumentError, ValueError):
        url = sa.URL.create("none")
    if url.get_backend_name() not in {"postgresql", "postgres"}:
        raise FilrougeError(
            _("it is not the address of a PostgreSQL database"), where="--store", hint="postgresql://USER@HOST/NAME"
        )
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise FilrougeError(
            _("the package psycopg is not installed"), where="--store", hint="pip install 'filrouge[postgresql]'"
        ) from error
    return Database(url.set(drivername="postgresql+psycopg"))


def in_file(file: Path) -> Database:
    """The database in a file."""
    return Database(sa.URL.create("sqlite", database=str(file)))


@lru_cache(maxsize=16)
def _engine(url: sa.URL) -> sa.Engine:
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": int(_WAIT)})
    file = Path(str(url.database))
    # A connection each time: the file may be moved or replaced while the dashboard runs.
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args={"timeout": _WAIT, "isolation_level": None})

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        if os.access(file.parent, os.W_OK) and (not file.exists() or os.access(file, os.W_OK)):
            with suppress(SQLiteError):  # somebody else is at it
                connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")

    @sa.event.listens_for(engine, "begin")
    def _begun(connection: sa.Connection) -> None:
        # Whoever is to write takes the lock first: two that read first and write then would stop each other.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _fields(collection: str, row: Row, *, ids: bool) -> dict[str, Any]:
    names = ("act", "part", "at", "who", "program", "kind", "about", "what", "reason", "replaces")
    own = {name: getattr(row, name) for name in names}
    kept = {"id": row.id} if ids else {}
    return {**kept, "collection": collection, **own, "value": json.dumps(row.value, sort_keys=True)}


def _fetched(connection: sa.Connection, asked: sa.Select[Any]) -> Sequence[Any]:
    """What is asked for; of one text that is none, all others are not lost."""
    try:
        return connection.execute(asked).all()
    except OperationalError:
        if connection.dialect.name != "sqlite":
            raise
        held: Any = connection.connection.driver_connection
        held.text_factory = _readable  # reads a log of 100,000 rows in twice the time
        return connection.execute(asked).all()


def _readable(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _row(found: Iterable[Any]) -> Row:
    """A row from its columns, in the order of its fields."""
    values = list(found)
    text = values[_VALUE]
    try:
        values[_VALUE] = _CONSTANTS[text] if text in _CONSTANTS else json.loads(text)
    except (ValueError, TypeError, RecursionError):  # somebody else wrote it: such a row counts for nothing
        values[_VALUE] = UNREADABLE
    return Row(*values)
