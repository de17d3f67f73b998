"""What feedback says, as far as it may be shown: small groups stay hidden, and nothing says who or when."""

import hashlib
from dataclasses import dataclass

from django.db.models import Count

from .actions.feedback import FACES
from .models import Feedback

SMALLEST = 5
"""With fewer answers somebody could guess who said what."""


@dataclass(frozen=True)
class Bar:
    face: int
    count: int
    percent: int


@dataclass(frozen=True)
class Evaluation:
    """`bars` from the happiest face down and `sentences`: both empty while there are too few answers."""

    answers: int
    bars: tuple[Bar, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        return self.answers >= SMALLEST


def evaluation_of(event_id: int) -> Evaluation:
    """Two queries. The order of the sentences has nothing to do with the order they came in."""
    counts: dict[int, int] = dict(
        Feedback.objects.filter(event=event_id).order_by().values_list("face").annotate(Count("pk"))
    )
    answers = sum(counts.values())
    if answers < SMALLEST:
        return Evaluation(answers)
    bars = tuple(
        Bar(face, counts.get(face, 0), round(100 * counts.get(face, 0) / answers)) for face in reversed(FACES)
    )
    said = Feedback.objects.filter(event=event_id).exclude(sentence="").values_list("sentence", flat=True)
    return Evaluation(answers, bars, tuple(sorted(said, key=_shuffled)))


def _shuffled(sentence: str) -> str:
    return hashlib.sha256(sentence.encode()).hexdigest()
