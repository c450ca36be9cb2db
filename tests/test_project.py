"""The project keeps its own rules: imports run down, the README tells the truth, versions are pinned."""

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, packages_distributions, requires, version
from itertools import chain
from pathlib import Path

import click
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import filrouge.cli
from filrouge.explore.view import PAGES, fields
from scripts import formats
from scripts.fields import GUIDE, table, with_table
from scripts.pin import block, keep, split

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
UV = PYPROJECT["tool"]["uv"]
CONTRACTS = PYPROJECT["tool"]["importlinter"]["contracts"]
PINS = [Requirement(pin) for pin in UV["constraint-dependencies"]]

PAGES_MAY_IMPORT = {
    "streamlit",
    "components",
    "filrouge.charts",
    "filrouge.explore",
    "filrouge.wording",
    "filrouge.figures",
    "filrouge.errors",
    "filrouge.i18n",
    "filrouge.schema",
}


# Imports


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of pyproject.toml on the tree in `folder`."""
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert program, "import-linter is not installed beside this Python"
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [program, "--no-cache"], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_imports_run_down():
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


FORBIDDEN = [
    ("explore/timeline.py", "import sklearn.cluster", "Nothing is fitted while", ".explore.timeline -> sklearn"),
    ("figures/timeline.py", "from filrouge import build", "Only the command line builds", "timeline -> filrouge.build"),
    ("bundle.py", "import streamlit", "The engine knows nothing of the browser", "filrouge.bundle -> streamlit"),
    ("explore/timeline.py", "import filrouge.figures", "What one looks at", "explore.timeline -> filrouge.figures"),
    ("schema.py", "from filrouge import ingest", "Only the command line and the", "schema -> filrouge.ingest"),
    ("ingest/__init__.py", "import filrouge.build", "What makes a bundle", "filrouge.ingest -> filrouge.build"),
    ("build/plan.py", "import filrouge.build.pipeline", "No circles", ".plan -> .pipeline"),
]


def test_an_import_upwards_is_noticed(tmp_path):
    for name in ("filrouge", "components"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for file, line, _, _ in FORBIDDEN:
        with (tmp_path / "filrouge" / file).open("a", encoding="utf-8") as stream:
            stream.write(f"\n{line}\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    told = dict(re.findall(r"^(.+)\n-{9,}\n((?:.+\n|\n+(?!.+\n-{9,}))*)", done.stdout + "\n", re.MULTILINE))
    for _, _, contract, what in FORBIDDEN:
        assert any(title.startswith(contract) and what in text for title, text in told.items()), (contract, done.stdout)


def imported(source: str) -> set[str]:
    """Dotted names of all that a module imports; `from a import b` gives `a.b`."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "a page is a script: it cannot import relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("page", sorted((ROOT / "pages").glob("*.py")), ids=lambda page: page.stem)
def test_a_page_asks_draws_and_places(page):
    def may(name: str) -> bool:
        return name.partition(".")[0] in sys.stdlib_module_names or any(
            name == allowed or name.startswith(f"{allowed}.") for allowed in PAGES_MAY_IMPORT
        )

    assert [name for name in sorted(imported(page.read_text("utf-8"))) if not may(name)] == []


NAMESAKES = {"Plan", "Word"}
"""Of `ingest/` and of `build/`, never in one module: what was asked for, and a word as each of them counts it."""


def test_no_two_classes_have_one_name():
    files = [*(ROOT / "filrouge").rglob("*.py"), *(ROOT / "components").glob("*.py"), *(ROOT / "scripts").glob("*.py")]
    places: dict[str, list[str]] = {}
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                places.setdefault(node.name, []).append(file.relative_to(ROOT).as_posix())
    assert {name: where for name, where in places.items() if len(where) > 1 and name not in NAMESAKES} == {}


def test_there_are_pages():
    assert len(list((ROOT / "pages").glob("*.py"))) >= 5


