from pathlib import Path

import pytest

from filrouge.ingest.encoding import decode, open_text
from filrouge.ingest.languages import detect_languages, normalise_language
from filrouge.ingest.record import Item

SAMPLES = Path(__file__).resolve().parents[4] / "shared/corpora/ingest_fixtures/encodings"

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared corpora are not there")]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("sample-*.txt")), ids=lambda path: path.name)
def test_each_sample_decodes_to_the_language_its_name_says(path):
    text, _, _ = decode(path.read_bytes())
    with open_text(Item(path.name, path, lambda: path.open("rb"))) as stream:
        assert stream.read() == text
    assert "\ufffd" not in text
    language = path.name.split("-")[1].split(".")[0]
    assert detect_languages([text]) == [normalise_language(language)]
