"""The worked example of CONTRIBUTING: three modules and a line on a page, and the chart is everywhere."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "tests" / "example_chart"
LINE = 'chart_card(shown, "weekdays", with_options=True)'

# Run in a process of its own, since what the project declares is read once.
SCRIPT = """
import importlib, json, sys
from pathlib import Path

example, tree, bundle, out = map(Path, sys.argv[1:])
for room in ("explore", "figures", "charts"):
    importlib.import_module(f"filrouge.{room}").__path__.append(str(example / room))
sys.path.insert(0, str(tree))

from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from filrouge.bundle import Bundle
from filrouge.charts import page_chart
from filrouge.cli import cli
from filrouge.explore.link import read_link
from filrouge.explore.view import View

opened = Bundle.open(bundle)
view = View("overview", chart="weekdays", counted="texts")
asked = ["export", str(bundle), "overview", "--chart", "weekdays", "--counted", "texts", "--out", str(out)]
at = AppTest.from_file(str(tree / "components" / "shell.py"), default_timeout=60)
at.query_params["counted"] = "texts"
at.run()
(widget,) = [one for one in at.main.button_group if one.label == "Counted"]
print(json.dumps({
    "link": view.link(opened),
    "read": read_link(view.link(opened), opened) == view,
    "table": page_chart(opened, view).table["texts"].tolist(),
    "help": CliRunner().invoke(cli, ["export", "--help"]).output,
    "export": CliRunner().invoke(cli, asked).output,
    "trace": CliRunner().invoke(cli, ["trace", str(out), "--bundle", str(bundle)]).output,
    "exception": [str(error.value) for error in at.exception],
    "widget": widget.value,
    "address": at.query_params["counted"],
    "charts": sum("Monday" in element.proto.spec for element in at.get("plotly_chart")),
}))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory, variant_path):
    tree = tmp_path_factory.mktemp("tree")
    for folder in ("components", "pages"):
        shutil.copytree(ROOT / folder, tree / folder, ignore=shutil.ignore_patterns("__pycache__"))
    page = tree / "pages" / "overview.py"
    page.write_text(page.read_text("utf-8") + LINE + "\n", "utf-8")
    bundle = variant_path("full")
    command = [sys.executable, "-c", SCRIPT, str(EXAMPLE), str(tree), str(bundle), str(tree / "weekdays.csv")]
    env = {**os.environ, "FILROUGE_BUNDLES": json.dumps([str(bundle)])}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_the_option_is_in_the_link(found):
    assert "counted=texts" in found["link"]
    assert found["read"]
    assert sum(found["table"]) > 0


def test_the_option_is_on_the_command_line_and_in_the_trace(found):
    assert "--counted documents|texts" in found["help"]
    assert found["export"].startswith("Wrote ")
    assert "counted=texts" in found["trace"]
    assert "\ncounted:   texts\n" in found["trace"]


def test_the_option_has_a_widget_that_follows_the_address(found):
    assert found["exception"] == []
    assert found["widget"] in ("texts", ["texts"])
    assert found["address"] in ("texts", ["texts"])
    assert found["charts"] == 1


def test_the_example_is_told_in_contributing():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert LINE in text
    for room in ("explore", "figures", "charts"):
        assert [file.name for file in (EXAMPLE / room).glob("*.py")] == ["weekdays.py"]
        assert f"tests/example_chart/{room}/weekdays.py" in text