@pytest.mark.parametrize(
    "file", sorted((ROOT / "filrouge").rglob("*.py")), ids=lambda file: file.relative_to(ROOT).as_posix()
)
def test_a_file_is_short_enough_to_read(file):
    assert len(file.read_text("utf-8").splitlines()) <= 350


def test_every_folder_of_tests_is_entered(pytestconfig):
    patterns = pytestconfig.getini("norecursedirs")
    files = [file.relative_to(ROOT) for file in (ROOT / "tests").rglob("test_*.py")]
    folders = {folder.name for file in files for folder in file.parents if folder.name}
    assert {"unit", "build", "ingest"} <= folders
    assert [name for name in folders if any(fnmatch(name, pattern) for pattern in patterns)] == []


# The map of the tree


CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
CONTRACTS = PYPROJECT["tool"]["importlinter"]["contracts"]


def rooms() -> set[str]:
    """Every folder and module of the engine, as the table of CONTRIBUTING writes it."""
    inside = [path for path in (ROOT / "filrouge").iterdir() if path.name not in {"__init__.py", "__pycache__"}]
    return {
        path.name if path.is_file() else f"{path.name}/" for path in inside if path.is_dir() or path.suffix == ".py"
    }


def paths_in(text: str) -> list[str]:
    """Paths in backticks; those with a placeholder in capitals stand for many."""
    return [path for path in re.findall(r"`([\w./-]+(?:/|\.py))`", text) if not re.search("[A-Z]{3,}", path)]


def rows_of_the_table() -> list[tuple[list[str], str]]:
    """The paths that each row is about, in full, and what it says of them."""
    rows = []
    for head, said in re.findall(r"^\| (`[^|]+`) \| (.+) \|$", CONTRIBUTING, flags=re.M):
        first, *others = paths_in(head)
        folder = first.rpartition("/")[0] if first.endswith(".py") else first.rstrip("/").rpartition("/")[0]
        rows.append(([first, *(f"{folder}/{other}" for other in others)], said))
    return rows


def test_the_table_names_every_room_of_the_engine():
    named = [path.removeprefix("filrouge/") for paths, _ in rows_of_the_table() for path in paths]
    assert rooms() - set(named) == set()
    assert sorted(named) == sorted(set(named)), "one row each"


def test_the_table_names_nothing_that_is_gone():
    missing = []
    for paths, said in rows_of_the_table():
        missing += [path for path in paths if not (ROOT / path).exists()]
        places = [ROOT, ROOT / "filrouge", ROOT / paths[0]]
        missing += [path for path in paths_in(said) if not any((place / path).exists() for place in places)]
    assert missing == []


def test_whatever_else_is_named_there_exists():
    rest = re.sub(r"^\| .+ \|$", "", CONTRIBUTING, flags=re.M)
    named = set(paths_in(rest)) - {"shared/"}  # optional, as is said there
    assert [path for path in named if not any((place / path).exists() for place in (ROOT, ROOT / "filrouge"))] == []
    comments = "\n".join(re.findall(r"#(.*)", (ROOT / "pyproject.toml").read_text("utf-8")))
    named = re.findall(r"(?<!\S)[\w./-]+(?:/|\.py|\.md)(?=[\s;:.,)]|$)", comments)
    assert named
    assert [path for path in named if not (ROOT / path.rstrip(".")).exists()] == []


def test_every_room_has_its_floor_and_no_floor_is_empty():
    whole = [contract for contract in CONTRACTS if "containers" not in contract]  # the others part one room
    floors = [layer for contract in whole for layer in contract.get("layers", [])]
    modules = {name for layer in floors for name in layer.replace(":", "|").replace(" ", "").split("|")}
    own = {f"filrouge.{room.rstrip('/').removesuffix('.py')}" for room in rooms() - {"locales/"}}
    assert modules - {"components"} == own
    lists = ("source_modules", "forbidden_modules", "protected_modules", "allowed_importers")
    listed = [name for contract in CONTRACTS for key in lists for name in contract.get(key, [])]
    assert {name for name in listed if name.startswith("filrouge.")} <= own


