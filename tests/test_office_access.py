"""Every role against every address of the office. An address missing here fails.

The views are called as the resolver finds them, behind the middleware that guards the office, without drawing pages:
six thousand calls in a few seconds. Nothing they write stays.
"""

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.cache import SessionStore
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django_tasks_db.models import DBTaskResult
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Workflow

from miteinander.civic.people.models import EntryProposal
from miteinander.foundation.access import roles
from miteinander.foundation.access.groups import sync_groups
from miteinander.foundation.access.middleware import SYNCED, SecondFactorMiddleware
from miteinander.foundation.access.models import Invitation, RoleGrant, User
from miteinander.foundation.mailing.models import MailAddress, OutgoingMail
from miteinander.foundation.typesetting.models import PrintJob
from miteinander.foundation.typesetting.orders import Order, Part
from miteinander.foundation.values.clock import now, today
from miteinander.programme.events.models import EventPrint
from miteinander.programme.newspaper.actions import add_comment, invite_author
from miteinander.programme.participation.actions import add_phone, save_door
from miteinander.programme.participation.actions.invitations import Household, invite
from miteinander.stewardship.funding import actions as money
from tests.support import factories as make
from tests.support.accounts import make_account, with_second_factor
from tests.support.distribution import make_outlet, make_round, make_subscriber
from tests.support.joined_world import World
from tests.support.money import make_fund, make_order, make_receipt
from tests.support.newspaper import make_article, make_edition, make_slot
from tests.support.office_table import (
    ADMINISTRATORS,
    BELOW,
    LETTERS,
    ONLY_EVENTS,
    OPEN,
    OTHERS,
    RECORD_SPACE,
    RECORDS,
    REPLACED,
    SENT,
    SPECIAL,
    UNREACHABLE,
)
from tests.support.proofs import make_proof

pytestmark = pytest.mark.django_db


