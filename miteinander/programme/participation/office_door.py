"""The door in the office: doors of an event, their links and phones, and how many have come."""

import io
from collections import Counter
from typing import Any

import qrcode
import qrcode.image.svg
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Min, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLResolver, include, path, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.menu import MenuItem

from miteinander.foundation.access.models import SignedLink
from miteinander.foundation.languages.registry import spoken_languages
from miteinander.foundation.values.clock import now
from miteinander.programme.events.models import Event
from miteinander.programme.events.office_planning import LONGEST_NUMBER, get_event_or_404

from . import actions
from .actions.door import PURPOSE
from .door_book import GRACE, DoorCounts, closes_at, count_door
from .door_forms import DoorForm
from .enums import AgeBand
from .errors import CannotTakePart
from .models import Door, DoorPhone, SeatPool

PERMISSION = "participation.change_door"


MOST_EVENTS = 40


def may_use(user: Any) -> bool:
    return bool(user.is_active and user.has_perm(PERMISSION))


def _check(request: HttpRequest) -> None:
    if not may_use(request.user):
        raise PermissionDenied


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Events that have not been over for twelve hours, the next one first, with how many doors they have."""
    _check(request)
    open_still = Q(dates__ends_at__gt=now() - GRACE) | Q(
        dates__ends_at=None, dates__starts_at__gt=now() - 2 * GRACE
    )
    events = (
        Event.objects.visible_to(request.user)
        .filter(open_still)
        .annotate(starts=Min("dates__starts_at"), door_count=Count("doors", distinct=True))
        .order_by("starts", "pk")[:MOST_EVENTS]
    )
    return render(request, "participation/door/office/overview.html", {"events": events})


def event_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The doors of one event; POST adds one."""
    _check(request)
    event = get_event_or_404(request.user, pk)
    form = DoorForm(request.POST if request.method == "POST" else None, event=event)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        door = actions.save_door(
            event=event, label=values["label"], pools=values.get("pools", ()), actor=request.user
        )
        messages.success(
            request, _("Die Tür „%(door)s“ ist angelegt. Öffnen Sie nun ihren Link.") % {"door": door}
        )
        return redirect("door:event", pk=event.pk)
    phones = DoorPhone.objects.filter(door__event=event).select_related("door")
    phones = phones.annotate(written=Count("entries"), wrote=Max("entries__received_at")).order_by(
        "door", "pk"
    )
    context = {
        "event": event,
        "doors": _with_links(event),
        "phones": phones,
        "closes_at": closes_at(event),
        "form": form,
        **_shown_counts(event),
    }
    return render(request, "participation/door/office/event.html", context)


