"""Names and numbers that several texts have, in any spelling and language."""

import pytest

from filrouge.explore.names_in_text import names_in
from filrouge.explore.places import place_of
from filrouge.explore.recurring import names_of, own_names
from filrouge.explore.recurring_numbers import recurring_numbers

ENGLISH = "On Monday the Vareni fleet left Port Selm. In Vareni’s ports, Anna Holt counted 1,240 crates at Port Selm."
FRENCH = (
    "Lundi, la flotte a quitté Port-Selm. Le Varéni l’attendait. Au Varéni, 1 240 caisses, dit Paul Marn ; Paul Marn "
    "en veut 30 %."
)
SPANISH = "La flota salió del Varéni el 12 de mayo de 2024. Quiere 30% del puerto, y no 12."
TEXTS = {1: (ENGLISH, "en"), 2: (FRENCH, "fr"), 3: (SPANISH, "es")}


def recurring(texts):
    return {one.written: one for one in names_of(texts) if len(one.texts) > 1}


def test_names_in_nearly_the_same_letters_are_one():
    found = {name: (one.texts, set(one.also)) for name, one in recurring(TEXTS).items()}
    assert found == {
        "Varéni": ({1: 2, 2: 2, 3: 1}, {"Vareni"}),
        "Port Selm": ({1: 2, 2: 1}, {"Port-Selm"}),
    }


def test_a_word_that_only_begins_sentences_and_days_are_no_names():
    assert names_in("The boat left. The crew slept on Monday near Selm.", "en") == ["Selm"]
    assert (
        names_in("Le Conseil de sécurité siège à Selm. À l’Assemblée de Selm aussi.", "fr")[-1] == "Assemblée de Selm"
    )
    assert names_in("Die Flotte verließ am Montag den Hafen der UNO.", "de") == ["UNO"]


def test_names_of_one_text_only():
    own = own_names(TEXTS, names_of(TEXTS))
    assert own == {1: ["Anna Holt"], 2: ["Paul Marn"], 3: []}


ACROSS = {
    1: ("Hier, la Russie et l’ONU, puis les Kenyans, ont vu Pavel Orlin à Moscou. Le Conseil se tait.", "fr"),
    2: ("Yesterday Russia and the UN met in Moscow; Turkish and Kenyan crews left with Pavel Orlin.", "en"),
    3: ("Вчера Россия и ООН были в Москве; там был и Павел Орлин, а российские суда ушли в Кению.", "ru"),
    4: ("Russland und die Vereinten Nationen sind in Moskau; das kenianische Schiff bleibt.", "de"),
}  # fmt: skip


def test_countries_cities_and_bodies_are_one_in_all_languages():
    found = {one.place or one.written: set(one.texts) for one in recurring(ACROSS).values()}
    assert found["RU"] == found["UN"] == {1, 2, 3, 4}
    assert found["Europe/Moscow"] >= {1, 2, 4}
    assert found["KE"] >= {1, 2}
    assert found["Pavel Orlin"] == {1, 2, 3}
    assert "Conseil" not in {one.written for one in names_of(ACROSS)}


def test_only_here_is_not_said_of_what_another_language_may_spell_otherwise():
    said = {
        1: ("Les gens du Zorvand ont vu la Zorvandie ; le Zorvand et la FZT ont signé, puis la FZT est partie.", "fr"),
        2: (
            "The people of Zorvandia met in Halle. A year later Lina Brask left for Turkey with Zorvandian crews.",
            "en",
        ),
    }
    assert own_names(said, names_of(said)) == {1: [], 2: ["Lina Brask", "Turkey"]}
    unseen = said | {3: ("سافرت لينا إلى المدينة.", "ar")}
    assert own_names(unseen, names_of(unseen))[2] == ["Turkey"]


def test_a_name_is_found_in_scripts_and_languages_that_write_it_otherwise():
    said = {
        1: ("Yesterday Marthe Ollander saw Halden Chemicals in Bresna. In Osterland, SHOUTING Norvax won.", "en"),
        2: ("Вчера «Халден Кемикалс» и Марте Олландер были в Бресне. А в Остерланде пусто.", "ru"),
        3: ("Die Firma Halden Chemicals liegt in Bresna.", "de"),
        4: ("وصلت إلى بريسنا أمس.", "ar"),
        5: ("Ieri la Prefettura di Bresna ha visto Norvax.", "it"),
    }
    found = {one.written: set(one.texts) for one in recurring(said).values()}
    assert found["Marthe Ollander"] == {1, 2}
    assert found["Halden Chemicals"] == {1, 2, 3}
    assert found["Bresna"] == {1, 2, 3, 4, 5}
    assert found["Osterland"] == {1, 2}
    assert found["Norvax"] == {1, 5}


def test_an_office_is_no_part_of_a_name_wherever_it_stands():
    said = {1: ("Then Interior Minister Vanja Torek came.", "en"), 2: ("Puis Vanja Torek partit.", "fr")}
    assert [one.written for one in names_of(said)] == ["Vanja Torek"]


def test_a_person_is_known_by_the_last_name():
    said = {1: ("Then President Devrim Akal spoke, and Akal left. Later Akal came.", "en"), 2: ("So Akal said.", "en")}
    found = {one.written: one for one in names_of(said)}
    assert found["Devrim Akal"].texts == {1: 3, 2: 1}
    once = {1: ("The bridge was shut by president Akal.", "en"), 2: ("The bridge is Ormond’s.", "en")}
    assert own_names(once, names_of(once)) == {1: ["Akal"], 2: []}


@pytest.mark.parametrize(
    ("word", "language", "place"),
    [
        ("azerbaïdjanaises", "fr", "AZ"), ("Azerbaijani", "en", "AZ"), ("российские", "ru", "RU"),
        ("России", "ru", "RU"), ("OTAN", "fr", "NATO"),
        ("Bakou", "fr", "Asia/Baku"), ("turcs", "fr", "TR"), ("alemanes", "es", "DE"),
        ("Syrian", "en", "SY"), ("brésiliennes", "fr", "BR"),
        ("nigerian", "en", ""), ("turkey", "en", ""), ("un", "fr", ""), ("us", "en", ""), ("malin", "fr", ""),
        ("Kurdish", "en", ""), ("grenades", "fr", ""), ("francs", "fr", ""), ("who", "en", ""), ("roman", "en", ""),
    ],
)  # fmt: skip
def test_words_that_mean_a_country(word, language, place):
    assert place_of(word, language) == place


def test_numbers_recur_however_they_are_written_and_years_and_days_do_not():
    found = {one.written: around for one, around in recurring_numbers(TEXTS)}
    assert set(found) == {"1,240", "30 %"}
    assert "counted 1,240 crates" in found["1,240"][1]
    assert "1 240 caisses" in found["1,240"][2]
