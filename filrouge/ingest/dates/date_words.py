"""Words that stand around a date: labels of publication and of updates, connectors, names of time zones."""

from functools import cache, lru_cache
from typing import Final, Literal

from filrouge.ingest.dates.months import fold, words_in_dates

Role = Literal["published", "updated"]

ZONES: Final = {  # RFC 2822, 4.3; "-0000" and military letters say nothing about the place
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300,
    "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    # and those that mean one offset wherever they are written: no BST, IST, AST, AMT, GST…
    "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "hnec": 60, "heec": 120,
    "eet": 120, "eest": 180, "msk": 180, "мск": 180, "trt": 180, "cat": 120, "eat": 180, "sast": 120, "azt": 240,
    "pkt": 300, "wib": 420, "hkt": 480, "sgt": 480, "awst": 480, "jst": 540, "kst": 540, "acst": 570, "acdt": 630,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "hst": -600, "akst": -540, "akdt": -480,
}  # fmt: skip
"""{abbreviation in lower case: minutes from UTC}"""

AMBIGUOUS_ZONES: Final = frozenset(
    {"bst", "ist", "ast", "amt", "gst", "ect", "wst", "sst", "bt", "et", "pt", "ct", "mt"}
)
"""Abbreviations, in lower case, that mean several offsets."""

_LONGEST_LABEL: Final = 60
_UPDATED: Final = (
    "updat*", "last updat*", "modif*", "last modif*", "edited", "last edited", "last revised", "revised", "corrected",
    "mis a jour", "mise a jour", "derniere mise a jour", "maj", "modifié*", "actualis*", "actualiz*", "aktualis*",
    "aktualiz*", "stand", "zuletzt", "letzte aktualis*", "geandert", "überarbeitet", "aggiornat*", "aggiornamento",
    "atualiz*", "bijgewerkt", "gewijzigd", "zmodyf*", "güncelle*", "son güncelle*", "düzenle*", "обнов*", "измен*",
    "оновлен*", "змінен*", "yenilən*", "son yenilən*", "թարմաց*", "تحديث", "آخر تحديث", "محدث", "به روز*",
    "بروزرسانی", "עודכן", "עדכון", "עדכון אחרון", "ενημερ*", "τελευταία ενημ*", "актуализ*", "განახლ*", "更新",
    "最終更新", "最后更新", "修改", "업데이트", "수정", "최종수정", "oppdatert", "uppdaterad", "opdateret",
    "päivitet*", "frissít*", "ažurir*",
)  # fmt: skip
_PUBLISHED: Final = (
    "publi*", "pubbl*", "posted", "post", "released", "release", "issued", "created", "filed", "first published",
    "for immediate release",
    "article published", "article publié", "artikel veröffentlicht", "artículo publicado", "mis en ligne",
    "mise en ligne", "paru", "parution", "créé", "rédigé", "écrit", "date de publication",
    "veröffentlich*", "erschienen", "erstellt", "verfasst", "eingestellt", "fecha", "creado", "geplaatst",
    "gepubliceerd", "opublik*", "dodano", "utworzono", "data", "data publik*", "yayın*", "yayım*", "giriş", "eklenme",
    "tarih*", "опублик*", "публик*", "размещ*", "дата", "создан*", "опубл*", "розміщ*", "dərc", "nəşr", "tarix",
    "հրապարակ*", "نشر", "نشرت", "النشر", "تاريخ", "منتشر", "انتشار", "تاریخ", "פורסם", "תאריך", "δημοσι*", "ανάρτηση",
    "ημερομηνία", "გამოქვეყნ*", "თარიღი", "发布", "發布", "发表", "發表", "时间", "時間", "公開", "掲載", "投稿",
    "配信", "게시", "등록", "입력", "入力",
    "기사입력", "작성", "publiceret", "julkaist*", "megjelen*", "objavljen*", "datum",
    "date", "dated",
)  # fmt: skip
_BEGUN: Final = (  # what petition sites write; elsewhere in a line it is said of something else
    "started", "petition started", "launched", "petition launched", "lancé", "lancée", "pétition lancée", "iniciada",
    "petición iniciada", "creada", "petición creada", "gestartet", "petition gestartet", "avviata", "lanciata",
    "petizione avviata", "petizione lanciata", "petição iniciada", "criada", "petição criada", "gestart",
    "petitie gestart", "başlatıldı", "kampanya başlatıldı", "başlatılma", "başladılıb", "начата", "петиция начата",
    "запущена", "петиция запущена", "розпочата", "петицію розпочато", "rozpoczęta", "petycja rozpoczęta",
)  # fmt: skip
_CONNECTORS: Final = (
    "a", "às", "t", "at", "on", "of", "the", "in", "le", "la", "el", "l", "d", "de", "des", "du", "del", "dia", "e",
    "em", "en", "y", "las", "los", "alle", "ore", "ora", "h", "hs", "hrs", "hr", "heure", "heures", "min", "mn",
    "o clock", "am", "um", "uhr", "vom", "den", "der", "op", "om", "uur", "kl", "klo", "godz", "dnia", "roku", "r",
    "saat", "tarihinde", "günü", "ildə", "il", "ilin", "ayının", "ayın", "ci", "cu", "cü", "в", "от", "года",
    "году", "год", "г", "ч", "о", "об", "року", "р", "թ", "ին", "թվական", "թվականի", "ժամը", "ժ", "في", "الساعة",
    "ساعت", "عند", "ב", "בשעה", "του", "στις", "ώρα", "წ", "წლის", "საათი", "la data de", "kell", "plkst", "og",
    "هـ", "م", "ش", "ق", "ميلادي", "ميلادية", "هجري", "هجرية", "الموافق", "موافق", "برابر", "با", "هجری", "شمسی",
    "میلادی", "خورشیدی", "ah", "hijri", "พ", "ศ", "ค", "ที่", "วันที่", "เวลา", "น", "ວັນທີ", "ທີ", "ថ្ងៃទី", "ខែ", "ឆ្នាំ",
    "中", "華", "华", "د", "ел", "елның", "елда", "ta", "оны", "он", "өдөр", "өдрийн", "eko", "ko",
    "ngày", "năm", "m", "metų", "жыл", "жылы", "жылғы", "yil", "年", "月", "日", "号", "년", "월", "일",
)  # fmt: skip


