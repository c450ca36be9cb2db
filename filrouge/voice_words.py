"""Words with which texts quote and dispute, in the languages of which they are known; regular expressions."""

import re
from functools import cache
from typing import Final

_UNSPACED: Final = frozenset(("zh", "ja"))

# Verbs of saying and thinking, and turns that hand a statement to somebody ("according to", "is said to").
SAYING: Final = {
    "en": r"sa(?:y|ys|id|ying)(?! nothing)|told(?! me| us)|tells?|add(?:s|ed)|declar\w+|stat(?:es|ed)"
    r"|announc(?:es|ed)(?! on)|claim(?:s|ed)?(?= that|,|:| to| he| she| the)"
    r"|insist(?:s|ed)|argu(?:es|ed|ing)|explain(?:s|ed)|warn(?:s|ed)|assert(?:s|ed)|maintain(?:s|ed)|hold(?:s)? that"
    r"|note[sd](?= that|,|:)|recall(?:s|ed)|remark(?:s|ed)|observ(?:es|ed)|repl(?:y that|ies|ied)|answer(?:s|ed)"
    r"|report(?:s|edly)"
    r"|reported that|suggest(?:s|ed)|believ(?:es?|ed)|confirm(?:s|ed)|according to|wrote|writes|estimat(?:es|ed)"
    r"|conclud(?:es|ed)|remind(?:s|ed)|accus(?:es|ed)|conced(?:es|ed)|admit(?:s|ted)(?! to)|reveal(?:s|ed)|alleg\w+"
    r"|complain(?:s|ed)|mus(?:es|ed)|asked(?! for)|asks(?! for)|agree[sd]? that|in (?:his|her|their) (?:words|view)"
    r"|calls that|supposedly|vow(?:s|ed)|pledg(?:es|ed)|thinks?|thought|finds that|found that|describ(?:es|ed)",
    "fr": r"(?:déclar|affirm|annonc|indiqu|précis|ajout|expliqu|assur|estim|rappel|confi|soulign|lanc|tonn|raill"
    r"|martel|rapport|racont|avou|révél|accus|dénonc|observ|répliqu|objectt?|insist|résum|tranch|corrig)"
    r"(?:e|ent|é|ait|a|èrent)|annonçai(?:t|ent)|rappell(?:e|ent)|note(?= que|,|-t| :)|noté|juge(?= que|,|-t)"
    r"|répond(?:u|ent|it)?|rétorqu\w+|dit|disent|disait"
    r"|redit|évoqu(?:e|ent|er|é)|soutien(?:t|nent)|soutenu|maintien(?:t|nent)|admet(?:tent)?|admis|reconna[iî]t"
    r"|reconnu|prétend\w*"
    r"|conclu(?:t|ent)?|promet(?:tent)?|averti\w*|prévien(?:t|nent)|prévenu|écri(?:t|vent)|crie|croi(?:t|ent)|pense"
    r"|tien(?:t|nent) (?:\w+ ){0,5}pour|selon|d['’]après|à en croire|aurai(?:t|ent)|voit dans|y voit|brandit",
    "es": r"dij(?:o|eron)|dice[ns]?|decía"
    r"|(?:afirm|declar|asegur|explic|anunci|señal|indic|coment|replic|contest|reiter"
    r"|subray|ironiz|calific|precis|calcul|alert|denunci|relat|confirm|brome|razon)(?:a|an|ó|aron|aba)"
    r"|añad(?:e|en|ió)|sostien(?:e|en)|sostuvo|mantien(?:e|en)|mantuvo|recuerda[ns]?|recordó|respond(?:e|en|ió)"
    r"|advirti\w+|advierte[ns]?|cuenta[ns]? que|contó|admit(?:e|en|ió)(?= que|,|:)|dict(?:ó|a que)|cree[ns]?"
    r"|insist(?:e|en|ió)|reconoc(?:e|en|ió)"
    r"|atribuy\w+|alega[ns]?|resum(?:e|en|ió)|escribió|escribe|concluye[ns]?|concluyó|publicó que|revel(?:a|ó)|según"
    r"|a juicio de|en palabras de|apunta|opina|considera[ns]?|llama a|supuest\w+|habría[ns]?",
    "pt": r"disse(?:ram)?|diz(?:em)?|(?:afirm|declar|explic|anunci|acrescent|assegur|sustent|lembr|garant|coment|cit"
    r"|destac|ressalt|avali|inform|alert|acus|revel|consider)(?:a|am|ou|aram|e|iu)|respond(?:e|eu)|escreveu|segundo"
    r"|de acordo com|conforme|na opinião de|teria[m]?|suposta?\w*",
    "it": r"ha(?:nno)? (?:detto|dichiarato|spiegato|affermato|aggiunto|annunciato|sottolineato|scritto|risposto)"
    r"|dic(?:e|ono)"
    r"|(?:afferm|dichiar|spieg|annunci|assicur|ricord|sottoline|comment|raccont|accus|rivel)(?:a|ano|ò)"
    r"|sostien(?:e|e)"
    r"|sostengono|aggiung(?:e|ono)|riferisc(?:e|ono)|riten(?:gono|uto)|ritiene|secondo|stando a|a detta di"
    r"|presunt\w+",
    "de": r"sag(?:t|te|ten|en)|erklär(?:t|te|ten|en)|behaupte(?:t|te|n|ten)|beton(?:t|te|ten)|mein(?:t|te|en|ten)"
    r"|warn(?:t|te|en)|schreib(?:t|en)|schrieb(?:en)?|berichte(?:t|te|n|ten)|kündig(?:t|te) an|teilte|gab an|laut"
    r"|zufolge|nach Angaben|nach Ansicht|so (?:der|die|das)|soll(?:en)?|sollte[n]?|fügte|antwortete|sprach von"
    r"|spricht von"
    r"|wirft|warf|nannte|nennt|angeblich\w*|sogenannt\w*|begründe(?:t|te)|versicher(?:t|te)|wies darauf hin",
    "nl": r"zeg(?:t|gen)|zei(?:den)?|volgens|verklaar(?:t|de)|aldus|meld(?:t|de|en)|stel(?:t|de) dat|schrijft|schreef"
    r"|vindt|waarschuw(?:t|de)|zou(?:den)?|noemt|noemde|beweer(?:t|de)|antwoordde",
    "pl": r"powiedzia\w+|mówi\w*|oświadczy\w+|według|zdaniem|stwierdzi\w+|twierdz\w+|poinformowa\w+|doda(?:ł|ła|je)"
    r"|wyjaśni\w+|podkreśli\w+|zapowiedzi\w+|jak podaje|napisa\w+|uważa\w*|ocenia\w*|rzekom\w+|przyzna\w+",
    "ru": r"сказа\w+|говор\w+|сообщ(?:ил|ает|ают|ается)\w*|заяв(?:ил|ля)\w*|утвержд\w+|счита(?:ет|ют|л)\w*"
    r"|полага(?:ет|ют|л)\w*"
    r"|подч[её]рк\w+|отме(?:тил|чает|чают)\w*|добави\w+|поясн\w+|объясн\w+|объяви\w+|напомни(?!м(?!ает))\w+"
    r"|ответи\w+|возраз\w+"
    r"|призна(?:л|ла|ли|ёт|ет|ался|лась)|по словам|по мнению|по данным|по утверждени\w+|согласно|пиш(?:ет|ут)"
    r"|написа\w+"
    r"|увер(?:я|и)\w+|назва(?:л|ла|ли)|предупре\w+|уточн\w+|рассказ\w+|якобы|будто|дескать|твердят|толкуют|следует из"
    r"|повторяет|осведоми\w+|переда[её]т|подтверди\w+|обвин\w+|как известно из|находит|намекн\w+",
    "uk": r"сказа\w+|говор\w+|заяв\w+|повідом\w+|за словами|на думку|вважа\w+|стверд\w+|згідно|дода(?:в|ла|ли|є)"
    r"|поясн\w+"
    r"|нібито|назва(?:в|ла|ли)|підкресл\w+|наголос\w+|написа\w+",
    "bg": r"каза\w*|заяв\w+|съобщ\w+|според|по думите|смята\w*|твърд\w+|добав\w+|обясн\w+|уж|пише|написа\w*",
    "tr": r"dedi\w*|diyor\w*|diye konuş\w+|söyle\w+|belirt\w+|açıkla(?:d|y|m|n)\w*|bildir(?:d|iy|il|en|m)\w*"
    r"|kaydet\w+|kaydedi\w+|ifade et\w+|vurgula\w+"
    r"|savun\w+|iddia\w*|ileri sür\w+|öne sür\w+|duyur(?:d|uy|ul|an)\w*|ekle(?:di|yen|yerek)|anlat\w+|hatırlat\w+"
    r"|(?<!buna )göre|sayıyor|kabul ed\w+|gösterdi:|aktar\w+"
    r"|yazdı|yazıyor|sözde|inanıyor|itiraf\w*|kabul et\w+|diyerek|sordu",
    "ar": r"[وف]?(?:قال\w*|يقول\w*|تقول|أعلن\w*|أكد\w*|صرح\w*|أضاف\w*|أوضح\w*|ذكر\w*|أفاد\w*|اعتبر\w*|يزعم\w*|زعم\w*"
    r"|بحسب|حسب|وفقا|وفق|كتب\w*|أشار\w*|شدد\w*|حذر\w*)",
    "zh": r"说|表示|称|指出|认为|据|宣布|强调|所谓",
    "ja": r"と述べ|と語|によると|と話し|と発表|とみられ|という",
}

