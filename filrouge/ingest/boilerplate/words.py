"""Words by which a page speaks of itself: one signal among those of shape."""

import re
from typing import Final


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Stems of at least four letters, one function a line: sharing, commenting, subscribing, signing in, law, navigation.
_STEMS: Final = _table("""
partagez partager compartir comparte compárte archivado teilen paylaş поделит kopyala կիսվ condivid compartilh retweet
commentaire comments commenter comentario comentar kommentar kommentier yorum комментари комментир şərh մեկնաբան
commenti comentário reply répondre antworten cevapla ответит تعليق
subscrib newsletter abonnier abonnez abonnement inscrivez suscrib suscríb abone bülten подпишит подписыва подписк
рассылк abunə բաժանորդ iscrivi inscreva اشترك follow suivez síguenos folgen takip izləyin հետևեք seguici
login signin connexion connectez identifie sesión anmelden einloggen registrier kayıt регистрац qeydiyyat մուտք գրանցվ
cookie privacy confidentialité privacidad datenschutz impressum gizlilik çerez конфиденциальн məxfilik գաղտնի
reserved réservés reservados vorbehalten saklıdır защищен qorunur պաշտպանված riservati محفوظة copyright disclaimer
nutzungsbeding conditions mentions
menu menü меню portada startseite anasayf главная գլխավոր homepage recherche buscar suche поиск axtar որոն
contact kontakt iletişim контакты əlaqə sitemap archive advertis publicité publicidad werbung anzeige reklam реклам
գովազդ pubblicità إعلان sponsor
previous suivant précédent siguiente anterior nächste vorherig sonraki önceki следующ предыдущ növbəti əvvəlki հաջորդ
նախորդ etiqueta schlagw etiketler метки teqlər պիտակ related similaires relacionad ähnliche verwandte ilgili похожи
oxşar նմանատիպ correlati trending popular популярн meistgelesen
print imprimer imprimir drucken yazdır распечатать версия
courriel correo электронн views просмотр görüntülen baxış դիտում aufrufe
obligatoire obligatorio pflichtfeld zorunlu обязательн required download télécharg descarg herunterlad indir скачать
click clique klick tıkla нажмите javascript browser navigateur loading settings paramètres
""")
_SIGNING: Final = (
    "signatures",
    "unterschriften",
    "firmas",
    "подписей",
    "imza",
)  # a counter's, or what a sentence tells
_NETWORKS: Final = (
    "facebook", "twitter", "whatsapp", "telegram", "instagram", "youtube", "linkedin", "viber", "pinterest",
    "вконтакт", "одноклассник", "tiktok",
)  # fmt: skip
_WORDS: Final = _table("""
share shares accueil likes email e-mail mail home next prev tags tag tagged rss faq about app ads ad login sign newsroom
inicio entrar войти вход теги главная ara giriş üye çap xəbər top menü copy link url posta e-posta vues vistas lus
leídas leído okunanlar oxunan oxunanlar читать читают տպել կապ կիսվել կիսվեք uns agb noticias accedi signer firmar
search publier send envoyer enviar senden gönder отправить göndər ուղարկել suivre seguir register password mot-de-passe
contraseña passwort şifre пароль şifrə adresse sidebar
""")
_BY_LENGTH: Final = {
    length: frozenset(s for s in _STEMS if len(s) == length) for length in {len(stem) for stem in _STEMS}
}
_HAN: Final = (
    "分享",
    "评论",
    "評論",
    "订阅",
    "訂閱",
    "登录",
    "登錄",
    "注册",
    "版权",
    "版權",
    "首页",
    "首頁",
    "搜索",
    "相关",
    "相關",
    "隐私",
)