# README


def commands() -> click.Group:
    """The click group behind `filrouge`."""
    groups = [value for value in vars(filrouge.cli).values() if isinstance(value, click.Group)]
    assert len(groups) == 1
    return groups[0]


def named_in_readme() -> list[str]:
    """What follows `filrouge` in each command of the README's code blocks."""
    blocks = re.findall(r"^```(?:sh|shell|bash|console)\n(.*?)^```", README, flags=re.M | re.S)
    lines = [line for text in blocks for line in text.replace("\\\n", " ").splitlines()]
    return [m[1] for line in lines if (m := re.search(r"(?:^|\s)filrouge ((?:[^#;&|]|(?<=\S)[;&|](?=\S))+)", line))]


@pytest.mark.parametrize("line", named_in_readme())
def test_the_readmes_commands_exist(line):
    name, *words = shlex.split(line)
    assert name in commands().commands
    command = commands().commands[name]
    values, left, _ = command.make_parser(click.Context(command)).parse_args(list(words))  # raises on unknown options
    assert left == []
    for parameter in command.params:
        value = values.get(parameter.name)
        assert value or not parameter.required, f"{name} needs {parameter.name}"
        if isinstance(value, str) and isinstance(parameter.type, click.Choice):
            assert value in parameter.type.choices


def test_every_command_is_in_the_readme():
    assert {line.split()[0] for line in named_in_readme()} == set(commands().commands)


@pytest.mark.parametrize(("marker", "end"), [("start", "uv run filrouge serve"), ("test", "uv run pytest")])
def test_one_line_sets_up_everything(marker, end):
    (line,) = re.findall(rf"<!-- {marker} -->\n```sh\n([^\n]+)\n```", README)
    assert line.endswith(f"; {end}")
    other = {"start": "uv run pytest", "test": "uv run filrouge serve"}[marker]
    assert f"{line.removesuffix(end)}{other}\n" in README, "the two lines bring uv along in the same way"
    assert f"<!-- {marker} -->" in README


def test_ci_runs_the_readmes_line():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "<!-- test -->" in script
    assert os.access(ROOT / ".ci" / "run", os.X_OK) or os.name == "nt"


# What is in the repository


