"""Names and numbers that several texts have, in any spelling and language."""

from filrouge.explore.recurring import names_in, own_names, recurring_names, recurring_numbers

ENGLISH = "On Monday the Vareni fleet left Port Selm. In Vareni’s ports, Anna Holt counted 1,240 crates at Port Selm."
FRENCH = (
    "Lundi, la flotte a quitté Port-Selm. Le Varéni l’attendait. Au Varéni, 1 240 caisses, dit Paul Marn ; Paul Marn "
    "en veut 30 %."
)
SPANISH = "La flota salió del Varéni el 12 de mayo de 2024. Quiere 30% del puerto, y no 12."
TEXTS = {1: (ENGLISH, "en"), 2: (FRENCH, "fr"), 3: (SPANISH, "es")}


def test_names_in_nearly_the_same_letters_are_one():
    found = {one.written: (one.texts, set(one.also)) for one in recurring_names(TEXTS)}
    assert set(found) == {"Varéni"}
    assert found["Varéni"] == ({1: 2, 2: 2, 3: 1}, {"Vareni"})


def test_a_word_that_only_begins_sentences_and_days_are_no_names():
    assert names_in("The boat left. The crew slept on Monday near Selm.", "en") == ["Selm"]
    assert (
        names_in("Le Conseil de sécurité siège à Selm. À l’Assemblée de Selm aussi.", "fr")[-1] == "Assemblée de Selm"
    )
    assert names_in("Die Flotte verließ am Montag den Hafen der UNO.", "de") == ["UNO"]


def test_names_of_one_text_only():
    own = own_names(TEXTS, recurring_names(TEXTS))
    assert own == {1: ["Port Selm"], 2: ["Paul Marn"], 3: []}


def test_numbers_recur_however_they_are_written_and_years_and_days_do_not():
    found = {one.written: around for one, around in recurring_numbers(TEXTS)}
    assert set(found) == {"1,240", "30 %"}
    assert "counted 1,240 crates" in found["1,240"][1]
    assert "1 240 caisses" in found["1,240"][2]
