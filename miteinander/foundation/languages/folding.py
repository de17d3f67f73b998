"""Folded text: what search compares and lists sort by."""

import unicodedata
from functools import lru_cache

_BY_HAND = str.maketrans(
    {
        "ı": "i",
        "İ": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ـ": "",
        "ى": "ي",
        "ی": "ي",  # Persian and Urdu write two letters of their own, keyboards often the Arabic ones
        "ک": "ك",
        "ة": "ه",
        "·": "",  # the Medio-point of Leichte Sprache
    }
)
_INVISIBLE = {"Cc", "Cf", "Cs"}  # control and direction characters, soft hyphens, halves of characters
_JOINERS = "\u200c\u200d"  # Persian and Hindi words need them
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@lru_cache(maxsize=256)  # the rows of one record fold the same texts again for each language
def fold(text: str) -> str:
    """Lower case without diacritics, harakat, tatweel or invisible characters; Turkish ı/İ become i."""
    plain = unicodedata.normalize("NFKC", text)  # before the case: 𝑨 is a capital only afterwards
    lowered = plain.translate(_BY_HAND).casefold().translate(_BY_HAND)
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(
        char
        for char in decomposed
        if not unicodedata.combining(char)
        and (char.isspace() or unicodedata.category(char) not in _INVISIBLE)
    )
    return " ".join(bare.translate(_BY_HAND).split())


def fold_for_search(text: str) -> str:
    """Folded text plus the spelling with ae, oe, ue, so that Kueppersteg, Kuppersteg and Küppersteg meet."""
    plain = fold(text)
    spelled = fold(unicodedata.normalize("NFC", text).lower().translate(_SPELLED))
    return plain if spelled == plain else f"{plain} {spelled}"


def one_line(text: str, longest: int) -> str:
    """What a person typed into a line, safe to show again: characters nobody can see become spaces."""
    seen = (char if char.isprintable() or char in _JOINERS else " " for char in text[: 4 * longest])
    return " ".join("".join(seen).split())[:longest]


def search_words(query: str) -> list[set[str]]:
    """Each word of a query in the spellings under which folded text may hold it."""
    words = ({_bare(found) for found in fold_for_search(word).split()} for word in query.split())
    return [spellings for spellings in words if spellings]


_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")
SHORTEST_STEM = 3


def _bare(word: str) -> str:
    """An Arabic word without its article, also one grown together with "and", "in", "as" or "for".

    People look for "the breakfast", the title says "breakfast"; text with the article holds the bare word too.
    """
    article = next((article for article in _ARTICLES if word.startswith(article)), "")
    return word[len(article) :] if len(word) >= len(article) + SHORTEST_STEM else word


_ALPHABETS = {
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
    "sq": "abcçdeëfghijklmnopqrstuvxyz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}


def sort_key(text: str, lang: str) -> bytes:
    """A key that byte order sorts as the alphabet of the language does; the same on every database."""
    alphabet = _ALPHABETS.get(lang)
    lowered = text.translate({ord("I"): "ı", ord("İ"): "i"}) if lang == "tr" else text
    lowered = lowered.casefold() if lang != "tr" else lowered.lower()
    if alphabet is None:
        return fold(text).encode("utf-16-be", "surrogatepass") + b"\0\0" + lowered.encode()
    places = {letter: chr(0x2000 + position) for position, letter in enumerate(alphabet)}
    ordered = "".join(places.get(char) or fold(char) or " " for char in lowered)
    return ordered.encode("utf-16-be", "surrogatepass")
