"""The registrations of an event as CSV and XLSX, without formulas. Six queries, however many there are."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from miteinander.foundation.exchange.reading import FORBIDDEN
from miteinander.foundation.languages.registry import base_language, spoken_languages
from miteinander.foundation.values.spreadsheets import defused
from miteinander.foundation.values.telephone import format_telephone

from . import policies
from .counting import answer_words
from .enums import Food, Scope, SupportWish
from .models import Answer, Claim, Guest, ItemSeats, Registration, RegistrationPlan
from .office_list import chosen_of, filtered
from .office_parts import allowed, get_plan_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int


@allowed(policies.can_see_people)
@require_safe
def export_csv(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    plan, found = _asked(request, pk)
    response = StreamingHttpResponse(_lines(plan, found), content_type="text/csv; charset=utf-8")
    _as_file(response, plan, "csv")
    return response


@allowed(policies.can_see_people)
@require_safe
def export_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    from openpyxl import Workbook  # half a second that only those pay who write such a file

    plan, found = _asked(request, pk)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Anmeldungen"))
    sheet.freeze_panes = "B2"
    for row in table_of(plan, found):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    response = HttpResponse(stream.getvalue(), content_type=XLSX)
    _as_file(response, plan, "xlsx")
    return response


def _asked(request: HttpRequest, pk: int) -> tuple[RegistrationPlan, Any]:
    """The same rows as the list shows with these filters."""
    plan = get_plan_or_404(request.user, pk)
    everybody = Registration.objects.visible_to(request.user).filter(plan=plan)
    return plan, filtered(everybody, chosen_of(request.GET, plan)).order_by("pk")


def _as_file(response: HttpResponseBase, plan: RegistrationPlan, ending: str) -> None:
    response["Content-Disposition"] = f'attachment; filename="anmeldungen-{plan.event.slug}.{ending}"'
    response["Cache-Control"] = "private, no-store"


def _lines(plan: RegistrationPlan, found: Any) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff"
    for row in table_of(plan, found):
        yield writer.writerow(row)


class _Line:
    """What `csv` writes to: gives each line back."""

    def write(self, line: str) -> str:
        return line


def table_of(plan: RegistrationPlan, found: Any) -> Iterator[list[Cell]]:
    """The head and one row for each registration; what a person typed is never a formula."""
    pools = [pool for pool in plan.pools.select_related("item") if pool.scope != Scope.ALL]
    questions = list(plan.questions.all())
    things = list(plan.bring_items.all())
    food = Food.choices if plan.asks_food else []
    heads = [
        *(_("Nummer"), _("Stand"), _("Weg"), _("Name"), _("Telefon"), _("E-Mail-Adresse"), _("Sprache")),
        _("Personen"),
        *(str(pool.name(base_language())) for pool in pools),
        *(_("Unterstützung"), _("Dolmetschen in")),
        *(str(label) for _value, label in food),
        *(str(question.text) for question in questions),
        *(str(thing.label) for thing in things),
        *(_("Blatt"), _("angemeldet am")),
    ]
    yield [_plain(head) for head in heads]
    seats, answers, claims = _seats(plan), _answers(plan), _claims(plan)
    spoken = spoken_languages()
    for one in found.select_related("sheet").iterator(chunk_size=2000):
        taken = seats[one.pk]
        yield [
            one.pk,
            str(one.get_state_display()),
            str(one.get_channel_display()),
            _plain(one.name),
            _plain(format_telephone(one.phone)),
            _plain(one.email),
            one.language,
            sum(taken[pool.pk] for pool in pools if pool.scope == Scope.KIND),
            *(taken[pool.pk] for pool in pools),
            ", ".join(str(SupportWish(wish).label) for wish in one.support if wish in SupportWish.values),
            spoken[one.interpreter_language].name if one.interpreter_language in spoken else "",
            *(one.food.get(value, 0) for value, _label in food),
            *(_plain(answer_words(q, answers[one.pk, q.pk])) if (one.pk, q.pk) in answers else "" for q in questions),
            *(claims.get((one.pk, thing.pk), 0) for thing in things),
            _plain(one.sheet.number) if one.sheet else "",
            f"{localtime(one.created_at):%Y-%m-%d %H:%M}",
        ]  # fmt: skip


def _plain(text: Any) -> str:
    return defused(FORBIDDEN.sub("", str(text)))


def _seats(plan: RegistrationPlan) -> dict[int, Counter[int]]:
    found: dict[int, Counter[int]] = defaultdict(Counter)
    guests = Guest.objects.filter(registration__plan=plan).order_by()
    for registration, pool, count in guests.values_list("registration_id", "pool_id").annotate(Count("pk")):
        found[registration][pool] += count
    items = ItemSeats.objects.filter(registration__plan=plan)
    for registration, pool, count in items.values_list("registration_id", "pool_id", "count"):
        found[registration][pool] += count
    return found


def _answers(plan: RegistrationPlan) -> dict[tuple[int, int], str]:
    given = Answer.objects.filter(registration__plan=plan)
    return {
        (one, question): text for one, question, text in given.values_list("registration", "question", "text")
    }


def _claims(plan: RegistrationPlan) -> dict[tuple[int, int], int]:
    given = Claim.objects.filter(registration__plan=plan)
    return {(one, item): count for one, item, count in given.values_list("registration", "item", "count")}
