"""The names of columns in tables that analysts have: those known as they are, and the words that others are made of."""

from collections.abc import Mapping
from typing import Final

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "id": ("id", "doc_id", "_id", "id_str", "guid", "uuid", "item_id", "article_id", "post_id", "message_id"),
    "text": (
        "text", "body", "content", "full_text", "texte", "contenu", "texto", "contenido", "inhalt", "fulltext",
        "maintext", "main_text", "article_text", "article_body", "body_text", "text_content", "content_text",
        "plain_text", "plaintext", "clean_text", "raw_text", "article_content", "full_content", "article", "message",
        "message_text", "post_text", "post_message", "post_content", "tweet", "tweet_text", "tweet_content",
        "comment_text", "selftext", "transcript", "transcription", "volltext", "artikeltext", "testo", "conteudo",
        "conteúdo", "текст", "نص", "النص", "正文", "内容", "本文", "description", "caption", "summary", "abstract",
        "snippet", "excerpt", "lead", "resume", "résumé", "resumen", "abstract_note", "hit_sentence", "opening_text",
        "desc", "text_original", "text_display", "claim_reviewed", "video_description", "content_elements",
        "blocks", "cooked", "paragraphs", "paragraphes", "body_paragraphs", "article_paragraphs",
        "claim", "claims", "claim_text", "claim_title", "disinformation_claim", "disinformation_narrative", "statement",
        "statement_text", "allegation", "assertion", "affirmation", "allégation", "behauptung", "afirmación",
        "declaración", "affermazione", "утверждение",
    ),
    "title": (
        "title", "headline", "titre", "título", "titulo", "titel", "heading", "article_title", "post_title",
        "page_title", "video_title", "news_title", "überschrift", "titolo", "заголовок", "название", "العنوان", "标题",
        "subject", "head",
    ),
    "date": (
        "date", "published", "published_at", "pubdate", "pub_date", "publication_date", "fecha", "datum",
        "date_published", "publish_date", "date_publish", "publish_time", "published_time", "published_date",
        "published_on", "date_publication", "date_de_publication", "parution", "date_parution", "date_de_parution",
        "fecha_publicacion", "fecha_de_publicación", "fecha_de_publicacion", "erscheinungsdatum",
        "date_de_diffusion", "diffusion", "date_diffusion", "date_de_mise_en_ligne", "mise_en_ligne", "sendedatum",
        "veröffentlicht", "veröffentlichungsdatum", "data", "data_pubblicazione", "data_publicação", "дата",
        "дата_публикации", "التاريخ", "تاريخ_النشر", "日期", "发布时间", "date_time_published", "web_publication_date",
        "seendate", "day", "pubtime", "ts", "tidspunkt",
        "veröffentlicht_am", "erschienen_am", "erscheinungstag", "publié_le", "publie_le", "paru_le", "publicado_el",
        "pubblicato_il", "publicado_em", "gepubliceerd_op", "opublikowano", "опубликовано", "yayınlanma_tarihi",
    ),
    "source": (
        "source", "outlet", "outlets", "publisher", "média", "media", "fuente", "medio", "quelle",
        "source_name", "outlet_name", "media_name", "media_outlet", "publication", "publication_name",
        "publication_title", "pubtitle", "pub_title",
        "newspaper", "journal", "journal_title", "medium", "medien", "sitename", "site_name",
        "website", "site", "news_source", "source_title", "journal_name", "testata", "fonte", "veículo", "veiculo",
        "источник", "сми", "издание", "المصدر", "来源", "媒体",
        "page_name", "channel_title", "channel_name", "channel", "feed_title", "blog", "meta_site_name",
        "og_site_name", "nom_du_support", "titre_du_support", "organe_de_presse", "organe", "support", "clean_url",
        "source_hostname", "domain", "domain_name", "source_domain", "hostname", "host", "source_url",
    ),
    "language": (
        "language", "lang", "langue", "idioma", "sprache", "language_code", "lang_code", "article_language", "langs",
        "lingua", "язык", "اللغة", "语言",
    ),
    "url": (
        "url", "link", "permalink", "lien", "enlace", "article_url", "article_link", "post_url", "post_link",
        "web_url", "page_url", "canonical_url", "canonical_link", "original_url", "document_url", "story_url",
        "source_link", "weblink", "warc_target_uri", "target_uri", "requested_url", "responded_url",
        "adresse", "href", "uri", "ссылка", "الرابط", "链接",
    ),
    "issuer": ("issuer",),
    "country": ("country",),
    "kind": ("kind",),
    "author": (
        "author", "authors", "byline", "auteur", "auteurs", "autor", "autores", "autoren", "verfasser", "autore",
        "journalist", "writer", "creator", "author_name", "nickname", "автор", "المؤلف", "作者",
    ),
    "account": (
        "account", "username", "user", "user_name", "handle", "screen_name", "account_name", "user_screen_name",
        "author_username", "author_screen_name", "author_handle", "from_user", "from_user_name", "sender_name",
        "unique_id",
    ),
    "platform": ("platform", "social_network", "network", "plateforme", "plattform"),
    "in_reply_to": (
        "in_reply_to", "in_reply_to_status_id", "in_reply_to_id", "reply_to", "reply_to_msg_id", "parent_comment_id",
        "reply_to_message_id",
    ),
    "repost_of": ("repost_of", "retweeted_status_id", "retweeted_id", "retweet_of", "forwarded_from"),
    "shares": (
        "shares", "share_count", "shares_count", "n_shares", "retweets", "retweet_count", "repost_count", "reposts",
        "reblogs_count", "forwards", "nb_shares", "partages", "转发数", "轉發數",
    ),
    "likes": (
        "likes", "like_count", "likes_count", "n_likes", "favorite_count", "favourites_count", "favorites",
        "reaction_count", "reactions", "nb_likes", "upvotes", "ups", "digg_count", "点赞数", "點讚數",
    ),
    "comments": (
        "comments", "comment_count", "comments_count", "n_comments", "num_comments", "reply_count", "replies",
        "replies_count", "nb_comments", "commentaires", "评论数", "評論數",
    ),
    "views": (
        "views", "view_count", "views_count", "n_views", "impressions", "impression_count", "play_count", "plays",
        "nb_views", "vues",
    ),
}  # fmt: skip
"""What Fil Rouge looks for, and the column names that say it, best first: folded, as `folded` gives them."""