class Desk:
    """One record behind every address, and one account for every role."""

    def __init__(self) -> None:
        world = World()
        self.event = make.make_event(slug="lesung", title="Lesung", dates=["2099-12-06 10:00"])
        self.draft = make.make_event(
            slug="entwurf", title="Entwurf", state="draft", dates=["2099-12-07 10:00"]
        )
        self.todos = make.make_todo_list(items=[("Raum buchen", 3)])
        make.make_engagement(event=self.event)
        make.make_report(event=self.event)
        make.make_series()
        make.make_field_of_action()
        make.make_school_holiday()
        make.make_barrier_report()
        make.make_fixed_page_text()
        self.people = {
            letter: make_account(
                key, email=f"{key}@example.org", **({"languages": ["tr"]} if key == "translator" else {})
            )
            for letter, key in LETTERS.items()
        }
        self.admin = with_second_factor(User.objects.create_superuser("admin@example.org", "not-a-real-one"))
        target = make_account("member", email="ziel@example.org")
        image = get_image_model().objects.create(
            title="Bild", file=get_test_image_file(), consent_basis="no_people"
        )
        document = get_document_model().objects.create(
            title="Datei", file=ContentFile(b"%PDF-1.4", "datei.pdf")
        )
        self.event.save_revision()
        self.draft.save_revision()
        state = Workflow.objects.get(name="Prüfen und veröffentlichen").start(self.draft, self.admin)
        invitation = Invitation.objects.create(
            email="neu@example.org", grants=[{"role": "member"}], expires_at=now() + timedelta(days=3)
        )
        mail = OutgoingMail.objects.create(
            template="planning.reminder",
            to="ziel@example.org",
            subject="Betreff",
            text="Text",
            html="<p>Text",
            state="failed",
        )
        self.work = DBTaskResult.objects.values_list("pk", flat=True).first()
        stopped = MailAddress.objects.create(address="weg@example.org", stopped_at=now(), reason="unbekannt")
        DBTaskResult.objects.filter(pk=self.work).update(status="FAILED")
        proposal = EntryProposal.objects.create(organisation=world.organisation, note="Bitte ändern")
        grant = RoleGrant.objects.get(user=target)
        todo = self.todos.todos.first()
        door = save_door(event=self.event, label="Eingang")
        phone, _secret = add_phone(door=door, label="Links")
        self.session = SessionStore()
        self.session[SYNCED] = today().isoformat()  # groups follow grants once a day; here they do already
        for user in (*self.people.values(), self.admin):
            sync_groups(user)
        self.places: dict[str, str] = {
            "access_office:account": target.pk, "access_office:account-change": target.pk,
            "access_office:invitation-change": invitation.pk, "access_office:grant-end": grant.pk,
            "media:image-withdraw": image.pk, "event_office:plan-again": self.event.pk,
            "event_office:event-share": self.event.pk,
            "event_office:event-cancel": self.event.pk, "event_office:event-postpone": self.event.pk,
            "event_office:draft-move": self.draft.pk, "planning:list-detail": self.todos.pk,
            "planning:todo-edit": todo.pk, "planning:todo-state": todo.pk,
            "entry-check:proposal-detail": proposal.pk, "translation:edit": world.venue.pk,
            "translation:machine-ask": world.venue.pk, "translation:reading-new": world.venue.pk,
            "mailing:mail": mail.pk, "mailing:mail-html": mail.pk, "mailing:mail-resend": mail.pk,
            "mailing:mail-cancel": mail.pk, "mailing:address-free": stopped.pk,
            "participation_feedback_office": self.event.pk,
            "event_office:event-print": self.event.pk, "print_office": self.event.pk, **_prints(self.event),
            "door:event": self.event.pk, "door:counts": self.event.pk, "door:phone-lock-out": phone.pk,
            **{f"door:{name}": door.pk for name in ("door", "link-new", "links-close", "door-remove")},
            **_seats(self.event), **_newspaper(), **_money(), **_proofs(),
            "wagtailimages_chooser": image.pk, "wagtailimages": image.pk,
            "wagtaildocs_chooser": document.pk, "wagtaildocs": document.pk,
        }  # fmt: skip
        self.words = {
            "about": "event", "print_pk": str(self.places.pop("kept print")),
            "lang": "tr", "slug": "reading", "kind": "places-venue", "key": "access.invitation",
            "filter_spec": "max-100x100", "action_name": "approve", "action": "delete", "app_label": "events",
            "model_name": "event", "app_name": "media", "object_id": str(self.draft.pk), "session_id": "1",
            "entry_id": "00000000-0000-0000-0000-000000000000", "parent_page_id": "1",
            "task_state_id": str(state.current_task_state.pk), "workflow_state_id": str(state.pk),
            "document": "newspaper.print-order", "task_id": str(state.current_task_state.task_id), "revision_id": str(self.event.latest_revision_id),
        }  # fmt: skip

    def address(self, name: str, pattern: str) -> str:
        """The pattern with something real in every gap."""
        if name in SPECIAL:
            return f"/buero/{SPECIAL[name]}".format(draft=self.draft.pk, work=self.work, event=self.event.pk)
        space, _colon, view = name.rpartition(":")
        number = self.places.get(name, self.places.get(space, "1"))
        if found := RECORD_SPACE.fullmatch(space):
            under_review = view.startswith(("workflow", "collect_workflow"))
            record = self.draft if under_review else apps.get_model(*found.groups())._default_manager.first()
            if found[2] == "event" and not under_review:
                record = self.event
            number = str(record.pk)
        if view == "revisions_compare":
            return f"/buero/snippets/events/event/history/{number}/revisions/compare/live...latest/"
        gap = re.compile(r"<(?:\w+:)?(\w+)>")
        return "/buero/" + gap.sub(lambda one: str(self.words.get(one[1], number)), pattern)

    def answer(self, user: Any, method: str, address: str) -> Any:
        """What the view answers, not drawn; None for a refusal."""
        request = getattr(RequestFactory(), method.lower())(address, SENT)
        request.user, request.session = user, self.session
        request._messages = CookieStorage(request)
        match = resolve(request.path_info)
        request.resolver_match = match
        view = SecondFactorMiddleware(lambda one: match.func(one, *match.args, **match.kwargs))
        try:
            return view(request)
        except (PermissionDenied, Http404):
            return None

    def is_open(self, user: Any, method: str, address: str) -> bool:
        """Whether the account gets further than the door: no sign-in, no way back to the start, no 403, no 404."""
        with transaction.atomic():
            response = self.answer(user, method, address)
            transaction.set_rollback(True)
        if response is None:
            return False
        way = response.headers.get("Location", "")
        return response.status_code not in (403, 404) and way != "/buero/" and "/login/" not in way


def _prints(event: Any) -> dict[str, Any]:
    """A large print that waits, and something that was printed."""
    order = Order("event", event.pk, ("de",), (Part("events.poster", "a3"),))
    job = PrintJob.objects.create(
        id=uuid.uuid4(), about="event", subject=event.pk, order=order.as_json(), ordered_at=now()
    )
    kept = EventPrint.objects.create(
        event=event, document="events.poster", run=1, file="prints/gone.pdf", printed_at=now()
    )
    return {"print_office:job": job.pk, "kept print": kept.pk}


