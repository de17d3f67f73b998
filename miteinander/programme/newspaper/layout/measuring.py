"""Pass 1: what texts take, asked from Typst once per text, language, geometry and version of the styles.

Answers are pure functions of the question, so they are kept under its hash; questions of one round go to Typst
together, in as many threads as there are processors.
"""

import hashlib
import json
import math
import os
import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from miteinander.foundation.typesetting.fonts import house_fonts
from miteinander.foundation.typesetting.palette import palette
from miteinander.foundation.typesetting.rendering import PACKAGE

from .data import Face, faces_within
from .grid import ARABIC_PITCH, POINT, Grid
from .styles import STYLES, cased, is_arabic, pitch_in_lines, styles_for

HERE = Path(__file__).resolve().parent
KEPT = 50_000
TOGETHER = 24
"""Fewer questions than this are not worth a second thread."""
_SPACE = re.compile(r"[ \t\r\n]+")


@lru_cache(20_000)
def words_of(text: str) -> tuple[str, ...]:
    """Words as lines may part them; a no-break space holds two together."""
    return tuple(word for word in _SPACE.split(text) if word)


@dataclass(frozen=True)
class Flow:
    """Question: how a paragraph of running text breaks into lines."""

    words: tuple[str, ...]
    lang: str
    dir: str
    width: float
    indent: bool = False
    style: str = "body"
    faces: tuple[Face, ...] = ()
    kind: str = "flow"

    def part(self, first: int, last: int) -> "Flow":
        """Some of its words, as a paragraph that goes on."""
        return replace(
            self,
            words=self.words[first:last],
            faces=faces_within(self.faces, first, last),
            indent=self.indent and first == 0,
        )


@dataclass(frozen=True)
class Height:
    """Question: how many lines a text of one style takes, and whether its longest word fits."""

    words: tuple[str, ...]
    lang: str
    dir: str
    width: float
    style: str
    checks: bool = False
    """Whether to look if every word fits the width: for headlines, which are not hyphenated."""
    faces: tuple[Face, ...] = ()
    kind: str = "height"


@dataclass(frozen=True)
class Broken:
    """Answer to a Flow. `ends[n]` is the number of words that end on lines 0 to n; `parted[n]`: the next word begins there."""

    ends: tuple[int, ...]
    parted: tuple[bool, ...]

    @property
    def lines(self) -> int:
        return len(self.ends)


@dataclass(frozen=True)
class Tall:
    """Answer to a Height: lines of its own pitch, and whether no word sticks out."""

    lines: int
    fits: bool


Question = Flow | Height
_known: OrderedDict[str, Any] = OrderedDict()
_lock = Lock()


def forget_all() -> None:
    """For benchmarks and tests of the first time."""
    with _lock:
        _known.clear()


def version_of(grid: Grid) -> str:
    """Changes with whatever could change an answer."""
    return hashlib.sha256(
        "\x1f".join(
            [
                typst.__name__,
                json.dumps(dict(styles_for(grid)), sort_keys=True),
                *(_source(one) for one in _SOURCES),
            ]
        ).encode()
    ).hexdigest()[:16]


_SOURCES = (HERE / "parts.typ", HERE / "measure.typ", PACKAGE / "foundation/typesetting/sheets/house.typ")


def _source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


