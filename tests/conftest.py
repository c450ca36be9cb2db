"""Bundles for tests: synthetic ones in many shapes, and one small enough to count by hand."""

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from gettext import NullTranslations
from pathlib import Path

# A worker has one core: threads over small matrices wait for each other, here and in the processes that tests start.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest
from filelock import FileLock
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

from filrouge import embedders, i18n
from filrouge.bundle import Bundle
from filrouge.embedders import Vectors, unit_float16
from filrouge.explore import meaning
from tests.synthetic import synthetic_bundle
from tests.told import Subjects, told_bundle
from tests.unit.explore.by_hand import by_hand_bundle

# The same examples at every run, and no time limit: other work may share the machine.
settings.register_profile("filrouge", derandomize=True, deadline=None, database=None, max_examples=60)
settings.load_profile("filrouge")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

BROWSER = "tests/browser/"
LONG = (BROWSER, "tests/app/")

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "=1+1",
    "**bold** $x$",
    "![](http://evil.example/x.png)",
    "</script><script>alert(2)</script>",
    ":red[paint] `code` [link](http://evil.example)",
)

UNPRINTABLE = "a bell\x07, a colour\x1b[31m, a nought\x00 and no letter\ufffe"

LONG_TITLE = ("A headline that goes on and on about the harbour treaty and its many annexes, " * 4)[:300]

VARIANTS = {
    "full": {"shared": True, "claims": True},
    "one-document": {"documents": 1, "undated": 0, "without_source": 0, "narratives": 3, "shared": True},
    "one-source": {"documents": 60, "sources": 1, "without_source": 0},
    "no-dates": {"documents": 60, "undated": 1, "shared": True},
    "forty-sources": {"documents": 400, "sources": 40, "shared": True},
    "long-title": {"documents": 60, "title": LONG_TITLE, "shared": True},
    "arabic": {"documents": 60, "languages": ("ar",), "shared": True},
    "no-narratives": {"documents": 60, "narratives": 0},
    "sixty-narratives": {"documents": 600, "narratives": 60},
    "posts": {"documents": 200, "posts": True},
    "hostile": {"documents": 120, "strings": HOSTILE, "shared": True, "claims": True},
    "unprintable": {"documents": 120, "strings": (*HOSTILE, UNPRINTABLE), "shared": True},
}


class _Files(LoadScopeScheduling):
    """A file's tests stay together. Those with a browser all stay together: two browsers on two cores mostly wait for
    each other.
    """

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else nodeid.split("::", maxsplit=1)[0]


def pytest_configure() -> None:
    """Where nothing compiled may be left beside the modules, keep it with what else pytest keeps: dozens of processes
    start here, and each would compile thousands of modules anew.
    """
    if sys.dont_write_bytecode:
        sys.dont_write_bytecode, sys.pycache_prefix = False, str(ROOT / ".pytest_cache" / "bytecode")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix


def pytest_xdist_make_scheduler(config, log):
    return _Files(config, log)


def pytest_collection_modifyitems(items) -> None:
    """What takes longest comes first, so that no worker is left alone with it at the end."""
    for item in items:
        if item.nodeid.startswith(BROWSER):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    items.sort(key=lambda item: not item.nodeid.startswith(BROWSER))


def pytest_collection_finish() -> None:
    """What all tests share stays, and is no longer looked through for garbage: that was a fifth of their time. What
    they make is looked through less often.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(scope="session")
def variant_path(tmp_path_factory) -> Callable[[str], Path]:
    """Path of the bundle of a variant, made once a session."""
    folder = tmp_path_factory.mktemp("bundles")

    @cache
    def make(name: str) -> Path:
        return synthetic_bundle(folder / name, **VARIANTS[name])

    return make


@pytest.fixture(scope="session")
def variant(variant_path) -> Callable[[str], Bundle]:
    """The open bundle of a variant."""

    @cache
    def open_(name: str) -> Bundle:
        return Bundle.open(variant_path(name))

    return open_


@pytest.fixture(scope="session")
def bundle_path(variant_path) -> Path:
    """300 documents, six sources, two languages, twelve narratives."""
    return variant_path("full")


@pytest.fixture(scope="session")
def bundle(variant) -> Bundle:
    return variant("full")


@pytest.fixture(scope="session")
def demo() -> Bundle:
    """The bundle of the demo."""
    return Bundle.open(ROOT / "data" / "sample" / "bundle")


class _Hashed:
    """An embedder that costs nothing: what words a text has."""

    name, version, dimensions, rate = "hashed", "1", 64, 1000.0
    languages = frozenset({"en", "fr", "und"})

    def encode(self, texts: Sequence[str]) -> Vectors:
        from sklearn.feature_extraction.text import HashingVectorizer

        return unit_float16(HashingVectorizer(n_features=self.dimensions).transform(texts).toarray())


def _build_seeds(folder: Path) -> None:
    from filrouge.build import pipeline
    from filrouge.build.layout import principal_plane
    from filrouge.build.plan import Options, make_plan
    from tests.unit.reading import ingest

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(embedders.EMBEDDERS, _Hashed.name, _Hashed)
        patch.setenv("FILROUGE_CACHE", str(folder / "cache"))
        patch.setattr(pipeline, "flat_map", lambda vectors, *_: principal_plane(vectors))  # quick
        ingested = ingest([SHARED / "seeds"])
        pipeline.build_bundle(ingested, make_plan(ingested, Options(embedder=_Hashed.name)), folder / "seeds")


@pytest.fixture(scope="session")
def seeds(tmp_path_factory, worker_id) -> Bundle:
    """The texts the project started from, five of them: two dated, three with a source, two languages.

    Whichever worker is first builds them, for all.
    """
    if not (SHARED / "seeds").exists():
        pytest.skip("the shared corpora are not beside the project")
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "seeds-of-all"
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "lock"):
        if not (folder / "seeds").exists():
            _build_seeds(folder)
    return Bundle.open(folder / "seeds")


@pytest.fixture(params=["demo", pytest.param("seeds", marks=pytest.mark.shared)])
def walked(request) -> Bundle:
    """The demo and the seeds, one after the other."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def by_hand(tmp_path_factory) -> Bundle:
    """Eight documents, written out in tests/unit/explore/by_hand.py."""
    return Bundle.open(by_hand_bundle(tmp_path_factory.mktemp("by-hand") / "eight"))


@pytest.fixture
def told(by_hand, tmp_path, monkeypatch) -> Iterator[Bundle]:
    """The eight documents with vectors and an embedder that can be told by hand: tests/told.py."""
    monkeypatch.setattr(meaning, "embedder_of", lambda _: Subjects())
    monkeypatch.setattr(meaning, "FEWEST", 3)
    meaning._SPACES.clear()
    yield Bundle.open(told_bundle(by_hand.path, tmp_path / "told"))
    meaning._SPACES.clear()


class _Marked(NullTranslations):
    """A language in which every message is the English one between two marks."""

    def gettext(self, message):
        return f"‹{message}›"

    def ngettext(self, one, many, n):
        return f"‹{one if n == 1 else many}›"


@pytest.fixture
def french(monkeypatch):
    """French with a catalogue in which every message is marked, whatever of the real one is translated."""
    real = i18n._catalogue
    monkeypatch.setattr(i18n, "_catalogue", lambda locale: _Marked() if locale == "fr" else real(locale))