ELSEWHERE: Final = (
    r"(?:[àa] )?(?:re)?(?:lire|lisez|voir) (?:aussi|également|l['’]article|la suite)|[àa] lire|"
    r"(?:read|see|watch) (?:also|more|next)|also read|le[ae] también|ver también|lesen sie (?:auch|mehr)|siehe auch|"
    r"ayrıca (?:okuyun|bkz)|читайте (?:также|ещё|еще|ранее)|читать (?:также|далее)|смотрите также|həmçinin ox|"
    r"(?:կարդա|տե)\w* նաև|leggi anche|leia (?:também|mais)|veja também|اقرأ أيضا|延伸阅读|延伸閱讀|"
    r"(?:te|le|os) (?:puede|podría) interesar(?=\s*:)|también te puede|mira también|guarda anche|lees (?:ook|verder)|"
    r"(?:prze)?(?:czytaj|zobacz) (?:też|także|również|więcej)|"
    r"(?:citește|vezi|citiți) și|(?:čtěte|přečtěte si) (?:také|i)|"
    r"(?:läs|les|læs) (?:också|även|mer|også|mere)|lue myös|olvassa? (?:el )?(?:is|még)|διαβάστε (?:επίσης|ακόμα)|"
    r"(?:читайте|дивіться) також|також читайте|baca juga|xem thêm|شاهد أيضا|قد يهمك|إقرأ أيضا|خبرهای مرتبط"
)
"""How lines open that lead to one other article, and headings under which others stand."""