def _seats(event: Any) -> dict[str, Any]:
    """A plan, a registration and an invitation of the event, by the addresses that are about them."""
    plan = make.make_plan(event=event)
    one = make.make_registration(plan=plan)
    (guest,) = invite(plan=plan, households=[Household(name="Familie Beispiel")])
    named = ("registration", "registration-change", "registration-do", "registration-slip")
    invited = ("invitation", "invitation-do")
    return {
        "participation_office": event.pk,
        **{f"participation_office:{name}": one.pk for name in named},
        **{f"participation_office:{name}": guest.pk for name in invited},
    }


def _newspaper() -> dict[str, Any]:
    """An edition with an article in a slot, a comment and a link, by the addresses that are about them."""
    edition = make_edition()
    article = make_article(edition)
    slot = make_slot(edition, article=article)
    comment = add_comment(article=article, text="Bitte kürzen")
    link, _token = invite_author(article=article, name="Kim Muster", language="de")
    make_outlet(round=make_round())
    make_subscriber()
    about_article = ("article", "article-do", "comment-add", "version-list", "link-list")
    return {
        "newspaper_office": edition.pk,
        "newspaper_distribution_office": edition.pk,
        **{f"newspaper_office:{name}": article.pk for name in about_article},
        "newspaper_office:deadline-do": edition.deadlines.first().pk,
        "newspaper_office:slot": slot.pk,
        "newspaper_office:comment-resolve": comment.pk,
        "newspaper_office:link-revoke": link.pk,
        "newspaper_office:version-restore": article.versions.first().pk,
    }


def _money() -> dict[str, Any]:
    """A source with a line, an instalment and a draft of an order, by the addresses that are about them."""
    fund = make_fund()
    instalment = fund.instalments.create(due_on=today(), amount=100)
    order = make_order(fund, 40)
    line = fund.lines.get()
    receipt, paper = make_receipt(fund, 10), b"%PDF-1.4\n"
    file = money.attach_file(receipt=receipt, file=ContentFile(paper), name="beleg.pdf")
    waiting = money.keep_waiting(file=ContentFile(paper + b"%"), name="wartet.pdf")
    income = money.record_income(
        fund=fund,
        values={"kind": "own", "received_on": today(), "payer": "Rat", "reason": "Eigenanteil", "amount": 5},
    )
    money.save_account(values={"name": "Rat", "iban": "DE02120300000000202051"})
    payment = money.Payment(make_receipt(fund, 10), "Druckerei", "DE02500105170137075030", "Rechnung")
    run = money.make_run(payments=[payment], execute_on=today())
    return {
        **{f"funding_receipts:{name}": receipt.pk for name in ("receipt", "file-add", "receipt-reverse")},
        "funding_receipts:file-remove": file.pk,
        "funding_receipts:waiting-discard": waiting.pk,
        "funding_receipts:receipt-from-file": waiting.pk,
        "funding_receipts:income-reverse": income.pk,
        **{f"funding_receipts:{name}": run.pk for name in ("run", "run-file", "run-confirm", "run-discard")},
        "funding_office": fund.pk,
        **{f"funding_office:{name}": line.pk for name in ("line-edit", "line-remove")},
        **{f"funding_office:{name}": instalment.pk for name in ("instalment-call", "instalment-receive")},
        **{f"funding_office:{name}": order.pk for name in ("order", "order-edit", "order-do", "quote-add")},
    }


def _proofs() -> dict[str, Any]:
    """A proof of a source with a receipt, by the addresses that are about them."""
    fund = make_fund()
    proof, receipt = make_proof(fund), make_receipt(fund)
    about_fund = ("begin", "return", "application", "application-csv", "application-text")
    return {
        "funding_proofs": proof.pk,
        **{f"funding_proofs:{name}": fund.pk for name in about_fund},
        **{f"funding_proofs:{name}": receipt.pk for name in ("receipt", "file-delete")},
    }


