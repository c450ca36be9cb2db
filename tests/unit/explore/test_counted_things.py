"""Numbers that texts give for one kind of thing, and not the same."""

from filrouge.explore.counted_things import numbers_that_differ


def given(*texts):
    found = numbers_that_differ(dict(enumerate(texts)))
    return {one.thing: {doc: {value for value, _said in values} for doc, values in one.texts.items()} for one in found}


def test_numbers_for_one_kind_of_thing_meet_across_languages():
    assert given(
        ("The blast at Selm killed 42 people, while 206 others were wounded. The crew of two slept.", "en"),
        (
            "Le nombre de personnes tuées à Selm a atteint 93, dont 27 femmes ; 454 personnes ont été blessées.",
            "fr",
        ),
        ("В Сельме погибли 42 человека.", "ru"),
    ) == {"dead": {0: {42}, 1: {93}, 2: {42}}, "wounded": {0: {206}, 1: {454}}}


def test_the_same_numbers_and_spans_of_time_differ_in_nothing():
    assert given(("Two boats sank, 12 people died.", "en"), ("Murieron 12 personas.", "es")) == {}
    assert given(("He died 3 years ago.", "en"), ("Elle est morte il y a deux ans.", "fr")) == {}
    assert given(("The two signed a treaty.", "en"), ("Three towns signed it.", "en")) == {}


def test_none_is_a_number_too_and_money_counts_nobody():
    assert given(("Six children died of it.", "en"), ("Nenhuma criança morreu ali.", "pt"), ("No child died.", "en"))[
        "dead"
    ] == {0: {6}, 1: {0}, 2: {0}}
    assert given(("12 familles évacuées.", "fr"), ("5 000 euros à chaque famille évacuée.", "fr")) == {}
    assert given(("Yaklaşık 2 bin 300 kişi tahliye edildi.", "tr"), ("300 were evacuated.", "en")) == {
        "displaced": {0: {2300}, 1: {300}}
    }


def test_shares_are_compared_with_shares():
    assert given(("85% of all support it; 12 people support it.", "en"), ("48 % les soutiennent.", "fr")) == {
        "support": {0: {85}, 1: {48}}
    }


def test_each_number_stands_in_its_clause():
    (dead,) = numbers_that_differ({1: ("On Monday, 12 died, it said.", "en"), 2: ("On Monday 14 people died.", "en")})
    assert dead.texts[1] == ((12.0, "12 died"),)
    assert dead.within({1}).differ is False
