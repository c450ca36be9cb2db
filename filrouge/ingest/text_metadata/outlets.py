"""News agencies, press-release services, petition sites and aggregators by the names and marks that texts carry."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

RELEASES: Final = "press releases"
PETITIONS: Final = "petitions"

_ONLY_A_MARK: Final = "~"


class Known(NamedTuple):
    """An outlet by its canonical name; `country` (ISO 3166) is empty where it has none or its mark could be two's."""

    name: str
    country: str
    kind: str
    marks: tuple[str, ...]


# kind: name | country | names, domains and marks besides the name itself, in any case; * stands for any ending.
# With ~, a word that other outlets and things are called too: it is a mark in a dateline only, no name of a source.
_TABLE: Final = """
wire
  AFP | FR | agence france-presse; agence france presse; afp.com; أ ف ب; فرانس برس; франс пресс; 法新社
  Reuters | GB | reuters.com; thomson reuters; reuters*; рейтер; рейтерс; رويترز; 路透社; ロイター
  AP | US | associated press; the associated press; apnews.com; ап; 美联社; أ ب
  UPI | US | united press international; upi.com
  Bloomberg | US | bloomberg news; bloomberg.com; блумберг
  Dow Jones | US | dow jones newswires
  The Canadian Press | CA | canadian press; la presse canadienne; presse canadienne
  PA Media | GB | press association; pa news
  dpa | DE | deutsche presse-agentur; dpa-afx; dpa.de; dpa-*; дпа; د ب أ
  epd | DE | evangelischer pressedienst
  KNA | DE | katholische nachrichten-agentur
  Keystone-SDA | CH | sda; ats; keystone-ats; agence telegraphique suisse
  Belga | BE | agence belga; belga.be
  ANP | NL |
  ANSA | IT | ansa.it; анса
  AGI | IT | agi.it
  Adnkronos | IT | adnkronos.com
  Italpress | IT | italpress.com
  EFE | ES | agencia efe; efe.com; эфе
  Europa Press | ES | europapress.es
  Lusa | PT | agencia lusa; lusa.pt
  ~TT | SE | tt nyhetsbyran
  NTB | NO |
  Ritzau | DK |
  STT | FI |
  PAP | PL | polska agencja prasowa; pap.pl; пап
  ČTK | CZ | ctk; ceska tiskova kancelar
  TASR | SK |
  MTI | HU |
  Agerpres | RO | agerpres.ro
  Mediafax | RO | mediafax.ro
  BTA | BG | бта; bta.bg
  Tanjug | RS | танјуг; tanjug.rs
  Hina | HR | hina.hr
  ANA-MPA | GR | αμπε; απε-μπε; amna.gr; ana-mpa
  BNS | | baltic news service
  ELTA | LT | elta.lt
  LETA | LV | leta.lv
  TASS | RU | тасс; itar-tass; итар-тасс; tass.ru; tass.com; 塔斯社
  RIA Novosti | RU | риа новости; ria.ru; ria novosti
  Interfax | RU | интерфакс; interfax.ru; interfax.com
  Sputnik | RU | спутник; sputniknews.com; sputniknews*
  BelTA | BY | белта; belta.by
  Ukrinform | UA | укрінформ; укринформ; ukrinform.ua; ukrinform.net
  Interfax-Ukraine | UA | интерфакс-украина; інтерфакс-україна; interfax.com.ua
  UNIAN | UA | унян; унiан; уніан; unian.ua; unian.net
  Moldpres | MD | moldpres.md
  Armenpress | AM | արմենպրես; арменпресс; armenpress.am
  ARKA | AM | арка; arka.am
  AZERTAC | AZ | azərtac; azertag; azertag.az; азертадж; أذرتاج; آذرتاج
  ~Trend | AZ | trend.az; ~тренд; trend news agency
  ~Report | AZ | report.az; report news agency; ~репорт
  ~Turan | AZ | turan.az; ~туран
  APA | | apa.az; апа
  InterPressNews | GE | ipn.ge; interpressnews.ge; ინტერპრესნიუსი
  Kazinform | KZ | казинформ; inform.kz; qazinform
  Kabar | KG | кабар; kabar.kg
  UzA | UZ | уза; uza.uz
  Anadolu | TR | ~aa; anadolu agency; anadolu ajansi; anadolu ajansı; agence anadolu; aa.com.tr; анадолу; الأناضول
  DHA | TR | demiroren haber ajansi; demirören haber ajansı; dha.com.tr
  İHA | TR | iha; ihlas haber ajansi; ihlas haber ajansı; iha.com.tr
  IRNA | IR | irna.ir; ایرنا; إرنا
  ISNA | IR | isna.ir; ایسنا
  Tasnim | IR | tasnimnews.com; تسنیم
  ~Fars | IR | farsnews.ir; fars news agency; ~فارس
  ~Mehr | IR | mehrnews.com; ~مهر
  SANA | SY | سانا; sana.sy
  WAM | AE | وام; wam.ae
  ~SPA | SA | واس; spa.gov.sa
  QNA | QA | قنا; qna.org.qa
  KUNA | KW | كونا; kuna.net.kw
  ~Petra | JO | بترا; petra.gov.jo
  ~MENA | EG | أ ش أ
  ~MAP | MA | map express; mapnews.ma
  APS | | aps.dz
  ~TAP | TN | وات; tap.info.tn
  PANA | | panapress; panapress.com
  Xinhua | CN | 新华社; 新華社; xinhuanet.com; news.cn; синьхуа; xinhua*; شينخوا
  China News Service | CN | 中新社; 中新网; chinanews.com
  CNA | TW | 中央社; cna.com.tw
  Kyodo | JP | 共同通信; 共同; kyodo news; киодо
  Jiji Press | JP | 時事通信; 時事; jiji
  Yonhap | KR | 연합뉴스; yna.co.kr; yonhap news agency; ёнхап
  Newsis | KR | 뉴시스; newsis.com
  KCNA | KP | 조선중앙통신; цтак
  PTI | IN | press trust of india; ptinews.com
  ANI | IN | aninews.in
  IANS | IN | ians.in
  ~APP | PK | associated press of pakistan
  Antara | ID | antaranews.com
  Bernama | MY | bernama.com
  AAP | AU | australian associated press
  Prensa Latina | CU | prensa-latina.cu
  Télam | AR | telam; telam.com.ar
  Agência Brasil | BR | agencia brasil; agenciabrasil.ebc.com.br
press releases
  EIN Presswire | US | einpresswire.com; einpresswire; ein news; ein presswire*
  PR Newswire | US | prnewswire.com; prnewswire*; pr newswire*; cision pr newswire
  Business Wire | US | businesswire.com; businesswire; business wire*
  GlobeNewswire | US | globenewswire.com; globe newswire; globe newswire*
  ACCESSWIRE | US | accesswire.com; accesswire*
  Newswire.com | US | newswire
  Newsfile | CA | newsfile corp; newsfilecorp.com; newsfile corp*
  CNW | CA | cnw group; canada newswire; cnw telbec; newswire.ca
  PRWeb | US | prweb.com
  PRLog | US | prlog.org
  PR.com | US |
  24-7 Press Release | US | 24-7pressrelease.com; 24-7pressrelease
  Marketwired | | marketwire; marketwired.com; marketwired*
  EQS News | DE | eqs-news; dgap; dgap-news; dgap-ad-hoc; eqs-adhoc
  Presseportal | DE | ~ots; presseportal.de; news aktuell
  APA-OTS | AT | ots.at
  openPR | DE | openpr.de; openpr.com
  Actusnews Wire | FR | actusnews; actusnews.com
  APO Group | | africa newsroom; africa-newsroom.com
  Media OutReach | HK | media-outreach.com; media outreach newswire
  JCN Newswire | JP | jcn
  PR TIMES | JP | prtimes.jp
petitions
  Change.org | US | change.org*
  Avaaz | | avaaz.org; avaaz.org*
  MesOpinions | FR | mesopinions.com; mes opinions
  openPetition | DE | openpetition.de; openpetition.eu; openpetition.org; openpetition*
  Petitions.net | | petitionen24.com; petition24; petitions24.com; petitions24.net; petitions24; peticiones24; petizioni24; petitionenligne.com; petities24.com; peticje.pl; petitions.net
  iPetitions | US | ipetitions.com
  GoPetition | AU | gopetition.com
  CitizenGO | ES | citizengo.org
  MoveOn | US | moveon.org; petitions.moveon.org
  38 Degrees | GB | 38degrees.org.uk
  ThePetitionSite | US | thepetitionsite.com; care2 petitions; care2
  WeAct | DE | weact.campact.de; weact.de; campact
  Petição Pública | PT | peticaopublica.com; peticao publica
  WeMove Europe | | wemove.eu; wemove
  WeSign.it | FR | wesign.it; wesignit
  imza.tv | TR |
aggregator
  Maghress | | maghress.com; maghress
  allAfrica | | allafrica.com; allafrica
  Google News | US | news.google.com; google actualites; google haberler
  Yahoo News | US | news.yahoo.com; yahoo actualites
  MSN | US | msn.com; msn news
  Europresse | FR | europresse.com; cedrom-sni
  Factiva | US | factiva.com
  Nexis | US | lexisnexis; lexis nexis
"""  # noqa: E501


