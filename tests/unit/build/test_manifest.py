import json
from types import SimpleNamespace

from filrouge.build.manifest import MOST_WARNINGS, warnings_of
from filrouge.build.pipeline import build_bundle
from filrouge.build.plan import Options, make_plan
from filrouge.bundle import Bundle
from tests.unit.reading import ingest

TEXT = "The price of gas rose by a fifth on Wednesday after the talks about the tariff of the strait had failed."


def planned(folder, items, fake):
    (folder / "in").mkdir()
    (folder / "in" / "a.jsonl").write_text("\n".join(i if isinstance(i, str) else json.dumps(i) for i in items))
    ingested = ingest([folder / "in"])
    return ingested, make_plan(ingested, Options(embedder=fake))


def built(folder, items, fake):
    return build_bundle(*planned(folder, items, fake), folder / "out")


def test_dates_are_days_in_the_offset_stated(fake, tmp_path):
    days = ["2025-06-03T05:00+14:00", "2025-06-20T20:00-12:00", "2025-06-10"]
    manifest = built(tmp_path, [{"text": f"{TEXT} {d}", "date": d} for d in days], fake)
    assert manifest["dates"] == {"first": "2025-06-03", "last": "2025-06-20"}
    row = Bundle.open(tmp_path / "out").query("SELECT min(day) AS first, max(day_end) AS last FROM documents").iloc[0]
    assert manifest["dates"] == {name: str(row[name])[:10] for name in ("first", "last")}


def test_without_dates_there_are_none(fake, tmp_path):
    assert built(tmp_path, [{"text": TEXT}], fake)["dates"] == {"first": None, "last": None}


def test_warnings_are_counted_in_good_english(fake, tmp_path):
    read = planned(tmp_path, [*({"text": f"{TEXT} {i}"} for i in range(1200)), "{broken"], fake)
    warnings = warnings_of(*read, SimpleNamespace(named=["gas"]))
    assert "1 item was rejected: not JSON (1)." in warnings
    assert "1,200 of 1,200 documents have no known date." in warnings
    assert "1,200 of 1,200 documents name no source." in warnings


def test_warnings_left_out_are_counted(fake, tmp_path, monkeypatch):
    monkeypatch.setattr("filrouge.build.manifest.MOST_WARNINGS", 2)
    warnings = built(tmp_path, [{"text": f"{TEXT} {i}", "lang": "?"} for i in range(3)], fake)["warnings"]
    assert MOST_WARNINGS == 30
    assert len(warnings) == 3
    assert warnings[-1] == "And 2 more notes."
