"""What the registrations of a plan add up to: for the office's overview, without names. No query depends on how many."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _

from miteinander.foundation.languages.registry import base_language

from .enums import HOLDING, Food, QuestionKind, RegistrationState, Scope
from .models import Answer, BringItem, Guest, ItemSeats, Question, Registration, RegistrationPlan, SeatPool


@dataclass(frozen=True)
class PoolCount:
    """Seats of a pool; `waiting`: how many seats those on the waiting list need of it."""

    pool: SeatPool
    name: str
    waiting: int = 0

    @property
    def is_full(self) -> bool:
        return self.pool.free == 0


@dataclass(frozen=True)
class StateCount:
    state: RegistrationState
    parties: int = 0
    people: int = 0


@dataclass(frozen=True)
class AnswerCount:
    """`lines`: answer and how often; a question with free text has only `said`."""

    question: Question
    said: int
    lines: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Summary:
    pools: list[PoolCount]
    states: list[StateCount]
    food: list[tuple[str, int]]
    answers: list[AnswerCount]
    bring: list[BringItem]

    def people(self, state: str) -> int:
        return next((one.people for one in self.states if one.state == state), 0)

    def parties(self, state: str) -> int:
        return next((one.parties for one in self.states if one.state == state), 0)


def summary_of(plan: RegistrationPlan) -> Summary:
    """Nine queries."""
    waiting = _seats_wanted(plan)
    pools = list(plan.pools.select_related("item"))
    return Summary(
        pools=[
            PoolCount(pool, str(pool.name(base_language())), waiting[pool.pk])
            for pool in sorted(pools, key=lambda one: (one.scope != Scope.ALL, one.scope == Scope.ITEM))
        ],
        states=_states(plan),
        food=_food(plan),
        answers=_answers(plan),
        bring=list(plan.bring_items.all()),
    )


def _seats_wanted(plan: RegistrationPlan) -> Counter[int]:
    """By pool, of those who wait."""
    waits = {"registration__plan": plan, "registration__state": RegistrationState.WAITING}
    wanted: Counter[int] = Counter()
    people = 0
    for pool, count in Guest.objects.filter(**waits).values_list("pool").annotate(Count("pk")).order_by():
        wanted[pool] += count
        people += count
    for pool, count in ItemSeats.objects.filter(**waits).values_list("pool_id", "count"):
        wanted[pool] += count
    whole = plan.pools.filter(scope=Scope.ALL).values_list("pk", flat=True).first()
    if whole is not None:
        wanted[whole] = people
    return wanted


def _states(plan: RegistrationPlan) -> list[StateCount]:
    rows = (
        Registration.objects.filter(plan=plan)
        .order_by()
        .values_list("state")
        .annotate(Count("pk", distinct=True), Count("guests"))
    )
    found = {state: (parties, people) for state, parties, people in rows}
    return [StateCount(state, *found.get(state, (0, 0))) for state in RegistrationState]


def food_counts(foods: Iterable[Mapping[str, int]]) -> list[tuple[str, int]]:
    """Label and number, in the order of `Food`; what nobody eats is left out."""
    total: Counter[str] = Counter()
    for one in foods:
        total.update(one)
    return [(str(label), total[value]) for value, label in Food.choices if total[value]]


def _food(plan: RegistrationPlan) -> list[tuple[str, int]]:
    held = Registration.objects.holding().filter(plan=plan).exclude(food={})
    return food_counts(held.values_list("food", flat=True))


def _answers(plan: RegistrationPlan) -> list[AnswerCount]:
    questions = list(plan.questions.all())
    if not questions:
        return []
    given = Answer.objects.filter(question__plan=plan, registration__state__in=HOLDING).order_by()
    said = dict(given.values_list("question").annotate(Count("pk")))
    lines: dict[int, Counter[str]] = {question.pk: Counter() for question in questions}
    counted = given.exclude(question__kind=QuestionKind.TEXT)
    for question, text, count in counted.values_list("question", "text").annotate(Count("pk")):
        lines[question][text] += count
    return [
        AnswerCount(question, said.get(question.pk, 0), _lines(question, lines[question.pk]))
        for question in questions
    ]


def _lines(question: Question, counts: Counter[str]) -> list[tuple[str, int]]:
    if question.kind == QuestionKind.NUMBER:
        total = sum(int(text) * count for text, count in counts.items() if text.isdecimal())
        return [(_("zusammen"), total)] if counts else []
    return [(answer_words(question, text), count) for text, count in sorted(counts.items())]


def answer_words(question: Question, text: str) -> str:
    """An answer as people read it, in the active language."""
    if question.kind == QuestionKind.YES_NO:
        return {"yes": _("ja"), "no": _("nein")}.get(text, text)
    if question.kind == QuestionKind.CHOICE and text.isdecimal():
        lines = [line.strip() for line in question.choices.localized().text.splitlines() if line.strip()]
        return lines[int(text) - 1] if 1 <= int(text) <= len(lines) else text
    return text
