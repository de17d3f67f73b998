"""Feedback: five faces and one sentence, of nobody in particular."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import now, today
from miteinander.foundation.values.writing import write_in_turn
from miteinander.programme.events.enums import EventState
from miteinander.programme.events.models import Event, EventDate

from ..enums import FeedbackChannel, SheetKind
from ..models import Feedback
from .sheets import claim_sheet

OPEN_FOR = timedelta(days=14)
LONGEST_SENTENCE = 500
FACES = range(1, 6)
# Control signs and those that turn the direction of writing unseen; joiners stay, for scripts and emoji need them.
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


class FeedbackClosed(Exception):
    """`opens_at`: when it opens; None when it is over or the event does not take place."""

    def __init__(self, opens_at: datetime | None = None) -> None:
        super().__init__()
        self.opens_at = opens_at


@dataclass(frozen=True)
class Voice:
    """One answer as it was given."""

    face: int
    sentence: str = ""


def check_open(event: Event) -> None:
    """From the start of the event until two weeks after its end. One query. Raises FeedbackClosed."""
    dates = list(EventDate.objects.filter(event=event, starts_at__isnull=False))
    moment = now()
    if event.state != EventState.PUBLISHED or not dates:
        raise FeedbackClosed
    starts_at = min(date.starts_at for date in dates if date.starts_at)
    ends_at = max(date.ends_at or date.starts_at for date in dates if date.starts_at)
    if moment < starts_at:
        raise FeedbackClosed(starts_at)
    if moment > ends_at + OPEN_FOR:
        raise FeedbackClosed


@transaction.atomic
def leave_feedback(*, event: Event, voice: Voice, language: str) -> Feedback:
    """Keep an answer from the web with its day and nothing else of who gave it. Raises FeedbackClosed, ValueError."""
    check_open(event)
    return Feedback.objects.create(**_columns(event, voice), language=language, channel=FeedbackChannel.WEB)


def enter_feedback(
    *, event: Event, number: str, voices: Sequence[Voice], language: str = "", actor: Any = None
) -> list[Feedback]:
    """Type in a sheet of paper: all of it, and once. At any time after the event.

    Raises SheetUnknown, SheetEnteredBefore, ValueError.
    """
    with write_in_turn():
        sheet = claim_sheet(event_id=event.pk, kind=SheetKind.FEEDBACK, number=number, actor=actor)
        rows = Feedback.objects.bulk_create(
            Feedback(**_columns(event, voice), language=language, channel=FeedbackChannel.PAPER, sheet=sheet)
            for voice in voices
        )
        write_entry(record=sheet, verb=Verb.CREATED, actor=actor)
        return rows


def cleaned_sentence(text: str) -> str:
    """One line without unseen signs, at most 500 signs."""
    plain = _UNSEEN.sub(" ", unicodedata.normalize("NFC", text))
    return " ".join(plain.split())[:LONGEST_SENTENCE].rstrip()


def _columns(event: Event, voice: Voice) -> dict[str, Any]:
    if voice.face not in FACES:
        raise ValueError(f"There is no face {voice.face}")
    return {"event": event, "face": voice.face, "sentence": cleaned_sentence(voice.sentence), "day": today()}