class Measures:
    """Asks for one grid.

    What is not known yet is guessed and waits in `wanted` for the next round of `ask`, so that a whole edition is
    measured in a few rounds; `settled` says whether everything said since `begin` was measured.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.styles = dict(styles_for(grid))
        self.version = version_of(grid)
        self.wanted: dict[Question, None] = {}
        self.rounds = 0
        self._keys: dict[Question, str] = {}

    def key(self, question: Question) -> str:
        found = self._keys.get(question)
        if found is None:
            text = repr((self.version, question))
            found = self._keys[question] = hashlib.sha256(text.encode()).hexdigest()[:32]
        return found

    def find(self, question: Question) -> Any:
        """The answer, or None; then the question waits for the next round."""
        with _lock:
            key = self.key(question)
            answer = _known.get(key)
            if answer is not None:
                _known.move_to_end(key)
                return answer
        self.wanted[question] = None
        return None

    def peek(self, question: Question) -> Any:
        """The answer, or None; asks nobody."""
        with _lock:
            return _known.get(self.key(question))

    def learn(self, question: Question, answer: Broken | Tall) -> None:
        """Keeps an answer that follows from another one."""
        with _lock:
            _known.setdefault(self.key(question), answer)

    def flow(self, question: Flow) -> Broken:
        self.ask([question])
        answer = self.find(question)
        assert isinstance(answer, Broken)
        return answer

    def height(
        self, text: str, lang: str, dir: str, width: float, style: str, faces: tuple[Face, ...] = ()
    ) -> Tall:
        """Of one text; a guess until it is measured."""
        question = _height_of(text, lang, dir, width, style, faces)
        answer = self.find(question)
        if isinstance(answer, Tall):
            return answer
        letter = STYLES[style].size * POINT * (0.56 if STYLES[style].weight > 500 else 0.5)
        return Tall(math.ceil(len(text) * letter / width), fits=True)

    def lines_of(
        self, text: str, lang: str, dir: str, width: float, style: str, faces: tuple[Face, ...] = ()
    ) -> float:
        """Lines of the grid, not rounded."""
        if not text:
            return 0
        return self.height(text, lang, dir, width, style, faces).lines * pitch_in_lines(style, lang)

    def clipped(self, text: str, lang: str, dir: str, width: float, style: str, lines: int) -> str:
        """As many words as fit, with an ellipsis when some are missing."""
        words = text.split()
        for count in range(len(words), 0, -1):
            says = text if count == len(words) else " ".join(words[:count]).rstrip(",;:–-") + "\u00a0…"
            if self.height(says, lang, dir, width, style).lines <= lines:
                return says
        return text

    def ask(self, questions: Iterable[Question]) -> None:
        """Learns the answers to those questions that are new, and to all that wait."""
        for question in questions:
            self.find(question)
        missing, self.wanted = list(self.wanted), {}
        if not missing:
            return
        self.rounds += 1
        workers = min(os.cpu_count() or 1, max(1, len(missing) // TOGETHER), 4)
        parts = [missing[number::workers] for number in range(workers)]
        if workers == 1:
            self._learn(parts[0])
        else:
            with ThreadPoolExecutor(workers) as pool:
                list(pool.map(self._learn, parts))

    def _learn(self, questions: Sequence[Question]) -> None:
        requests = [asdict(one) | {"id": str(number)} for number, one in enumerate(questions)]
        job = {"styles": self.styles, "palette": palette(for_print=False), "lang": "de", "sample": ""}
        (answer,) = json.loads(
            typst.query(
                str(HERE / "measure.typ"),
                "<measured>",
                field="value",
                root=str(PACKAGE),
                font_paths=house_fonts(),
                sys_inputs={
                    "job": json.dumps(job | {"print": False, "marks": None}),
                    "requests": json.dumps(requests, ensure_ascii=False),
                },
            )
        )
        learnt: dict[str, Any] = {}
        for number, ends in answer["flows"].items():
            flow = questions[int(number)]
            assert isinstance(flow, Flow)
            learnt[self.key(flow)] = Broken(
                (*(end for end, _ in ends), len(flow.words)), (*(parted for _, parted in ends), False)
            )
        for number, (lines, fits) in answer["heights"].items():
            learnt[self.key(questions[int(number)])] = Tall(
                round(lines / _arabic(questions[int(number)])), fits
            )
        with _lock:
            _known.update(learnt)
            while len(_known) > KEPT:
                _known.popitem(last=False)


@lru_cache(20_000)
def _height_of(text: str, lang: str, dir: str, width: float, style: str, faces: tuple[Face, ...]) -> Height:
    return Height(
        words_of(cased(style, lang, text)),
        lang,
        dir,
        round(width, 3),
        style,
        checks=style.startswith("title"),
        faces=faces,
    )


@lru_cache(8)
def measures_for(grid: Grid) -> Measures:
    """One for each grid of this process."""
    return Measures(grid)


def _arabic(question: Question) -> float:
    return ARABIC_PITCH if is_arabic(question.lang) else 1.0
