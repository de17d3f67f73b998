"""The request in the manner of the seed: why, what, what for, how much, and a line to sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import override

from miteinander.civic.concept.models import Activity
from miteinander.foundation.interface.models import present_identity
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.typesetting.documents import CannotPrint, Wish
from miteinander.foundation.typesetting.ingredients import Drawing, mosaic_drawing
from miteinander.foundation.values.clock import today

from ..enums import FundKind
from ..proofs.printed import CELL, day, loose, money
from .plan import Plan, plan_of

MOST_COLUMNS = 5
"""Activities that stand side by side in the table of costs; with more, each line names its own."""


@dataclass(frozen=True)
class Purpose:
    """An activity: what it is, which tasks it serves, what it costs."""

    title: str
    summary: str
    tasks: str
    amount: str


@dataclass(frozen=True)
class RequestSheet:
    mosaic: Drawing
    sample: str
    foot: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    place_date: str
    title: str
    subject: str
    basis: str
    reason: str
    purpose: str
    activities: tuple[Purpose, ...]
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    sums: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    closing: str
    total: str


def check_german(wish: Wish) -> None:
    """What an authority reads is German. Raises CannotPrint."""
    if wish.languages[0] != base_language():
        raise CannotPrint(_("Dieses Blatt gibt es nur auf Deutsch, denn eine Behörde liest es."))


def read_request(wish: Wish) -> Sequence[RequestSheet]:
    """Raises CannotPrint."""
    check_german(wish)
    with override(base_language()):
        return [_sheet(plan_of(wish.subject))]


def _sheet(plan: Plan) -> RequestSheet:
    fund, identity = plan.fund, present_identity()
    town = f"{identity.postal_code} {identity.town}".strip()
    activities = [activity for activity, _amount in plan.activities]
    prefetch_related_objects(activities, "tasks")
    shown = activities if 1 < len(activities) <= MOST_COLUMNS else []
    requested = fund.requested_on or today()
    return RequestSheet(
        mosaic=mosaic_drawing(f"funding:{fund.slug}", colour="sun", columns=34, rows=1),
        sample="Musterbeträge" if fund.is_sample else "",
        foot=f"Antrag: {fund}"[:110],
        sender=tuple(filter(None, (identity.name, identity.street, town, identity.telephone_text, identity.email))),
        recipient=tuple(filter(None, (str(fund.funder) if fund.funder else "", fund.call))),
        place_date=", ".join(filter(None, (identity.town, day(requested)))),
        title=loose(str(fund.title)),
        subject=_subject(plan),
        basis=_basis(activities),
        reason=loose(fund.reason),
        purpose=loose(fund.purpose),
        activities=tuple(
            Purpose(loose(str(one)), loose(str(one.summary)), _tasks(one), money(amount))
            for one, amount in plan.activities
        ),
        columns=tuple(loose(str(one), CELL) for one in shown),
        lines=tuple(
            (str(number), loose(title), *(_cell(plan, number, one.pk) for one in shown), money(amount))
            for number, title, _kind, amount in plan.lines
        ),
        sums=tuple(money(amount) for one, amount in plan.activities if one in shown),
        others=tuple((loose(": ".join(filter(None, (kind, who)))), money(amount)) for kind, who, amount in plan.income),
        closing=_closing(plan),
        total=money(plan.total),
    )  # fmt: skip


def _cell(plan: Plan, number: int, activity: int) -> str:
    amount = plan.cells.get((number, activity))
    return money(amount) if amount else "–"


def _subject(plan: Plan) -> str:
    asked = f"{money(plan.total)} € für {plan.years}"
    if plan.fund.kind == FundKind.GRANT:
        return f"Antrag auf eine Zuwendung von {asked}"
    return f"Antrag auf {'zusätzliche ' if plan.fund.is_additional else ''}Mittel in Höhe von {asked}"


def _basis(activities: Sequence[Activity]) -> str:
    concepts = list(dict.fromkeys(str(one.main_task.concept) for one in activities))
    if not concepts:
        return ""
    return f"Grundlage der Arbeit ist das Integrationskonzept „{concepts[0]}“."


def _tasks(activity: Activity) -> str:
    """Tasks whose name nobody wrote down are called by their number."""
    found = list(dict.fromkeys([activity.main_task, *activity.tasks.all()]))
    named = [
        f"{task.number} „{task.name}“" if str(task.name) else str(task.number)
        for task in sorted(found, key=lambda task: task.number)
    ]
    return f"dient der Querschnittsaufgabe {listed(named)}" if named else ""


def listed(words: Sequence[str]) -> str:
    return " und ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _closing(plan: Plan) -> str:
    """As the seed ends: what for, how much, when."""
    lines = loose(listed([title for _n, title, _k, _a in plan.lines]))
    amount = f"{money(plan.total)} € für {plan.years}"
    if plan.fund.is_additional:
        return f"Für {lines} werden die zusätzlichen Mittel in Höhe von {amount} dringend benötigt."
    return f"Für {lines} werden Mittel in Höhe von {amount} benötigt."
