import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filrouge.ingest.normalize import normalize_text, resolve_entities

TEXTS = {
    "fr": "La préfète a fermé « le pont » à Noël, où l’été s’achève.",
    "es": "El año pasó en Málaga, según el párroco.",
    "pl": "Burmistrz ogłosił, że odbudowa mostu potrwa dłużej.",
    "tr": "Köprünün onarımı sürüyor, işçiler üzgün.",
    "ru": "Мэр объявил, что мост откроют «весной».",
    "uk": "Мер оголосив, що міст відкриють на ґанку.",
    "ar": "أعلن رئيس البلدية أمس إعادة بناء الجسر.",
    "el": "Ο δήμαρχος ανακοίνωσε χθες την ανακατασκευή.",
    "zh": "市长昨天宣布大桥的修复工程。",
    "ja": "市長は昨日、橋の修復工事を発表した。",
    "hi": "महापौर ने पुल की मरम्मत की घोषणा की।",
    "vi": "Thị trưởng thông báo sửa chữa cây cầu.",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [(language, "latin-1") for language in TEXTS]
    + [("fr", "cp1252"), ("es", "cp1250"), ("fr", "cp1251"), ("pl", "cp1250"), ("tr", "cp1254"), ("fr", "cp437")]
    + [("ru", "cp866"), ("ru", "koi8_r"), ("uk", "cp866"), ("ar", "cp866"), ("fr", "mac_roman"), ("es", "cp850")],
)
def test_what_was_decoded_in_a_wrong_encoding_is_mended(language, encoding):
    text = TEXTS[language]
    assert normalize_text(text.encode().decode(encoding)) == (text, True)


def test_the_likeliest_of_the_wrong_encodings_counts():
    text = "Les bacs étaient à quai, où les écoliers ont été hébergés."  # valid in a code page of the DOS, too
    assert normalize_text(text.replace("à", "a").encode().decode("latin-1")).text == text.replace("à", "a")


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("ru", "cp1251"), ("ru", "koi8_r"), ("uk", "cp1251"), ("el", "cp1253"), ("ar", "cp1256"), ("zh", "gb18030")],
)
def test_what_was_read_as_western_is_read_as_the_language_it_spells(language, encoding):
    text = f"{TEXTS[language]} {TEXTS[language]}".replace("«", '"').replace("»", '"')
    assert normalize_text(text.encode(encoding).decode("latin-1")) == (text, True)


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_right_stays(language):
    assert normalize_text(TEXTS[language]) == (TEXTS[language], False)


@pytest.mark.parametrize(
    "text",
    ["L’état d’Évreux, l’île", "SÃO PAULO – VITÓRIA", "30 °C à 20 €", "«Ζ»·Α", "naïve façade", "Šárka’s Ž.", "ÉÈÀÊÔ"],
)
def test_signs_beside_letters_are_no_cause_to_mend(text):
    assert normalize_text(text).text == text


def test_only_the_line_that_was_encoded_twice_is_mended():
    text = f"{TEXTS['ru']}\n{TEXTS['fr'].encode().decode('latin-1')}\n{TEXTS['ja']}"
    assert normalize_text(text).text == f"{TEXTS['ru']}\n{TEXTS['fr']}\n{TEXTS['ja']}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Stra\xadßen\u200bbahn\u2060en \ufeffund", "Straßenbahnen und"),
        ("Hafen\xad\n  gebühren", "Hafengebühren"),
        ("Auf\u200clage, the\u200end", "Auflage, thend"),
        ("pre\u0301fet n\u0303", "préfet ñ"),
        ("ﻣﺪﻳﻨﺔ ﷲ", "مدينة الله"),
        ("oﬃce ﬂood ﬁre", "office flood fire"),
        ("ＮＡＴＯ２０２４、ｶﾞｽ！", "NATO2024、ガス！"),
        ("𝗕𝗿𝗲𝗮𝗸𝗶𝗻𝗴 𝘯𝘦𝘸𝘴", "Breaking news"),
        ("می\u200cروند", "می\u200cروند"),
        ("क्\u200dष शक्\u200cति", "क्\u200dष शक्\u200cति"),
        ("👩\u200d🚒 🏳️\u200d🌈", "👩\u200d🚒 🏳️\u200d🌈"),
        ("ab\u200dc", "abc"),
        ("non\u00a0breaking", "non\u00a0breaking"),
    ],
)
def test_letters_have_one_form_and_nothing_is_hidden(text, shown):
    assert normalize_text(text).text == shown


@given(st.text(max_size=200))
def test_any_text_has_one_form(text):
    once = normalize_text(text).text
    assert unicodedata.is_normalized("NFC", once)
    assert "\u00ad" not in once


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("L&#8217;&eacute;t&eacute; &amp; l&#x27;hiver", "L’été & l'hiver"),
        ("R&amp;amp;D, d&amp;#8217;abord", "R&D, d’abord"),
        ("AT&T ?a=1&copy=2 &unknown; & so on", "AT&T ?a=1&copy=2 &unknown; & so on"),
    ],
)
def test_entities_are_resolved(text, shown):
    assert resolve_entities(text) == shown


def test_ends_of_lines_that_a_program_wrote_out_are_ends_of_lines():
    assert (
        normalize_text(r"The ferry is laid up.\nFishermen complain.").text
        == "The ferry is laid up.\nFishermen complain."
    )
    assert normalize_text(r"Le bac\r\n\r\nest arrêté").text == "Le bac\n\nest arrêté"
    for path in (r"It lay in C:\new\notes for years.", "She wrote \\n and\nwent on.\\n"):
        assert normalize_text(path).text == path
