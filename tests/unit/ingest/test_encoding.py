import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filrouge.ingest.encoding import decode, examine, head_text, open_text
from filrouge.ingest.html.page import parse_page
from filrouge.ingest.record import Item, UnreadableFile
from tests.effort import at_most

TEXTS = {
    "fr": "Le maire de Montbrume a été réélu dimanche ; la fête s'est achevée très tard, à l'hôtel de ville.",
    "de": "Der Bürgermeister von Montbrück wurde gewählt; die Straße blieb für drei Tage gesperrt, hieß es.",
    "es": "El alcalde de Monteniebla anunció ayer que la reconstrucción del puente costará más de lo previsto.",
    "pl": "Burmistrz Mglistej Góry ogłosił wczoraj, że odbudowa mostu potrwa dłużej, niż się spodziewano.",
    "cs": "Starosta Mlžné Hory včera oznámil, že oprava mostu potrvá déle, než se čekalo, a bude dražší.",
    "hu": "A polgármester tegnap bejelentette, hogy a híd felújítása tovább tart, mint ahogy várták.",
    "ru": "Мэр Туманной Горы вчера объявил, что восстановление моста продлится дольше, чем ожидалось.",
    "uk": "Мер Туманної Гори вчора оголосив, що відбудова мосту триватиме довше, ніж очікувалося.",
    "bg": "Кметът на Мъглива планина обяви вчера, че възстановяването на моста ще отнеме повече време.",
    "el": "Ο δήμαρχος ανακοίνωσε χθες ότι η ανακατασκευή της γέφυρας θα διαρκέσει περισσότερο.",
    "tr": "Belediye başkanı dün köprünün onarımının beklenenden daha uzun süreceğini açıkladı, işçiler üzgün.",
    "he": "ראש העיר הודיע אתמול כי שיקום הגשר יימשך זמן רב יותר מהצפוי.",
    "ar": "أعلن رئيس البلدية أمس أن إعادة بناء الجسر ستستغرق وقتا أطول من المتوقع.",
    "zh": "市长昨天宣布，大桥的修复工程将比预期花费更长的时间。",
    "zh-Hant": "市長昨天宣布，大橋的修復工程將比預期花費更長的時間。",
    "ja": "市長は昨日、橋の修復工事が予想より長くかかると発表した。",
    "ko": "시장은 어제 다리 복구 공사가 예상보다 오래 걸릴 것이라고 발표했다.",
    "th": "นายกเทศมนตรีประกาศเมื่อวานนี้ว่าการซ่อมแซมสะพานจะใช้เวลานานกว่าที่คาดไว้",
    "lt": "Meras vakar paskelbė, kad tilto atstatymas užtruks ilgiau, nei tikėtasi, ir kainuos brangiau.",
}
OLDER = [
    ("fr", "cp1252"), ("fr", "mac_roman"), ("de", "cp1252"), ("es", "cp1252"), ("pl", "cp1250"), ("pl", "iso8859_2"),
    ("cs", "cp1250"), ("hu", "cp1250"), ("ru", "cp1251"), ("ru", "koi8_r"), ("ru", "cp866"), ("ru", "iso8859_5"),
    ("uk", "cp1251"), ("bg", "cp1251"), ("el", "cp1253"), ("tr", "cp1254"), ("he", "cp1255"), ("ar", "cp1256"),
    ("zh", "gb18030"), ("zh-Hant", "big5"), ("ja", "cp932"), ("ja", "euc_jp"), ("ja", "iso2022_jp"), ("ko", "cp949"),
    ("th", "cp874"), ("lt", "cp1257"),
]  # fmt: skip
UNICODE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


def item(raw: bytes) -> Item:
    return Item("item", Path("item"), lambda: io.BufferedReader(io.BytesIO(raw)))


def read(raw: bytes) -> tuple[str, str | None]:
    with open_text(item(raw)) as stream:
        return stream.read(), stream.examined.warning


