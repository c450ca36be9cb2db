"""Tables that no profile knows: columns by the words of their names and by what they hold."""

import csv
import io

import pytest

from filrouge.ingest.columns import recognise
from tests.unit.reading import ingest

LONG = (
    "The council of Brackwater met for the third time this week. It could not agree on who pays for the sluice, and the"
    " farmers below it have begun to move their cattle. A decision is now expected after the holidays."
)
LEAD = "The council of Brackwater could not agree."
DAY, LINK, OUTLET, TITLE = "2024-11-03", "https://brackwater.example/n/1", "Brackwater Post", "Who pays for the sluice"
OF = {"title": TITLE, "text": LONG, "date": DAY, "source": OUTLET, "url": LINK, "language": "en", "author": "A. Reed"}

HEADERS = {
    "camelCase": "articleTitle,bodyText,publishDate,sourceName,articleUrl,languageCode,authorName",
    "words": "Article Title,Body Text (cleaned),Date Published,News Source,Link to article,Lang.,Byline",
    "upper case": "HEADLINE,FULL_TEXT,PUB_DATE,PUBLICATION,WEB_URL,LANGUAGE,AUTHOR",
    "suffixes": "title_clean,content_clean,date_utc,outlet_name,url_final,lang_en,author_raw",
    "French": "Titre de l'article,Texte complet,Date de parution,Média,Lien,Langue,Auteur",
    "French, of a press office": "Titre,Texte,Date,Nom du support,Lien,Langue,Auteur",
    "German": "Titel des Artikels,Volltext,Erscheinungsdatum,Zeitung,Link zum Artikel,Sprache,Autor",
    "Spanish": "Titular,Cuerpo de la noticia,Fecha de publicación,Diario,Enlace,Idioma,Autor",
    "Portuguese": "Título da notícia,Corpo do texto,Data de publicação,Veículo,Link da notícia,Língua,Autores",
    "Italian": "Titolo articolo,Testo articolo,Data di pubblicazione,Testata,Indirizzo,Lingua,Autore",
    "whole, in Italian": "Titolo completo,Testo integrale,Data pubblicazione,Testata,Link,Lingua,Autore",
    "whole, in French": "Titre complet,Texte intégral,Date,Journal,Lien,Langue,Auteur",
    "ProQuest": "Title,Full text,pubdate,pubtitle,DocumentURL,language,Authors",
    "the title of an outlet": "Titre,Texte,Date,Titre de la publication,Lien,Langue,Auteur",
    "the name of an outlet": "Titel,Text,Datum,Name der Zeitung,Link,Sprache,Autor",
    "Dutch": "Krantenkop,Inhoud,Datum publicatie,Krant,Link artikel,Taal,Schrijver",
    "Polish": "Tytuł artykułu,Treść artykułu,Data publikacji,Źródło,Odnośnik,Język,Autor",
    "Turkish": "Haber başlığı,Haber metni,Yayın tarihi,Gazete,Bağlantı,Dil,Yazar",
    "Ukrainian": "Заголовок статті,Текст статті,Дата публікації,Джерело,Посилання,Мова,Автор",
    "Russian": "Заголовок новости,Текст новости,Дата публикации,Источник,Ссылка,Язык,Автор",
    "Arabic": "عنوان الخبر,نص الخبر,تاريخ النشر,المصدر,الرابط,اللغة,الكاتب",
    "Chinese": "新闻标题,正文内容,发布时间,媒体来源,原文链接,语言,文章作者",
    "Japanese": "記事タイトル,記事本文,公開日時,出典,記事リンク,言語,著者",
    "dump": "_source.title,_source.body,_source.published_at,_source.outlet,_source.url,_source.lang,_source.author",
}


@pytest.mark.parametrize("form", HEADERS)
def test_names_are_known_by_their_words(tmp_path, form):
    (row,), (text,) = read(tmp_path, HEADERS[form].split(","), list(OF.values()))
    found = {name: row[name] for name in ("title", "source", "url", "language", "author")}
    assert found == {name: OF[name] for name in found}
    assert (f"{row['published']:%Y-%m-%d}", text) == (DAY, LONG)


@pytest.mark.parametrize(
    "name",
    ["text_length", "Title sentiment", "source_type", "url_hash", "Author ID", "body_html_tokens", "date_added",
     "n words text", "language model", "image url", "topic title", "updated date", "profile link", "source_country"],
)  # fmt: skip
def test_words_about_something_else_are_no_field(name):
    assert not recognise([name], {})


def read(folder, names, *rows, sign=","):
    out = io.StringIO()
    csv.writer(out, delimiter=sign).writerows([names, *rows])
    path = folder / "table.csv"
    path.write_text(out.getvalue(), "utf-8")
    found = ingest([path])
    return found.documents.to_pylist(), found.texts["text"].to_pylist()