_ELSEWHERE: Final = re.compile(rf"^\W*(?:{ELSEWHERE})\b", re.IGNORECASE)
# Both ends of a blog's row of entries, and nothing else: "Older post   Newer post".
_PAGER: Final = re.compile(
    r"(?:[\W_]*\b(?:(?:older|newer|earlier|later|previous|next) (?:posts?|entry|entries|article|story|stories|page)|"
    r"(?:ältere|neuere|vorherige|nächste)[rs]? (?:posts?|beitr[aä]ge?|artikel|eintr[aä]ge?)|"
    r"(?:articles?|billets?|messages?) (?:plus )?(?:ancien|récent|précédent|suivant)s?|"
    r"(?:entradas?|artículos?|publicaci\w+) (?:más )?(?:antigua?o?|reciente|nuev[ao]|anterior|siguiente)(?:e?s)?|"
    r"(?:post|articol[oi]) (?:più )?(?:vecchi[oa]?|nuov[oi]|recent[ei]|precedent[ei]|successiv[oi])|"
    r"(?:postage(?:m|ns)|artigos?) (?:mais )?(?:antig[ao]s?|recentes?|nov[ao]s?|anterior(?:es)?|seguintes?)|"
    r"(?:daha )?(?:eski|yeni|önceki|sonraki) (?:yazı|kayıt|gönderi|yayın)\w*|"
    r"(?:более )?(?:стар|нов|ранн|поздн|следующ|предыдущ)\w+ (?:запис|пост|сообщени|стать)\w*|"
    r"(?:köhnə|yeni|əvvəlki|növbəti) (?:yazı|post|məqalə)\w*)){1,2}[\W_]*",
    re.IGNORECASE,
)
# Headings over lists of other articles.
HEADS_OTHERS: Final = re.compile(
    r"^\W*(?:sur le même (?:sujet|thème)|dans la même|à la une|vous (?:aimerez|pourriez)|das könnte|"
    r"(?:nos )?articles? (?:similaires?|liés?)|"
    r"(?:what to )?read (?:this )?next\b|up next\W*$|don['’]t miss\W*$|"
    r"(?:related|recommended|trending|popular)(?: (?:articles?|stories|posts?|news|topics|links|content|now|reading|"
    r"videos?))?\W*$|(?:ähnliche|verwandte|похожие|популярн\w*)(?: \w+)?\W*$|most (?:read|popular)|"
    r"more (?:on this|from|news|stories|in)|"
    r"you (?:may|might) (?:also )?(?:like|be interested)|latest (?:news|stories|posts)|"
    r"recent posts|les plus (?:lus|vus)|"
    r"t?e? ?puede interesar|le puede interesar|más (?:noticias|leíd|vist)|lo más|últimas noticias|"
    r"noticias relacionadas|"
    r"artículos relacionados|mehr (?:zum thema|lesen|dazu)|auch interessant|meistgelesen|"
    r"weitere (?:artikel|meldungen|nachrichten)|ilgili haber|benzer haber|bunlar(?:a)? da|diğer haber|son haber|"
    r"(?:en )?çok okunan|(?:материалы|новости|статьи)? ?по теме|последние новости|другие новости|"
    r"(?:digər|oxşar|son|əlaqəli) xəbər|ən çox oxunan|(?:նմանատիպ|այլ|վերջին|առնչվող) \w+|"
    r"potrebbe interessarti|articoli correlati|leia mais|相关|相關|مقالات ذات)(?:\b|$)",
    re.IGNORECASE,
)
_COMMENTS: Final = (
    "commentaire", "comments", "comentario", "comentário", "kommentar", "kommentier", "yorum", "комментари",
    "şərh", "մեկնաբան", "commenti", "تعليق",
)  # fmt: skip
# Whose picture a line describes.
PICTURE_CREDIT: Final = re.compile(
    r"\b(?:photo\w*|foto\w*|picture|image|video|vidéo|crédits?|credits?|фото|լուսանկար\w*|fotoğraf)\s?(?:[:/|©]|by\b|:)"
    r"|\bcredit(?:\.{3}|…)|\| ?(?:AP|AFP|EPA|DPA|Reuters|Getty)\b[\w ]{0,20}$"
    r"|©\s?[^\W\d][^.!?]{2,50}$|\[(?:File|Photo|Courtesy|Screengrab|[^\]]{0,40}(?:AP|AFP|EPA|Reuters|Getty))[^\]]{0,60}\]\W*$|图源|資料圖|资料图|摄[)）]|[/(]\s?(?:AFP|AP|EPA|DPA|Reuters|Getty|ТАСС|Anadolu)\b",
    re.IGNORECASE,
)
# A line that is nothing but whose picture stands beside it.
ONLY_CREDIT: Final = re.compile(
    r"\W*(?:(?:photos?|fotos?|pictures?|images?|bild(?:er)?|vidéo|video|crédits?|credits?|фото|լուսանկար\w*|fotoğraf)"
    r"(?: credits?| by| de| von| di)?\s?[:/|©]\s?[^.:]{2,60}"
    r"|(?:AP|AFP|EPA|DPA|Reuters|Getty|Wikimedia Commons|Shutterstock|ТАСС|Anadolu)(?: Photo| Images)?)\W*",
    re.IGNORECASE,
)
_WRITE: Final = frozenset(("leave", "post", "add", "write", "no"))
# How lines open that ask to press something.
ASKS_TO_CLICK: Final = re.compile(
    r"^\W*(?:click\b|tap\b|clique[zrt]?\b|haga clic|haz clic|pulse|hier klick|klick|tıkla|нажмите|кликните|"
    r"klik|սեղմե|clicca|"
    r"(?:\w+ ){0,3}(?:için|üçün) (?:tıkla|klik)|点击|點擊|اضغط)",
    re.IGNORECASE,
)
# The name of a site on the web.
SITE: Final = re.compile(r"\b[^\W\d_][\w-]+\.(?:org|com|net)\b", re.IGNORECASE)
_CODE: Final = re.compile(
    r"(?:function\s*\(|=>\s*\{|\bvar \w+ ?=|window\.\w|document\.\w|\{\s*[\"'@\w-]+\s*:|</?\w+[ >/])"
)
# The letters that change the size of the others: "A- A+".
FONT_SIZE: Final = re.compile(r"(?:[AА][+\-−–]?\s?){2,3}")
# Buttons and their counters, and nothing else: "1,204 Shares  Tweet  Pin it".
BUTTONS: Final = re.compile(
    r"(?:[\W_]*(?:tweet(?:er|en)?|re-?tweet|pin(?: it)?|kudos|recommend(?: this)?|likes?|shares?|e?mail(?: this)?|"
    r"print|more|comment(?:s|email|emailmore|aires?|arios?|i)?|connect|reddit|digg|stumble(?:upon)?|mixx|linkedin|facebook|"
    r"twitter|google ?\+?|whatsapp|telegram|flipboard|pocket|save|react|j['’]aime|partages?|me gusta|gefällt mir|"
    r"mi piace|teilen|compartir|condividi|compartilhar|beğen|paylaş|нравится|поделиться|твитнуть|"
    r"\d[\d.,]*\s?[km]?)\b){1,12}[\W_]*",
    re.IGNORECASE,
)
# How long an article takes to read.
READING_TIME: Final = re.compile(
    r"\b\d+\s?(?:-\s?)?(?:min|мин|dk|dəq|분|分)\b.*\b(?:read|lecture|lectura|lettura|leitura|okuma|чтени)|"
    r"\b(?:read|lecture|lesezeit|lectura|lettura|leitura|leestijd|okuma|oxuma|чтени)\w*\b.*\b\d+\s?(?:min|мин|dk|dəq)",
    re.IGNORECASE,
)
# A claim of copyright.
COPYRIGHT: Final = re.compile(r"^\W*(?:©|\(c\)\s*\d{4}|copyright\b)|©\s*\d{4}|\d{4}\s*©", re.IGNORECASE)
# How lines open that say where and when an event is.
EVENT: Final = re.compile(
    r"\W*(?:where|when|venue|place|location|time|date|doors|starts?|wo|wann|ort|zeit|uhrzeit|datum|beginn|einlass|lieu"
    r"|quand|où|heure|horaires?|lugar|fecha|hora|d[oó]nde|cu[aá]ndo|luogo|data|ora|orario|dove|onde|quando|local|hor[aá]rio"
    r"|где|когда|место|время|дата|начало|plaats|tijd|waar|wanneer|miejsce|czas|termin|godzina|yer|tarih|saat)\s?[:：]",
    re.IGNORECASE,
)
# How lines open that say to whom a letter is.
ADDRESSED: Final = re.compile(
    r"(?:to(?! (?:the )?top\b)|dear|ladies|à|aux?|chers?|chères?|madame|monsieur|mesdames|messieurs|al?|estimad[ao]s?|"
    r"querid[ao]s?|señor(?:a|es|as)?|an|liebe[rs]?|sehr geehrte[rs]?|werte[rs]?|herrn?|frau|alla|allo|all['’]|ai|agli|"
    r"car[oaie]|gentil[ei]|egregi[oa]?|spettabile|ao|aos|às|prezad[ao]s?|sayın|sevgili|değerli|"
    r"уважаем\w+|дорог(?:ой|ая|ие)|господин\w*|госпоже|hörmətli|հարգելի|шановн\w+|geachte|beste|szanown\w+|drodzy|"
    r"عزيز\w*|السيد|إلى)\b(?=\W+\w)|(?:致|尊敬的|親愛的|亲爱的)\w",
    re.IGNORECASE,
)


