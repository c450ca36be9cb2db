import re
from types import SimpleNamespace

import numpy as np
import pyarrow as pa
import pytest

from filrouge.build.manifest import warnings_of
from filrouge.i18n import speaking
from filrouge.wording.notes import note_text


def built() -> list[str]:
    """Notes as a build writes them."""
    documents = pa.table(
        {"published": pa.array([None, 1, 2]), "source": pa.array([None, None, "a"]),
         "warnings": [["its link names several days"], ["its link names several days"], ["the page is cut short"]]}
    )  # fmt: skip
    report = SimpleNamespace(
        n_rejected=1204, because=SimpleNamespace(most_common=lambda _n: [("no text in it", 1200), ("odd (7)", 4)]),
        repeated=1, notes=["sources.csv is taken for a table of sources"],
    )  # fmt: skip
    plan = SimpleNamespace(
        passages=SimpleNamespace(document=[0, 1, 2], languages=["ca", "ca", "en"], texts=["a", "b", "c"]),
        covered=[False, False, True], left_out={"ca": 2}, embedder=SimpleNamespace(name="use"),
    )  # fmt: skip
    ingested = SimpleNamespace(report=report, documents=documents)
    return warnings_of(ingested, plan, SimpleNamespace(named=(), usable=np.ones(3, bool)))


def test_notes_of_a_build_are_in_the_readers_language():
    notes = built()
    with speaking("fr"):
        found = [note_text(note) for note in notes]
    assert [re.sub("[\u202f\xa0]", " ", text) for text in found] == [
        "2 documents en catalan : « use » ne couvre pas cette langue. Ajoutez --embedder e5 pour les inclure.",
        "Aucun récit : moins de 15 passages différents.",
        "1 204 éléments ont été rejetés : sans texte (1 200); odd (7) (4).",
        "1 document sur 3 n’a pas de date connue.",
        "2 documents sur 3 n’indiquent pas de source.",
        "1 élément figurait deux fois dans un export et n’a été lu qu’une fois.",
        "sources.csv a été lu comme un tableau de sources",
        "2 documents, par exemple : son lien contient plusieurs jours.",
        "la page est tronquée.",
    ]
    assert not set(found) & set(notes)


@pytest.mark.parametrize("note", ["", ".", "something else", "(?P<n>", "12 of many documents have no known date."])
def test_a_note_of_no_known_form_stands_as_it_is(note):
    assert note_text(note) == note