def office_addresses(patterns: list, name: str = "", path: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{name}{pattern.namespace}:" if pattern.namespace else name
            yield from office_addresses(pattern.url_patterns, space, path + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield f"{name}{pattern.name}", path + str(pattern.pattern)


def everything() -> list[tuple[str, str]]:
    (office,) = [one for one in get_resolver().url_patterns if str(one.pattern) == "buero/"]
    return [
        (name, path)
        for name, path in office_addresses(office.url_patterns)
        if name not in OPEN and not name.startswith(REPLACED) and not name.startswith(ADMINISTRATORS)
    ]


def who_may(name: str) -> tuple[str, str]:
    """Method and letters. Raises KeyError for an address that stands in no table."""
    if name in OTHERS:
        return OTHERS[name]
    space, _colon, view = name.rpartition(":")
    found = RECORD_SPACE.fullmatch(space)
    if found is None:
        raise KeyError(name)
    records = f"{found[1]}_{found[2]}"
    if records == "events_event" and view in ONLY_EVENTS:
        return ("POST" if view in ("lock", "unlock") else "GET"), ONLY_EVENTS[view]
    return "GET", RECORDS[records][BELOW[view]]


def test_every_address_of_the_office_stands_in_a_table():
    missing = set()
    for name, _path in everything():
        try:
            who_may(name)
        except KeyError:
            missing.add(name)
    assert not missing
    assert not OTHERS.keys() - {name for name, _path in everything()}, "no longer there"
    assert set(LETTERS.values()) | {roles.ADMINISTRATOR} == {role.key for role in roles.all_roles()}


@pytest.fixture
def desk(db):
    return Desk()


@pytest.fixture
def undrawn(monkeypatch):
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_args, **_values: "")


def test_every_role_gets_where_the_table_says_and_nowhere_else(desk, undrawn):
    wrong = []
    for name, path in everything():
        method, expected = who_may(name)
        address = desk.address(name, path)
        found = "".join(one for one, user in desk.people.items() if desk.is_open(user, method, address))
        if set(found) != set(expected):
            wrong.append(f"{name} {address}: {found or 'nobody'}, expected {expected or 'nobody'}")
        if not expected and name not in UNREACHABLE and not desk.is_open(desk.admin, method, address):
            wrong.append(f"{name} {address}: not even an administrator")
    assert not wrong, "\n".join(wrong)


def test_strangers_get_nowhere(desk, undrawn):
    outsider = make_account("", email="fremd@example.org")
    wrong = [
        name
        for name, path in everything()
        for user in (AnonymousUser(), outsider)
        for method in ("GET", "POST")
        if desk.is_open(user, method, desk.address(name, path))
    ]
    assert not wrong


def test_what_belongs_to_a_tree_of_pages_is_for_administrators(desk, undrawn):
    (office,) = [one for one in get_resolver().url_patterns if str(one.pattern) == "buero/"]
    names = [
        (name, path.replace("^", "").replace(r"(\d+)", "1"))
        for name, path in office_addresses(office.url_patterns)
        if name.startswith(ADMINISTRATORS) and not name.endswith("revisions_compare")
    ]
    assert len(names) > 90
    wrong = [
        (name, letter)
        for name, path in names
        for letter, user in desk.people.items()
        for method in ("GET", "POST")
        if desk.is_open(user, method, desk.address(name, path))
    ]
    assert not wrong
    assert desk.is_open(desk.admin, "GET", "/buero/api/main/images/")
    assert desk.is_open(desk.admin, "GET", "/buero/reports/site-history/")


def test_bulk_deletion_asks_for_the_same_right(desk, undrawn):
    for records, (*_rights, deleters) in RECORDS.items():
        app, _underscore, name = records.partition("_")
        manager = apps.get_model(app, name)._default_manager
        record = manager.first()
        address = f"/buero/bulk/{app}/{name}/delete/"
        for letter, user in desk.people.items():
            if letter not in deleters:
                with transaction.atomic():
                    desk.answer(user, "POST", f"{address}?id={record.pk}")
                    assert manager.filter(pk=record.pk).exists(), (records, letter)
                    transaction.set_rollback(True)


def test_usage_names_no_record_of_another_role(desk, client):
    """Where a person is used stands also in records that not everybody who changes persons may see."""
    person = make.make_person(name="Dozentin")
    make.make_engagement(event=make.make_event(), person=person, note="geheime Absprache")
    client.force_login(desk.people["w"])
    html = client.get(f"/buero/snippets/people/person/usage/{person.pk}/").content.decode()
    assert "Dozentin" in html and "/engagement/edit/" not in html and "geheime" not in html


def test_lists_of_todos_are_empty_for_who_may_see_none(desk, client):
    for letter, is_shown in {"l": False, "m": False, "o": True}.items():
        client.force_login(desk.people[letter])
        html = client.get("/buero/aufgaben/listen/").content.decode()
        assert (str(desk.todos) in html) is is_shown, letter