@require_safe
def counts(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the event's page that changes while people arrive."""
    _check(request)
    event = get_event_or_404(request.user, pk)
    context = {"event": event, **_shown_counts(event)}
    return render(request, "participation/door/office/_counts.html", context)


def door_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, other guests."""
    door = _door(request, pk)
    form = DoorForm(request.POST if request.method == "POST" else None, instance=door, event=door.event)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        actions.save_door(
            event=door.event,
            door=door,
            label=values["label"],
            pools=values.get("pools", ()),
            actor=request.user,
        )
        messages.success(request, _("Gespeichert. Die Telefone holen sich die neue Liste von selbst."))
        return redirect("door:event", pk=door.event_id)
    return render(request, "participation/door/office/door.html", {"door": door, "form": form})


@require_POST
def link_new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link, shown once: the database keeps only its hash."""
    door = _door(request, pk)
    try:
        token = actions.issue_link(door=door, actor=request.user)
    except CannotTakePart as refused:
        messages.error(request, refused.sentence)
        return redirect("door:event", pk=door.event_id)
    address = request.build_absolute_uri(reverse("door-page", args=[token]))
    context = {
        "door": door,
        "address": address,
        "picture": qr_svg(address),
        "closes_at": closes_at(door.event),
    }
    return render(request, "participation/door/office/link.html", context)


@require_POST
def links_close(request: HttpRequest, pk: int) -> HttpResponse:
    door = _door(request, pk)
    actions.revoke_links(door=door, actor=request.user)
    messages.success(
        request,
        _(
            "„%(door)s“ ist zu: Kein Link gilt mehr, und alle Telefone löschen beim nächsten Kontakt ihre Daten."
        )
        % {"door": door},
    )
    return redirect("door:event", pk=door.event_id)


@require_POST
def door_remove(request: HttpRequest, pk: int) -> HttpResponse:
    door = _door(request, pk)
    actions.remove_door(door=door, actor=request.user)
    messages.success(request, _("Die Tür ist entfernt. Was dort gezählt wurde, bleibt gezählt."))
    return redirect("door:event", pk=door.event_id)


@require_POST
def phone_lock_out(request: HttpRequest, pk: int) -> HttpResponse:
    _check(request)
    phones = DoorPhone.objects.filter(door__event__in=Event.objects.visible_to(request.user))
    phone = get_object_or_404(phones.select_related("door"), pk=_checked(pk))
    actions.lock_out(phone=phone, actor=request.user)
    messages.success(request, _("Das Telefon ist ausgesperrt. Beim nächsten Kontakt löscht es seine Daten."))
    return redirect("door:event", pk=phone.door.event_id)


def _door(request: HttpRequest, pk: int) -> Door:
    _check(request)
    doors = Door.objects.filter(event__in=Event.objects.visible_to(request.user))
    return get_object_or_404(doors.select_related("event"), pk=_checked(pk))


def _checked(pk: int) -> int:
    if len(str(pk)) > LONGEST_NUMBER:
        raise Http404
    return pk


def _with_links(event: Event) -> list[dict[str, Any]]:
    """Doors with their guests and the number of links that still open them. Three queries."""
    doors = list(Door.objects.filter(event=event).prefetch_related("pools__item"))
    subjects = {f"door:{door.pk}": door for door in doors}
    usable = SignedLink.objects.usable(now()).filter(purpose=PURPOSE, subject__in=list(subjects))
    found = Counter(usable.values_list("subject", flat=True))
    return [{"door": door, "links": found[subject]} for subject, door in subjects.items()]


def _shown_counts(event: Event) -> dict[str, Any]:
    """Numbers in words: guests by kind, and those without registration by language and age. Five queries."""
    found: DoorCounts = count_door(event)
    pools = {pool.pk: pool for pool in SeatPool.objects.filter(plan__event=event).select_related("item")}
    kinds = [
        {"label": str(pools[pk]), "came": found.came[pk], "expected": found.expected[pk]}
        for pk in pools
        if pk in found.came or pk in found.expected
    ]
    known = spoken_languages()
    languages: Counter[str] = Counter()
    ages: Counter[str] = Counter()
    for (language, age), number in found.walk_ins.items():
        languages[language] += number
        ages[age] += number
    return {
        "counts": found,
        "kinds": kinds,
        "walk_ins": found.walk_ins.total(),
        "languages": [
            (known[code].name if code in known else _("ohne Angabe"), code, number)
            for code, number in languages.most_common()
        ],
        "ages": [
            (AgeBand(age).label if age else _("Alter ohne Angabe"), ages[age])
            for age in [*AgeBand.values, ""]
            if ages[age]
        ],
        "counted_at": now(),
    }


def qr_svg(text: str) -> str:
    """A QR code as SVG without fixed size."""
    made = qrcode.make(text, image_factory=qrcode.image.svg.SvgPathImage, box_size=10, border=4)
    written = io.BytesIO()
    made.save(written)
    svg = written.getvalue().decode().partition("?>")[2].strip()
    return mark_safe(svg)  # made by us from an address of ours


def menu_item() -> MenuItem:
    return DoorMenuItem(
        gettext_lazy("An der Tür"), reverse("door:overview"), name="door", icon_name="key", order=60
    )


class DoorMenuItem(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: HttpRequest) -> bool:
        return may_use(request.user)


def urls() -> list[URLResolver]:
    pages = [
        path("", overview, name="overview"),
        path("<int:pk>/", event_page, name="event"),
        path("<int:pk>/zahlen/", counts, name="counts"),
        path("eingang/<int:pk>/", door_page, name="door"),
        path("eingang/<int:pk>/link/", link_new, name="link-new"),
        path("eingang/<int:pk>/schliessen/", links_close, name="links-close"),
        path("eingang/<int:pk>/entfernen/", door_remove, name="door-remove"),
        path("telefon/<int:pk>/aussperren/", phone_lock_out, name="phone-lock-out"),
    ]
    return [path("tuer/", include((pages, "door")))]