def _words(line: str) -> frozenset[str]:
    return frozenset(line.casefold().split())


PUBLISHING: Final = _words(
    "publish published publishing publication pub pubdate posted post created create creation issue issued release"
    " released sent broadcast aired start_time"
)
TIME: Final = _words("date dates time datetime timestamp at on utc day when gmt local")
OTHER_TIME: Final = _words(
    "update updated modified modification edited edit changed index indexed crawl crawled fetch fetched retrieve"
    " retrieved access accessed add added collect collected scrape scraped download downloaded load loaded expiry"
    " expires expiration end birth born last import imported join joined check checked archive archived saved seen"
    " capture captured ingest ingested deleted until since event registration registered"
)
OF_PEOPLE: Final = _words(
    "user author account profile owner channel chat sender from creator members community byline quoted retweeted"
    " quoted_status retweeted_status reposted parent reply media image images photo video thumbnail location geo"
    " place source feed site link_attachment entities"
)
"""Objects inside a record whose texts, titles, dates and links are not the record's own."""

OF_FIELD: Final[Mapping[str, frozenset[str]]] = {
    "text": _words(
        "text texts body content contents fulltext bodytext texte corps contenu texto cuerpo contenido inhalt"
        " volltext testo contenuto corpo conteúdo conteudo tekst tekstu treść treści tresc zawartość inhoud"
        " metin metni içerik icerik текст текста тексту содержание содержимое зміст вміст نص النص محتوى"
        " المحتوى متن متنِ 正文 内容 內容 全文 本文 본문 내용 obsah conținut continut innehåll brødtekst"
        " besedilo sadržaj κείμενο szöveg tartalom teksti sisältö văn nội bản"
        " טקסט תוכן पाठ सामग्री লেখা বিষয়বস্তু տեքստ բովանդակություն ტექსტი შინაარსი mətn mətni məzmun"
        " съдържание содржина садржај текстът teksts saturs tekstas turinys sisu cos testua edukia corp texti"
        " zawartosc textu článku obsahu محتوا isi konten kandungan ข้อความ เนื้อหา мәтін матн matn metinler"
    ),
    "title": _words(
        "title headline heading titre titres titulo título titular titel titolo заголовок заголовка название"
        " назва tytuł tytułu tytul nagłówek başlık başlığı baslik kop krantenkop rubrik overskrift nadpis"
        " naslov otsikko cím címe titlu titlul judul tajuk τίτλος schlagzeile überschrift عنوان"
        " العنوان 标题 標題 題名 タイトル"
        " כותרת शीर्षक শিরোনাম վերնագիր სათაური başlıq başlığı заглавие наслов насловот titulek nadpisu titulok"
        " virsraksts nosaukums antraštė pavadinimas pealkiri titularra izenburua fyrirsögn tiêu đề سرخی تیتر"
        " หัวข้อ หัวเรื่อง тақырып сарлавҳа sarlavha rubriek titull headlines head"
        " 제목"
    ),
    "source": _words(
        "source outlet publisher publication newspaper journal magazine média media medium fuente medio"
        " diario quelle zeitung testata fonte giornale jornal veículo veiculo источник источника сми издание"
        " издания джерело видання źródło zrodlo gazeta kaynak gazete gazetesi bron krant zdroj källa kilde"
        " kilden lähde sursa πηγή forrás forrása sumber المصدر مصدر الصحيفة 来源 來源 媒体 媒體 出典 출처 매체"
        " מקור स्रोत সূত্র աղբյուր լրատվամիջոց წყარო mənbə източник медия извор медиум izvor medij mitjà font avots"
        " šaltinis allikas väljaanne iturria hedabidea miðill heimild nguồn منبع ماخذ ذریعہ ماخوذ رسانه แหล่งที่มา"
        " дереккөз manba burimi zdroje média vydavatel vydavateľ"
    ),
    "language": _words(
        "language lang langue idioma sprache lingua língua язык мова język jezyk dil dili taal spraak språk"
        " sprog kieli اللغة لغة 语言 語言 言語 언어"
    ),
    "url": _words(
        "url link permalink lien enlace vínculo adresse indirizzo endereço href uri ссылка посилання odnośnik"
        " odkaz bağlantı baglanti lenke länk الرابط رابط 链接 鏈接 網址 网址 リンク 링크"
    ),
    "author": _words(
        "author authors byline journalist writer auteur auteurs autor autores autoren autore autori verfasser"
        " автор автора автори autorzy yazar yazarı schrijver författare forfatter kirjoittaja المؤلف الكاتب"
        " كاتب 作者 著者 저자 기자"
    ),
    "date": _words(
        "date datetime timestamp fecha datum data datę дата дату tarih tarihi dato päivämäärä dátum dată"
        " ημερομηνία tanggal التاريخ تاريخ 日期 日付 時間 时间 日時 날짜 일시"
        " תאריך दिनांक तारीख তারিখ ամսաթիվ თარიღი tarix tarixi датата датум datums kuupäev ngày تاریخ วันที่ күні"
        " сана sana"
        " dagsetning dátuma dátumu päiväys дати"
    ),
}
"""The words that name a field, in many languages."""

