"""Hints for Leichte Sprache: what makes a German text hard to read. Advice; no program can say that a text is easy.

Rules after the Netzwerk Leichte Sprache and DIN SPEC 33429, as far as they can be seen without understanding: short
sentences, active verbs, no genitive, no unexplained abbreviations, long words divided.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MOST_WORDS = 12
LONGEST_WORD = 14
LONGEST_TEXT = 20_000
MOST_HINTS = 50

_WORD = re.compile(r"[A-Za-zÄÖÜäöüß][A-Za-zÄÖÜäöüß·-]*")
_TAGS = re.compile(r"<[^<>]*>")
_BLOCK_END = re.compile(r"<br\s*/?>|</p>|</li>", re.IGNORECASE)

_POINTED = (
    "z. B.", "u. a.", "d. h.", "o. Ä.", "u. U.", "i. d. R.", "z. T.", "s. o.", "s. u.", "v. a.", "bzw.", "usw.", "etc.",
    "ggf.", "ca.", "inkl.", "evtl.", "max.", "min.", "mind.", "Nr.", "Str.", "Tel.", "Std.", "Min.", "vgl.", "gem.",
    "lt.", "zzgl.", "Abs.", "Art.", "Dr.", "Prof.", "St.", "sog.", "Jh.",
)  # fmt: skip
_POINTED_SIGN = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(one).replace(r"\ ", r"[ \u00a0\u202f]?") for one in _POINTED) + ")"
)
_POINT_IN_NUMBER = re.compile(
    r"(?<=\d)\.(?=\s?\d|\s(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember))"
)
_CAPITALS = re.compile(r"(?<![\w-])[A-ZÄÖÜ]{2,6}(?![\w-])")
_ROMAN = re.compile(r"[IVXLCDM]+")
_EXPLAINS = r"(?:heißt|ist die Abkürzung|ist eine Abkürzung|bedeutet|steht für|ist kurz für)"

_WERDEN = frozenset(
    ["werde", "wirst", "wird", "werden", "werdet", "wurde", "wurdest", "wurden", "wurdet", "worden"]
)
_PARTICIPLE = re.compile(
    r"(?:\w*ge[a-zäöüß]{2,}(?:t|en)|(?:be|ver|er|ent|zer|miss|emp)[a-zäöüß]{2,}(?:t|en)|[a-zäöüß]{2,}iert)"
)
_NOT_PARTICIPLES = frozenset(
    [
        "gern",
        "gegen",
        "genau",
        "gestern",
        "geben",
        "gehen",
        "gewinnen",
        "gehören",
        "gelten",
        "genießen",
        "gestalten",
        "gefallen",
        "gelingen",
        "beginnen",
        "bekommen",
        "besuchen",
        "besprechen",
        "bezahlen",
        "verstehen",
        "versuchen",
        "vergessen",
        "verlieren",
        "verbinden",
        "erzählen",
        "erklären",
        "erhalten",
        "erfahren",
        "erleben",
        "erreichen",
        "entscheiden",
        "entstehen",
        "zerstören",
        "bestellen",
        "bleiben",
        "beten",
        "berichten",
        "begegnen",
        "beraten",
        "helfen",
        "gesund",
        "bereit",
        "bekannt",
        "bestimmt",
    ]
)
_GENITIVE_ARTICLE = re.compile(
    r"(?<!\w)(?:des|eines|keines|meines|deines|seines|ihres|unseres|eures|dieses|jenes|jedes)"
    r"(?:\s+[a-zäöüß]+(?:en|n))?\s+[A-ZÄÖÜ][\wäöüß·-]*s(?!\w)",
    re.IGNORECASE,
)
_GENITIVE_PREPOSITION = re.compile(
    r"(?<!\w)(?:wegen|trotz|während|aufgrund|anhand|infolge|innerhalb|außerhalb|mithilfe|anstatt|anstelle|hinsichtlich|"
    r"bezüglich|angesichts|mittels|zwecks)\s+(?:der|des|einer|eines|dieser|dieses|ihrer|seiner|unserer)\s+\w+",
    re.IGNORECASE,
)
_GENITIVE_BETWEEN_NOUNS = re.compile(
    r"(?<!\w)(?:[Dd](?:ie|as|er|en|em)|[Ee]ine?)\s+[A-ZÄÖÜ][\w·-]+\s+der\s+[A-ZÄÖÜ][\w·-]+(?!\w)"
)


class HintKind(StrEnum):
    LONG_SENTENCE = "long-sentence"
    PASSIVE = "passive"
    GENITIVE = "genitive"
    ABBREVIATION = "abbreviation"
    LONG_WORD = "long-word"


@dataclass(frozen=True, slots=True)
class Hint:
    """`found` is the piece of text, `count` the number of words (sentence) or letters (word), else 0."""

    kind: HintKind
    found: str
    count: int = 0


def find_hints(text: str) -> list[Hint]:
    """The hints of a text, plain or with the markup of a page, in its order. Each is given once, at most fifty."""
    plain = _TAGS.sub("", _BLOCK_END.sub("\n", text[:LONGEST_TEXT]))
    hints: dict[Hint, None] = {}
    for sentence in sentences(plain):
        for hint in _of_sentence(sentence, plain):
            hints[hint] = None
            if len(hints) == MOST_HINTS:
                return list(hints)
    return list(hints)


def sentences(text: str) -> list[str]:
    """Sentences without their final mark; the points of abbreviations, dates and times end none."""
    guarded = _POINTED_SIGN.sub(lambda found: found[0].replace(".", "\x00"), text)
    guarded = _POINT_IN_NUMBER.sub("\x00", guarded)
    pieces = re.split(r"[.!?:]+(?=\s|$)|\n+", guarded)
    return [piece.replace("\x00", ".").strip(" \t–-•*") for piece in pieces if piece.strip()]


def _of_sentence(sentence: str, whole: str) -> Iterator[Hint]:
    words = _WORD.findall(sentence)
    if len(words) > MOST_WORDS:
        yield Hint(HintKind.LONG_SENTENCE, _shortened(sentence), len(words))
    if passive := _passive(words):
        yield Hint(HintKind.PASSIVE, passive)
    for pattern in (_GENITIVE_ARTICLE, _GENITIVE_PREPOSITION, _GENITIVE_BETWEEN_NOUNS):
        for found in pattern.finditer(sentence):
            yield Hint(HintKind.GENITIVE, found[0])
    for found in _POINTED_SIGN.finditer(sentence):
        yield Hint(HintKind.ABBREVIATION, found[0])
    for short in dict.fromkeys(_CAPITALS.findall(sentence)):
        if not _ROMAN.fullmatch(short) and not is_explained(short, whole):
            yield Hint(HintKind.ABBREVIATION, short)
    for word in words:
        longest = max(len(piece) for piece in re.split("[·-]", word))
        if longest > LONGEST_WORD:
            yield Hint(HintKind.LONG_WORD, word, longest)


def _passive(words: list[str]) -> str:
    """The two words that make the passive; future ("wird kommen") and change ("wird kalt") are none."""
    helper = next((word for word in words if word.lower() in _WERDEN), "")
    if not helper:
        return ""
    for word in words:
        low = word.lower()
        if (
            word[0].islower()
            and low not in _NOT_PARTICIPLES
            and low not in _WERDEN
            and _PARTICIPLE.fullmatch(low)
        ):
            return f"{helper} … {word}"
    return ""


def is_explained(short: str, text: str) -> bool:
    """Whether the text says what the letters stand for: "Geschäfts·stelle (GS)", "GS (Geschäfts·stelle)", "GS heißt"."""
    letters = re.escape(short)
    return bool(
        re.search(rf"\(\s*{letters}\s*\)|(?<!\w){letters}\s*\([^()]{{4,200}}\)", text)
        or re.search(
            rf"(?<!\w){letters}\s+{_EXPLAINS}|[Dd]ie Abkürzung (?:ist|heißt):?\s*{letters}(?!\w)", text
        )
    )


def _shortened(sentence: str, longest: int = 90) -> str:
    return sentence if len(sentence) <= longest else f"{sentence[: longest - 1].rstrip()}…"