def repository_files() -> list[Path]:
    """Every file that leaves with the project: what the source distribution holds."""
    tops = [ROOT / top for top in PYPROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"]]
    files = [file for top in tops for file in (top.rglob("*") if top.is_dir() else [top]) if file.is_file()]
    return [file for file in [*files, ROOT / ".gitignore"] if "__pycache__" not in file.parts]


def test_the_source_distribution_lists_what_exists():
    missing = [
        top
        for top in PYPROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"]
        if not (ROOT / top).exists()
    ]
    assert missing == []


def test_no_registry_and_no_machine_is_named():
    forbidden = re.compile(
        r"py[p]i\.org|python[h]osted|npm[j]s\.|deb\.debian\.[o]rg|anaconda\.[o]rg"  # hosts of registries
        r"|(?<![\w./~-])/(?:root|work|home/\w+|Users/\w+)/"  # somebody's folders
    )
    found = []
    for file in repository_files():
        try:
            text = file.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{file.relative_to(ROOT)}: {match[0]}" for match in forbidden.finditer(text)]
    assert found == []


def test_the_wheel_takes_what_exists():
    tree = ast.parse((ROOT / "scripts" / "wheel.py").read_text("utf-8"))
    (value,) = (n.value for n in tree.body if isinstance(n, ast.AnnAssign) and ast.unparse(n.target) == "DASHBOARD")
    paths = ast.literal_eval(value)
    assert "app.py" in paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


# Pins


def test_pins_are_what_is_installed():
    differ, compared = [], 0
    for pin in PINS:
        if pin.marker is None or pin.marker.evaluate():
            try:
                installed = version(pin.name)
            except PackageNotFoundError:
                continue
            compared += 1
            if installed not in pin.specifier:
                differ.append(f"{pin} but {installed} is installed")
    assert differ == []
    assert compared > 30


def asked_for() -> list[Requirement]:
    """The requirements that pyproject.toml states itself."""
    project = PYPROJECT["project"]
    lists = [
        project["dependencies"],
        *project["optional-dependencies"].values(),
        *PYPROJECT["dependency-groups"].values(),
    ]
    return [r for r in map(Requirement, chain.from_iterable(lists)) if r.name != "filrouge"]


@pytest.mark.parametrize("requirement", asked_for(), ids=lambda r: r.name)
def test_a_dependency_is_pinned(requirement):
    pins = [pin for pin in PINS if canonicalize_name(pin.name) == canonicalize_name(requirement.name)]
    assert pins, "renew the pins: uv run --no-project scripts/pin.py"
    for pin in pins:
        (exact,) = pin.specifier
        assert exact.operator == "=="
        assert exact.version in requirement.specifier


def test_the_build_is_pinned():
    pins = {r.name: r.specifier for r in map(Requirement, UV["build-constraint-dependencies"])}
    for requirement in map(Requirement, PYPROJECT["build-system"]["requires"]):
        (exact,) = pins[requirement.name]
        assert exact.version in requirement.specifier


def asked_for(requirements, found=frozenset()):
    """The distributions that requirements bring along, those that they ask for themselves included."""
    for requirement in map(Requirement, requirements):
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found = asked_for(requires(name) or (), found | {name})
    return found


def test_what_one_looks_at_imports_nothing_that_only_a_build_brings():
    (contract,) = (c for c in CONTRACTS if c["name"] == "Nothing is fitted while someone looks")
    ours = [*contract["source_modules"], "filrouge.annotations", "filrouge.text_groups", "filrouge.tables"]
    places = [ROOT / "app.py", ROOT / "pages", *(ROOT / module.replace(".", "/") for module in ours)]
    files = [f for place in places for f in ([*place.rglob("*.py")] or [place.with_suffix(".py")])]
    brought = asked_for(PYPROJECT["project"]["dependencies"])
    comes_from = packages_distributions()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            for name in {name.partition(".")[0] for name in names} & set(comes_from) - {"psycopg"}:  # asked for by name
                assert {canonicalize_name(d) for d in comes_from[name]} & {*brought, "filrouge"}, f"{file}: {name}"


def test_torch_stays_out():
    assert {"torch", "sentence-transformers", "transformers"}.isdisjoint(pin.name for pin in PINS)


def test_pins_are_written_as_they_are_read():
    _, pins, _ = split((ROOT / "pyproject.toml").read_text("utf-8"))
    assert block(UV["constraint-dependencies"], UV["build-constraint-dependencies"]) == pins


def test_only_the_named_pins_are_renewed():
    pins = ["numpy==2.4.6 ; python_full_version < '3.12'", "numpy==2.5.5", "umap-learn==0.5.12"]
    assert keep(pins, None) == pins
    assert keep(pins, {"numpy"}) == pins[2:]
    assert keep(pins, {"umap-learn"}) == pins[:2]
    assert keep(pins, set()) == []


def test_the_guide_lists_every_field_of_a_link():
    guide = GUIDE.read_text("utf-8")
    assert with_table(guide) == guide, "uv run scripts/fields.py"
    assert table().count("\n") == len(fields()) + 2


def test_the_table_of_exports_is_what_the_profiles_say():
    document = formats.DOCUMENT.read_text("utf-8")
    assert formats.with_table(document) == document, "uv run scripts/formats.py"


def test_the_guide_has_every_page_and_every_picture():
    guide = (ROOT / "docs" / "guide.md").read_text("utf-8")
    named = re.findall(r"\]\((images/[^)]+)\)", guide)
    assert sorted(named) == sorted(f"images/{file.name}" for file in (ROOT / "docs" / "images").iterdir())
    for title in PAGES.values():
        assert f"\n## {title}: " in guide, f"the guide says nothing of {title}"