@cache
def known_outlets() -> tuple[Known, ...]:
    """Read the table."""
    kind, outlets = "", []
    for line in _TABLE.strip().splitlines():
        if not line.startswith(" "):
            kind = line
            continue
        name, country, marks = (part.strip() for part in line.split("|"))
        given = tuple(mark.strip() for mark in (name, *marks.split(";")) if mark.strip())
        outlets.append(Known(name.lstrip(_ONLY_A_MARK), country, kind, given))
    return tuple(outlets)


OUTLETS: Final[tuple[Mapping[str, str], ...]] = tuple(
    {"pattern": mark, "name": outlet.name, "country": outlet.country, "kind": outlet.kind}
    for outlet in known_outlets()
    for mark in outlet.marks
    if not mark.startswith(_ONLY_A_MARK)
)
"""The same as rows with the columns of `sources.csv`: pattern, name, country, kind."""


@lru_cache(maxsize=10_000)
def outlet_marked(mark: str) -> Known | None:
    """The outlet that a mark such as `EINPresswire.com`, `(Reuters)` or `РИА Новости` stands for, or None."""
    key = _key(mark)
    exact, stems = _by_mark()
    if key in exact:
        return exact[key]
    return next((outlet for stem, outlet in stems if key.startswith(f"{stem} ")), None)


def outlets_named(line: str, kind: str) -> set[Known]:
    """The outlets of a kind whose name or domain stands in a line as a word of its own."""
    key = f" {_key(line)} "
    return {outlet for mark, outlet in _by_mark()[0].items() if outlet.kind == kind and f" {mark} " in key}


@cache
def _by_mark() -> tuple[dict[str, Known], tuple[tuple[str, Known], ...]]:
    exact: dict[str, Known] = {}
    stems = []
    for outlet in known_outlets():
        for mark in outlet.marks:
            exact.setdefault(_key(mark), outlet)
            if mark.endswith("*"):
                stems.append((_key(mark), outlet))
    return exact, tuple(stems)


def _key(mark: str) -> str:
    spelled = re.fullmatch(r"(?:\w\.)+\w?", mark.strip())  # A.F.P.
    plain = mark.replace(".", "") if spelled else mark
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))