@pytest.mark.parametrize(("language", "encoding"), OLDER)
def test_an_older_encoding_is_told_by_the_language_its_letters_spell(language, encoding):
    raw = TEXTS[language].encode(encoding)
    assert decode(raw).text == TEXTS[language]
    assert read(raw)[0] == TEXTS[language]


PAGE = (
    "<!DOCTYPE html>\n<html><head><title>News</title><style>p {{margin: 0}}</style>\n<script>{script}</script></head>\n"
    '<body><div id=menu>{menu}</div>\n<h1>News</h1>\n<p class="lead">{text}</p>\n</body></html>\n'
)
LINK = '<a class="menu item" href="/news">Read more about this and that</a> '
MARKED_UP = {
    "page": lambda text: PAGE.format(text=text, menu=LINK, script=""),
    "one line": lambda text: PAGE.format(text=text, menu=LINK * 200, script="if (a<b) c();" * 3000).replace("\n", ""),
    "dressed": lambda text: PAGE.format(text=text.replace(" ", " <b>&amp;</b> ", 1), menu="", script="var a = '©';"),
    "feed": lambda text: f"<rss><channel><item><title>News</title><description>{text}</description></item></channel>",
}


@pytest.mark.parametrize("form", MARKED_UP)
@pytest.mark.parametrize(("language", "encoding"), OLDER)
def test_markup_has_no_say_in_what_a_text_is_written_in(language, encoding, form):
    raw = MARKED_UP[form](TEXTS[language]).encode(encoding, "ignore")
    assert TEXTS[language].split(" ", 1)[-1] in decode(raw).text
    assert TEXTS[language].split(" ", 1)[-1] in parse_page(raw).tree.text_content()
    assert read(raw)[0] == decode(raw).text


@pytest.mark.parametrize(
    "text", ["© 2020 Harbour News", "a fee of 5 €", "“We stay,” it’s said – twice", "voilà, a café"]
)
def test_signs_alone_tell_no_language(text):
    english = "The council met again on Tuesday, and nothing was decided. " * 9
    for raw in (text, PAGE.format(text=f"{english}</p>\n<p>{text}", menu=LINK, script="")):
        assert text in decode(raw.encode("cp1252")).text


@pytest.mark.parametrize("text", ["La halle coûtera 300 € par mètre.", "Le cœur du marché est fermé depuis l'été."])
def test_latin_9_has_the_euro_and_letters_where_windows_has_signs(text):
    assert decode(text.encode("iso8859-15")).text == text
    assert (
        decode("La règle ½ pouce, et le prix 3 ¤ ou «30 %»…".encode("cp1252", "ignore") + b"\x85").encoding == "cp1252"
    )


@pytest.mark.parametrize("piece", [b"<script", b"<a ", b"<b>&amp;", b"<script><style>", b"\xe9<", b"\xe9\n", b"&"])
def test_broken_markup_does_not_slow_decoding_down(piece):
    with at_most(5):
        decode(piece * ((1 << 20) // len(piece)) + b"\xe9")


@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize("language", TEXTS)
def test_unicode_is_told_with_a_mark_and_without(language, encoding):
    text = f"{TEXTS[language]}\n1. 2.\n" * 3
    raw = text.encode(encoding)
    assert decode(raw) == (text, decode(raw).encoding, None)
    assert read(raw) == (text, None)
    assert head_text(raw[:-1]).startswith(text[:20])


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=200))
def test_utf_8_is_never_taken_for_anything_else(text):
    assert decode(text.encode()).text == text.removeprefix("\ufeff")


def test_what_is_declared_is_believed_unless_the_bytes_are_utf_8():
    text = "le café d'à côté"
    assert decode(text.encode("mac_roman"), "macintosh").text == text
    assert decode(text.encode("cp1252"), "iso-8859-1") == (text, "cp1252", None)
    assert decode("“café”".encode("cp1252"), "ISO-8859-1").text == "“café”"  # as browsers read it
    assert decode(text.encode(), "iso-8859-1").text == text
    assert decode(text.encode("cp1252"), None, "no-such-thing", "latin1", "koi8-r") == (text, "cp1252", None)
    raw = TEXTS["ru"].encode("cp1251")
    assert decode(raw, "latin1").text == TEXTS["ru"]
    assert decode(raw, "latin1", "cp1251") == (TEXTS["ru"], "cp1251", None)
    for nonsense in ("no-such-thing", "", "base64", "utf-8", None, "\0"):
        assert decode(text.encode("cp1252"), nonsense).text == text


