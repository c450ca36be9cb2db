import pytest

from filrouge.themes import theme_name

GAS = {"en": "Gas, minister", "fr": "Gaz, degrés"}
TRAM = {"en": "Tram, reopen", "fr": "Ville"}
GOAL = {"fr": "But, finale", "en": "Play, retires"}
GRASS = {"fr": "Herbe, nommé"}
FISH = {"ru": "Рыбы, бота"}


@pytest.mark.parametrize(
    ("labels", "language", "name"),
    [
        ([GAS], None, "Gas, minister"),
        ([GAS, TRAM, GOAL], None, "Gas / Tram / Play"),
        ([GAS, TRAM, GOAL], "fr", "Gaz / Ville / But"),
        ([GOAL, GAS], None, "But / Gaz"),
        ([GAS, TRAM, GOAL, GRASS, FISH], None, "Gas / Tram / Play"),  # French names more, but the largest is English
        ([FISH, GRASS, GOAL, GAS], None, "Herbe / But / Gaz"),  # no other has a name in Russian
        ([GAS, TRAM, GOAL, GRASS, FISH], "en", "Gas / Tram / Play"),
        ([GAS, TRAM, GOAL, GRASS, FISH], "ru", "Gas / Tram / Play"),
        ([FISH, GRASS], None, "Рыбы, бота"),  # nothing in common: that of the largest
        ([FISH], "ru", "Рыбы, бота"),
        ([GAS, {"en": "Gas, tariff"}], None, "Gas"),
    ],
)
def test_a_theme_has_one_language(labels, language, name):
    assert theme_name(labels, language) == name