CASES = {
    "body before summary": (["summary", "content", "date"], [LEAD, LONG, DAY], {"text": LONG}),
    "the longer of two": (["text", "full_article_text"], [LEAD, LONG], {"text": LONG}),
    "a link called content": (["content", "Description"], [LINK, LONG], {"text": LONG}),
    "a number called text": (["text", "abstract"], ["17", LONG], {"text": LONG}),
    "prose without a name": (["heading", "col_b", "when"], [TITLE, LONG, DAY], {"text": LONG, "kind": None}),
    "a device called source": (["text", "source", "outlet"], [LONG, "Twitter for iPhone", OUTLET], {"source": OUTLET}),
    "a type called media": (["text", "media", "newspaper"], [LONG, "Print", OUTLET], {"source": OUTLET}),
    "a number called source": (["text", "source", "source_title"], [LONG, "12", OUTLET], {"source": OUTLET}),
    "a link called source": (["text", "source"], [LONG, LINK], {"source": "brackwater.example", "url": LINK}),
    "a number called date": (["text", "date", "published_on"], [LONG, "7", DAY], {"day": DAY}),
    "an epoch called date": (["text", "date"], [LONG, "1730592000"], {"day": DAY}),
    "no language": (["text", "language", "lang"], [LONG, "polite", "en"], {"language": "en"}),
    "no link": (["text", "link", "article_url"], [LONG, "yes", LINK], {"url": LINK}),
    "comments that are texts": (["text", "comments", "comment_count"], [LONG, "well said", "4"], {"comments": 4}),
    "a reply that is said": (["text", "reply_to", "in_reply_to_id"], [LONG, "no", "88"], {"in_reply_to": "88"}),
    "an author by number": (["text", "author", "author_name"], [LONG, "9912", "A. Reed"], {"author": "A. Reed"}),
    "a post": (["message", "username", "likes"], [LONG, "reed", "4"], {"source": "reed", "account": "reed"}),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_values_decide(tmp_path, case):
    names, row, wanted = CASES[case]
    (found,), (text,) = read(tmp_path, names, row)
    told = {**found, "text": text, "day": found["published"] and f"{found['published']:%Y-%m-%d}"}
    assert {name: told[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("link", "platform", "account"),
    [
        ("https://twitter.com/sluice_watch/status/17", "X", "sluice_watch"),
        ("https://t.me/sluicewatch/12", "Telegram", "sluicewatch"),
        ("https://www.tiktok.com/@sluice.watch/video/7", "TikTok", "sluice.watch"),
        ("https://bsky.app/profile/sluice.example/post/3k", "Bluesky", "sluice.example"),
        ("https://m.facebook.com/sluicewatch/posts/9", "Facebook", "sluicewatch"),
        ("https://brackwater.example/posts/9", None, None),
        ("https://www.instagram.com/p/Cx1/", "Instagram", None),
    ],
)
def test_the_account_in_a_link_is_the_source_and_the_platform_none(tmp_path, link, platform, account):
    (found,), _ = read(tmp_path, ["text", "url"], [LONG, link])
    assert (found["platform"], found["account"]) == (platform, account)
    assert found["source"] == (account or ("instagram.com" if platform else "brackwater.example"))
    (named,), _ = read(tmp_path, ["text", "url", "author"], [LONG, link, "Sluice Watch"])
    assert named["source"] == ("Sluice Watch" if platform else "brackwater.example")


IN_OTHER_LANGUAGES = {
    "Hebrew": "כותרת,תאריך,מקור,טקסט",
    "Persian": "عنوان,تاریخ,منبع,متن",
    "Greek": "Τίτλος,Ημερομηνία,Πηγή,Κείμενο",
    "Czech": "Titulek,Datum vydání,Zdroj,Text článku",
    "Japanese": "タイトル,日付,出典,本文",
    "Vietnamese": "Tiêu đề,Ngày đăng,Nguồn,Nội dung",
    "Hindi": "शीर्षक,दिनांक,स्रोत,पाठ",
    "Armenian": "Վերնագիր,Ամսաթիվ,Աղբյուր,Տեքստ",
    "Georgian": "სათაური,თარიღი,წყარო,ტექსტი",
    "Azerbaijani": "Başlıq,Tarix,Mənbə,Mətn",
    "Bulgarian": "Заглавие,Дата,Източник,Текст",
    "Serbian": "Наслов,Датум,Извор,Текст",
    "Croatian": "Naslov,Datum,Izvor,Tekst",
    "Catalan": "Titular,Data,Mitjà,Cos",
    "Estonian": "Pealkiri,Kuupäev,Allikas,Tekst",
    "Latvian": "Virsraksts,Datums,Avots,Teksts",
    "Lithuanian": "Antraštė,Data,Šaltinis,Tekstas",
    "Urdu": "عنوان,تاریخ,ذریعہ,متن",
}


@pytest.mark.parametrize("header", IN_OTHER_LANGUAGES.values(), ids=IN_OTHER_LANGUAGES)
def test_names_of_columns_in_other_languages(header):
    title, date, source, text = header.split(",")
    assert recognise([title, date, source, text], {}) == {"title": title, "date": date, "source": source, "text": text}


@pytest.mark.parametrize("name", ["claim", "Claims", "claim_text", "statement", "Behauptung", "Утверждение"])
def test_a_list_of_claims_holds_its_texts_in_the_column_of_claims(tmp_path, name):
    (row,), (text,) = read(tmp_path, ["report_id", "date", name, "outlets"], ["7", DAY, LEAD, OUTLET])
    assert (text, row["source"], f"{row['published']:%Y-%m-%d}") == (LEAD, OUTLET, DAY)


def test_the_text_of_an_article_is_no_claim_beside_it(tmp_path):
    (_,), (text,) = read(tmp_path, ["date", "claim", "text"], [DAY, LEAD, LONG])
    assert text == LONG