@cache
def connectors() -> frozenset[str]:
    """Gather the words that may stand in and beside a date and say nothing, folded."""
    return words_in_dates() | {fold(word) for word in _CONNECTORS}


def role_of(words: str, at_edge: bool = False) -> Role | None:
    """Say whether folded words label a date of publication or of an update; None where they do neither.

    At the edge of its line, "started" is said of the text.
    """
    if at_edge and words in _begun():
        return "published"
    return _role_of(words) if len(words) <= _LONGEST_LABEL else None


@cache
def _begun() -> frozenset[str]:
    return frozenset(fold(label) for label in _BEGUN)


@lru_cache(maxsize=20_000)
def _role_of(words: str) -> Role | None:
    for role, (whole, stems) in _labels().items():
        if words in whole or any(words.startswith(stem) and " " not in words[len(stem) :] for stem in stems):
            return role  # "Published March": the month is of the date
    return None


@cache
def _labels() -> dict[Role, tuple[frozenset[str], tuple[str, ...]]]:
    """Whole labels, and stems (those with an asterisk) that any ending may follow."""
    tables: dict[Role, tuple[str, ...]] = {"updated": _UPDATED, "published": _PUBLISHED}
    return {
        role: (
            frozenset(fold(label) for label in labels if not label.endswith("*")),
            tuple(fold(label[:-1]) for label in labels if label.endswith("*")),
        )
        for role, labels in tables.items()
    }