# Verbs with which somebody turns against a statement, and turns that say of it that it does not hold.
DISPUTING: Final = {
    "en": r"den(?:y|ies|ied|ying)|reject(?:s|ed|ing)|refut\w+|disput(?:es|ing)"
    r"|disputed (?:that|the|this|it|his|her)|dismiss(?:es|ed|ing)|contradict\w*|debunk\w*"
    r"|rebut\w*|no such|nobody \w+ed anything|(?:is|was|are|were) (?:a )?(?:lie|lies|myth|hoax|fake|false|untrue)"
    r"|(?:did|does|do)(?: not|n['’]t) (?:prove|show|recogni[sz]e)|recogni[sz]ed no|had bent no|the fairy tale of",
    "fr": r"dément\w*|rejett?e\w*|rejet(?:é|ait)|réfut\w+|contest(?:e|ent|é|ait)|contredi\w+"
    r"|ni(?:e|ent|é|ait) (?:que|avoir|toute?)"
    r"|récus\w+|fausses? (?:nouvelle|information)\w*|ne veut pas entendre parler|n['’]a rien (?:offert|demandé|fait)"
    r"|ni \w+, ni \w+|(?:c['’]est|était) (?:faux|un mensonge)|intox",
    "es": r"nieg(?:a|an)|neg(?:ó|aron|ando)|desm(?:iente|ienten|intió|intieron|entir)|rechaz(?:a|an|ó|aron)"
    r"|refut\w+|contradi\w+"
    r"|(?:es|era) (?:falso|mentira|un bulo)|bulo|se acabó el cuento|no reconoce\w*",
    "pt": r"neg(?:a|am|ou|aram)|desment\w+|rejeit(?:a|am|ou|aram)|refut\w+|contradi\w+|(?:é|era) (?:falso|mentira)",
    "it": r"neg(?:a|ano|ato|ò)|smenti\w+|respin(?:ge|gono|to|se)|confut\w+|contradd\w+"
    r"|(?:è|era) (?:falso|una bufala)|bufala",
    "de": r"bestreite\w*|bestritt\w*|dementier\w*|leugne\w*|weis(?:t|en) .{1,60} zurück"
    r"|wies(?:en)? .{1,60} zurück|widerleg\w*"
    r"|widersprich\w*|widersprach\w*|(?:ist|war|sei) (?:falsch|gelogen|eine Lüge)",
    "nl": r"ontken\w+|verwerp\w+|weerleg\w*|spreekt? .{1,60} tegen|(?:is|was) (?:onwaar|een leugen)",
    "pl": r"zaprzecz\w+|odrzuc\w+|dementuj\w*|zdementow\w+|(?:to|jest) (?:kłamstwo|nieprawda)",
    "ru": r"отрица\w+|отверг\w*|отвергну\w+|опроверг\w*|опроверж\w+|оспарива\w+|оспори\w+"
    r"|(?:это|является) (?:ложь|неправда|фейк)",
    "uk": r"запереч\w+|відкид\w+|спросту\w+|(?:це|є) (?:брехня|неправда|фейк)",
    "bg": r"отрича\w*|отхвърл\w+|опроверг\w+",
    "tr": r"yalanla\w+|reddet\w+|redded\w+|inkâr\w*|inkar\w*|çürüt\w+|asılsız\w*|doğru değil",
    "ar": r"[وف]?(?:نفى|نفت|ينفي|تنفي|رفض\w*|كذب\w*)",
    "zh": r"否认|驳斥|辟谣",
    "ja": r"否定し",
}


@cache
def saying(language: str) -> re.Pattern[str] | None:
    """Words of saying and thinking; None where they are not known."""
    return _pattern(SAYING, language)


@cache
def disputing(language: str) -> re.Pattern[str] | None:
    """Words of disputing; None where they are not known."""
    return _pattern(DISPUTING, language)


def _pattern(table: dict[str, str], language: str) -> re.Pattern[str] | None:
    words = table.get(language)
    if words is None:
        return None
    if language in _UNSPACED:
        return re.compile(words)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
