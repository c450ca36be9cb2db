"""How pages say who started a petition: words before a name, by which such lines are cut from a text and read again."""

from typing import Final

STARTED_BY: Final = (
    r"(?:(?:this )?petition )?(?:started|created|launched) by|(?:pétition )?(?:lancée?|créée) par|"
    r"(?:petition )?gestartet von|(?:petici[óo]n )?(?:iniciada|creada|lanzada) por|"
    r"(?:petizione )?(?:lanciata|creata|avviata) da|(?:petição )?(?:iniciada|criada|lançada) por|gestart door|"
    r"(?:\w*kampanya\w* )?başlatan|kampaniyanı başladan|петици[юя] (?:начал|создал|запустил)\w*|автор петици[иї]"
)
"""A pattern, for letters of any size."""
