"""Words that are written with a capital and, by themselves, name nobody and no place; a language a line."""

from typing import Final

from filrouge.characters import latin

_OFFICES: Final = """
president minister prime premier secretary ambassador senator deputy spokesman spokeswoman governor mayor king queen pope mr mrs ms dr sir lord lady general colonel commissioner chancellor chairman chairwoman chief director professor judge captain
président présidente ministre premier première secrétaire ambassadeur ambassadrice sénateur député roi reine pape monsieur madame mme général colonel vice-premier vice-président maire commissaire chancelier directeur directrice professeur juge capitaine
presidente presidenta ministro ministra primer primera secretario embajador senador diputado rey papa señor señora general alcalde comisario comisaria canciller director directora profesor profesora juez capitán
presidente ministro ministra primo segretario ambasciatore senatore deputato papa signor signora generale sindaco
presidente ministro ministra primeiro secretário embaixador senador deputado papa senhor senhora prefeito
präsident präsidentin minister ministerin kanzler kanzlerin botschafter herr frau könig papst general bürgermeister
president minister premier ambassadeur koning koningin paus meneer mevrouw burgemeester
cumhurbaşkanı başkan başkanı bakan bakanı başbakan büyükelçi sayın bay bayan general
президент министр премьер премьер-министр посол депутат король папа генерал господин госпожа мэр
президент міністр прем'єр-міністр посол депутат король папа генерал пан пані мер
prezydent minister premier ambasador król papież generał pan pani
"""
_NOUNS: Final = """
council state states government parliament assembly ministry commission court republic federation union army navy defence defense party committee church organisation organization security foreign affairs interior north south east west world internet act law treaty article charter constitution university service group city river region district department office agency bank board house chamber nation nations people god twitter facebook
conseil état états etat etats gouvernement parlement assemblée ministère commission cour république fédération union armée marine défense parti comité église organisation sécurité affaires étrangères intérieur nord sud est ouest monde internet loi traité article charte constitution université service groupe ville région district département bureau agence banque chambre nation nations peuple dieu situations justice
consejo estado estados gobierno parlamento asamblea ministerio comisión corte tribunal república federación unión ejército defensa partido comité iglesia organización seguridad exteriores interior norte sur este oeste mundo ley tratado artículo carta constitución universidad servicio grupo ciudad región banco cámara nación naciones pueblo dios
consiglio stato stati governo parlamento assemblea ministero commissione corte tribunale repubblica federazione unione esercito difesa partito comitato chiesa organizzazione sicurezza esteri interno nord sud est ovest mondo legge trattato articolo carta costituzione università servizio gruppo città regione banca camera nazione nazioni popolo dio
conselho estado estados governo parlamento assembleia ministério comissão tribunal república federação união exército defesa partido comitê comité igreja organização segurança norte sul leste oeste mundo lei tratado artigo carta constituição universidade serviço grupo cidade região banco câmara nação nações povo deus
rat staat staaten regierung parlament bundesregierung ministerium kommission gericht republik föderation union armee verteidigung partei komitee kirche organisation sicherheit norden süden osten westen welt gesetz vertrag
raad staat staten regering parlement ministerie commissie hof rechtbank republiek federatie unie leger defensie partij comité kerk organisatie noorden zuiden oosten westen wereld wet verdrag
konsey konseyi devlet devleti hükümet hükümeti meclis meclisi bakanlığı komisyon mahkeme cumhuriyet cumhuriyeti federasyon birlik birliği ordu savunma parti partisi komite kilise kuzey güney doğu batı dünya
совет государство государства правительство парламент дума министерство комиссия суд республика республики федерация федерации союз армия оборона оборону партия комитет церковь организация север юг восток запад мир закон договор интернет
рада держава уряд парламент міністерство комісія суд республіка федерація союз армія оборона партія комітет церква організація північ південь схід захід світ закон договір
rada państwo rząd parlament sejm ministerstwo komisja sąd republika federacja unia armia obrona partia komitet kościół organizacja północ południe wschód zachód świat ustawa traktat
"""
OFFICES: Final = frozenset(latin(word) for word in _OFFICES.split())
"""Offices and forms of address, which stand before a person's name and are no part of it."""
NO_NAMES: Final = OFFICES | {latin(word) for word in _NOUNS.split()}
"""All of them, in plain small letters."""