def test_some_bad_bytes_are_read_as_such_and_told():
    raw = (TEXTS["fr"] * 5).encode().replace("é".encode(), b"\xe9", 1)
    text, warning = read(raw)
    assert text.count("\ufffd") == 1
    assert warning == "1 byte of the file is not UTF-8: read as �"
    assert decode(raw) == (text, "utf-8-sig", warning)
    assert read(TEXTS["fr"].encode("cp1252"))[1] == "not UTF-8: read as Windows-1252, some letters may be wrong"


def test_letters_far_from_the_start_decide():
    raw = b"plain words, nothing else\n" * 100_000 + TEXTS["ru"].encode("cp1251")
    assert examine(item(raw)).encoding == "cp1251"
    assert read(raw)[0].endswith(TEXTS["ru"])


def test_the_digest_is_that_of_the_bytes():
    raw = b"\xef\xbb\xbf" + TEXTS["fr"].encode() * 30_000
    found = examine(item(raw))
    assert (found.sha256, found.n_bytes) == (hashlib.sha256(raw).hexdigest(), len(raw))


def test_nuls_in_a_text_do_not_make_it_utf_16():
    text = "one\0two three four five\0six seven eight, nine and ten\n" * 4
    assert decode(text.encode()) == (text, "utf-8-sig", None)


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "cp1251", "utf-16", "idna", "hex", "shift_jis"]))
@settings(max_examples=80, deadline=None)
def test_any_bytes_are_decoded(raw, declared):
    assert isinstance(decode(raw, declared).text, str)
    head_text(raw)


def test_what_is_no_text_is_refused():
    with pytest.raises(UnreadableFile, match="it is not a text file"):
        examine(item(bytes(range(256)) * 50))


MIXED = [
    ("fr", "cp1252"),
    ("de", "cp1252"),
    ("ru", "cp1251"),
    ("ru", "koi8_r"),
    ("pl", "cp1250"),
    ("ar", "cp1256"),
    ("ja", "euc_jp"),
]


@pytest.mark.parametrize("first", ["utf-8", "older"])
@pytest.mark.parametrize(("language", "encoding"), MIXED)
def test_lines_in_utf_8_and_in_an_older_encoding_are_read_each_in_its_own(language, encoding, first):
    lines = [TEXTS[language], "plain words", TEXTS[language].replace(" ", "  ", 1)]
    encodings = ["utf-8", "ascii", encoding] if first == "utf-8" else [encoding, "ascii", "utf-8"]
    raw = b"".join(f"{line}\r\n".encode(code) for line, code in zip(lines, encodings, strict=True))
    text, warning = read(raw)
    assert text.split("\r\n")[:3] == lines
    assert decode(raw).text == text
    assert warning is not None
    assert warning.startswith("1 line of the file is not UTF-8: read as ")
    with open_text(item(raw)) as stream:  # read twice, as JSON is
        stream.read(20)
        stream.seek(0)
        assert stream.read() == text


def test_a_line_with_dashes_and_quotes_of_windows_among_utf_8_is_one_of_an_older_encoding():
    raw = f"{TEXTS['fr']}\n".encode() * 3 + "“It’s over” – she said\n".encode("cp1252")
    assert read(raw)[0].endswith("“It’s over” – she said\n")


def test_older_files_whose_lines_look_like_utf_8_by_chance_stay_whole():
    raw = "联通\n".encode("gb18030") + f"{TEXTS['zh']}\n".encode("gb18030") * 3
    assert read(raw)[0].startswith("联通\n市长")