def interface_hits(words: list[str], told: bool = False) -> int:
    """Count the words that belong to a page's own language: menus, share boxes, forms, law.

    Who has signed is a counter's word, but not where it is told: in a sentence that names no site.
    """
    before = ["", *words]
    hits = sum(_is_interface(word, previous) for word, previous in zip(words, before, strict=False))
    return hits if told else hits + sum(word.startswith(_SIGNING) for word in words)


def is_code(text: str) -> bool:
    """Whether a line is of the program of a page."""
    return _CODE.search(text) is not None and sum(text.count(c) for c in "{}();=<>") * 12 > len(text)


def network_hits(words: list[str]) -> int:
    """Count the names of social networks."""
    return sum(word.startswith(_NETWORKS) for word in words)


def _is_interface(word: str, previous: str) -> bool:
    if word in _WORDS:
        return True
    if word == "comment":  # in French it asks how
        return previous in {"a", "add", "leave", "post", "your", "write", "no"}
    return any(word[:length] in stems for length, stems in _BY_LENGTH.items())


def han_hits(text: str) -> int:
    """Count a page's own words in a line written without spaces."""
    return sum(word in text for word in _HAN)


def leads_elsewhere(text: str) -> bool:
    """Whether a line opens as those do that lead to other articles."""
    return _ELSEWHERE.match(text) is not None or (len(text) <= 100 and _PAGER.fullmatch(text) is not None)


def speaks_of_comments(words: list[str]) -> bool:
    """Whether a line's words are those over comments and the form for one."""
    return any(word.startswith(_COMMENTS) for word in words) or ("comment" in words and _WRITE.issuperset(words[:1]))
