import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from filrouge import cli
from filrouge.annotations import log
from filrouge.annotations.acts import Author
from filrouge.annotations.saying import of_narrative
from filrouge.bundle import Bundle
from filrouge.cli.console import console_for, say
from filrouge.cli.reading import say_read
from tests.unit.reading import ingest

GAS = "The price of gas rose by a fifth on Wednesday after talks about the tariff of the strait had failed."
SUBJECTS = [
    "Gas prices rose {} percent after the pipeline through the strait was shut by the northern ministry of energy.",
    "Fishermen in {} harbours protested against the herring quota and blocked the port with their boats all night.",
    "The senate counted {} overseas ballots after the petition on the vote of citizens who live in other countries.",
]


def write(folder: Path, n: int = 10) -> Path:
    folder.mkdir()
    items = [
        {"text": s.format(i + 2), "date": f"2025-01-{i + 1:02}", "source": "W"} for s in SUBJECTS for i in range(n)
    ]
    (folder / "in.jsonl").write_text("\n".join(map(json.dumps, items)))
    return folder


def run(*arguments: str | Path, cache: Path) -> subprocess.CompletedProcess:
    """A command as it is typed, in this process: to import what it needs takes longer than what it does."""
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("FILROUGE_CACHE", str(cache))
        patch.setattr(sys, "argv", ["filrouge", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
    return subprocess.CompletedProcess([*map(str, arguments)], stop.value.code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def once(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess]:
    """A folder with texts in `in` and their bundle in `b`, and what was said while it was built."""
    folder = tmp_path_factory.mktemp("once")
    done = run("build", write(folder / "in"), "--out", folder / "b", "--seed", "3", cache=folder)
    assert done.returncode == 0, done.stderr
    return folder, done


@pytest.fixture
def built(once, tmp_path) -> Path:
    """A copy of that folder for a test to change."""
    return Path(shutil.copytree(once[0], tmp_path / "built"))


def test_build_and_inspect(once, built):
    done = once[1]
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert "Read 30 documents from 1 file (jsonl 1)." in lines
    assert "  Dated: 30, undated: 0" in lines
    assert any(line.startswith("Embedder: e5") for line in lines)
    assert any(line.startswith("Expected: about") for line in lines)
    assert "\x1b" not in done.stderr
    shown = run("inspect", built / "b", cache=built)
    assert shown.returncode == 0, shown.stderr
    assert "Documents  30" in shown.stdout
    assert "Narratives " in shown.stdout
    assert "Passages with a clear narrative: " in shown.stdout
    as_json = json.loads(run("inspect", built / "b", "--json", cache=built).stdout)
    assert as_json["seed"] == 3
    assert as_json["counts"]["narratives"] == len(as_json["narratives"])
    assert as_json["sources"][0]["source"] == "W"
    (built / "b" / "vectors.npy").write_bytes((built / "b" / "vectors.npy").read_bytes()[:-1] + b"\x00")
    broken = run("inspect", built / "b", cache=built)
    assert broken.returncode == 2
    assert "SHA-256" in broken.stderr


def test_update_and_like_say_what_became_of_narratives(built):
    same = run("update", built / "b", built / "in", cache=built)
    assert same.returncode == 0, same.stderr
    assert "The bundle has 30 documents of these already." in same.stderr
    assert "Nothing new: the bundle is unchanged." in same.stderr
    (built / "new").mkdir()
    (built / "new" / "a.txt").write_text("The gas price of the strait rose again on Friday, said the minister.")
    opened = Bundle.open(built / "b")
    number = next(iter(opened.labels))
    log.add(opened, of_narrative(opened, number, {"name": "Named by hand"}), Author("Ana"))
    grown = run("update", built / "b", built / "new", cache=built)
    assert grown.returncode == 0, grown.stderr
    assert "1 new document joined it." in grown.stderr
    assert "31 documents" in grown.stderr.splitlines()[-2]
    assert grown.stderr.splitlines()[-1] == "Changes by hand: those about 1 narrative hold for this build."
    assert "Named by hand" in run("inspect", built / "b", cache=built).stdout
    like = run("build", built / "in", "--out", built / "c", "--like", built / "b", cache=built)
    assert like.returncode == 0, like.stderr
    assert "found again." in like.stderr
    shown = run("inspect", built / "c", cache=built).stdout
    assert "Changes" in shown
    assert "Named by hand" in shown
    assert "By hand    1 name by hand" in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build"], "Missing argument"),
        (["update", "in", "in"], "is not a bundle"),
        (["import-bertopic", "in", "in", "--out", "b"], "no saved BERTopic model"),
        (["import-bertopic", "in/in.jsonl", "in", "--out", "b"], "runs whatever code is in it"),
        (["build", "in", "--out", "b", "--like", "in"], "is not a bundle"),
        (["build", "nope", "--out", "b"], "there is no such file or folder"),
        (["build", "in", "--out", "b", "--embedder", "bert"], "there is no embedder 'bert'"),
        (["build", "in", "--out", "b", "--map", "text"], "FIELD=COLUMN"),
        (["build", "in", "--out", "b", "--vectors", "v.npy"], "--embedder precomputed"),
        (["build", "in", "--out", "in"], "exists and is not a bundle"),
        (["inspect", "in"], "is not a bundle"),
        (["inspect", "nope"], "the folder does not exist"),
        (["brew"], "No such command"),
    ],
)
def test_what_cannot_be_done_is_one_message_and_exit_2(arguments, message, tmp_path, monkeypatch, capsys):
    write(tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FILROUGE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "argv", ["filrouge", *arguments])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 2
    assert message in capsys.readouterr().err


def test_without_the_build_extra_it_says_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(
        sys.modules["filrouge.cli.reading"], "find_spec", lambda name: None if name == "bertopic" else name
    )
    monkeypatch.setattr(sys, "argv", ["filrouge", "build", "x", "--out", str(tmp_path / "b")])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    assert stop.value.code == 2
    assert 'pip install "filrouge[build]"' in capsys.readouterr().err


def test_help_needs_no_heavy_import():
    heavy = "{'numpy', 'pandas', 'pyarrow', 'duckdb', 'bertopic', 'umap', 'streamlit', 'sklearn'}"
    code = f"import sys; from filrouge import cli; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


HOLD = """
import os, sys, time
from pathlib import Path

Path(sys.argv[1]).touch()
parent, end = os.getppid(), time.monotonic() + 600
while os.getppid() == parent and time.monotonic() < end:
    time.sleep(0.05)
"""
"""Names no narrative: while it runs, a build is held open after the vectors and before the bundle is written."""


def hear_interrupts() -> None:
    """Undo what a shell does to a command that it runs in the background: Ctrl-C is not for it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_stopped_by_the_user_or_killed_the_previous_bundle_stays(built, sent, code):
    before = Bundle.open(built / "b").digest
    hold, held = built / "hold.py", built / "held"
    hold.write_text(HOLD)
    command = [sys.executable, "-m", "filrouge.cli", "build", str(built / "in"), "--out", str(built / "b")]
    process = subprocess.Popen(
        [*command, "--seed", "9", "--labels-from", f"{sys.executable} {hold} {held}"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "FILROUGE_CACHE": str(built)},
        preexec_fn=hear_interrupts,  # noqa: PLW1509  (no other thread of this process holds what it needs)
    )
    while not held.exists():
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.05)
    process.send_signal(sent)
    rest = process.communicate()[1]
    assert process.returncode == code, rest
    if sent == signal.SIGINT:
        assert "the previous bundle is untouched" in rest
        assert "vectors computed so far are kept" in rest
    assert Bundle.open(built / "b", full=True).digest == before


HOSTILE = "\x1b]0;owned\x07\x9b31m"


def test_nothing_from_outside_steers_the_terminal(built, capsys, monkeypatch):
    opened = Bundle.open(built / "b")
    opened.manifest["languages"] = {f"en{HOSTILE}": 30}
    opened.manifest["embedder"]["why"] = HOSTILE
    opened.manifest["versions"][HOSTILE] = "1"
    monkeypatch.setattr(Bundle, "open", lambda *_, **__: opened)
    for arguments in (["inspect"], ["inspect", "--json"]):
        monkeypatch.setattr(sys, "argv", ["filrouge", *arguments, str(built / "b")])
        with pytest.raises(SystemExit):
            cli.main()
        shown = capsys.readouterr().out
        assert "owned" in shown
        assert not {"\x1b", "\x07", "\x9b"} & set(shown)
    assert json.loads(shown)["embedder"]["why"] == HOSTILE


def test_say_keeps_spaces_and_drops_controls(capsys):
    say(console_for(stderr=False), "1\u202f000\xa0% \x1b[31mred\n[bold]é")
    assert capsys.readouterr().out == "1 000 % ?[31mred?[bold]é\n"


@pytest.mark.parametrize("n", [11, 1000, 1001])
def test_all_that_was_rejected_is_told_and_kept(n, tmp_path, capsys):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": GAS}) + "\n{broken" * n)
    ingested = ingest([tmp_path])
    say_read(console_for(stderr=False), ingested)
    out = capsys.readouterr().out
    assert "Read 1 document from 1 file (jsonl 1)." in out
    assert f"Rejected: {n:,}" in out
    assert f"… and {n - 10:,} more; all of them are in the file rejected.jsonl" in out
    assert len((ingested.folder / "rejected.jsonl").read_text().splitlines()) == n
    assert len(ingested.report.rejected) == min(n, 1000)