ENGLISH: Final = _words(
    "text texts body content contents fulltext bodytext title headline heading headlines head source outlet publisher"
    " publication newspaper journal magazine media medium language lang url permalink link href uri author authors"
    " byline journalist writer date datetime timestamp data"
)
"""Those that are English, too; and what names data."""

BESIDE: Final = _words(
    "article articles news post story page main full clean cleaned raw original plain item document doc"
    " complete entire whole integrale integral intégral íntegro integro completo completa complet complète komplett"
    " vollständig vollständiger ganzer entier tam pełny pełna pełen volledig volledige hele полный повний"
    " web text1 en fr de es it pt final processed name of the la le les l el los il"
    " lo o os a do da del della dello to zum zur di des der die das du dell d van het utc gmt local published"
    " publication publishing pub release online print artikel artikels artikeln articolo articoli artículo"
    " artigo notícia noticia noticias notizia nota stampa prensa presse imprensa статьи статьї статті"
    " новости новини новость публикации публікації опубликовано опубліковано материала artykułu artykuł"
    " wiadomości wiadomość publikacji haber haberin makale yayın yayin yayım yayınlanma nieuws bericht"
    " publicatie publicação publicacao publicación publicacion pubblicazione veröffentlichung erscheinung"
    " publicering parution diffusion publicada publicado vydání vydania článku článok članka članak đăng vesti vijesti "
    " cikk megjelenés julkaisu julkaistu uutisen udgivet udgivelse publisert haberi xəbər xəbərin məqalə məqalənin "
    " dərc δημοσίευσης άρθρου статията статия објаве објављено чланка articol articolului publicării raksta "
    " publicēšanas straipsnio paskelbimo artikli avaldamise berita terbit artikel الخبر المقال المقالة"
    " خبر مقال النشر نشر tin bài dung bản"
)
"""Words that may stand beside such a word, and change nothing."""

WITHOUT_SPACES: Final[Mapping[str, tuple[str, ...]]] = {
    "text": ("正文", "内容", "內容", "全文", "本文", "본문", "내용"),
    "title": ("标题", "標題", "題名", "タイトル", "제목"),
    "date": ("日期", "日付", "时间", "時間", "日時", "날짜", "일시"),
    "source": ("来源", "來源", "媒体", "媒體", "出典", "출처", "매체"),
    "url": ("链接", "鏈接", "網址", "网址", "リンク", "링크"),
    "author": ("作者", "著者", "저자", "기자", "昵称", "暱稱", "用户名"),
}
"""The same in scripts that put no spaces between words: whatever stands around them."""
