from importlib import import_module
from pathlib import Path

from filrouge import charts
from filrouge.charts import specs


def test_every_chart_is_declared_in_the_module_of_its_name():
    for name, spec in specs().items():
        assert import_module(f"filrouge.charts.{name.replace('-', '_')}").SPEC is spec


def test_a_module_declares_one_chart_at_most():
    declared = [
        file.stem for file in Path(charts.__path__[0]).glob("*.py") if "\nSPEC: Final = " in file.read_text("utf-8")
    ]
    assert len(declared) == len(specs())
    assert sorted(name.replace("-", "_") for name in specs()) == sorted(declared)
