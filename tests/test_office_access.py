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
from tests.support import factories as make
from tests.support.accounts import make_account, with_second_factor
from tests.support.distribution import make_outlet, make_round, make_subscriber
from tests.support.joined_world import World
from tests.support.money import make_fund, make_receipt
from tests.support.newspaper import make_article, make_edition, make_slot
from tests.support.proofs import make_proof

pytestmark = pytest.mark.django_db

LETTERS = {
    "c": "chair", "o": "office", "w": "working_group_lead", "e": "editor", "l": "translator", "t": "treasurer",
    "v": "volunteer_coordinator", "m": "member", "a": "auditor",
}  # fmt: skip
EVERYBODY, NOBODY = "coweltvma", ""
# Who may see, add, change and delete the records of a list. Administrators may everything that anybody can do at all.
RECORDS: dict[str, tuple[str, str, str, str]] = {
    "interface_identity": ("coa", "", "co", ""),
    "places_borough": ("coewvtma", "co", "co", "co"),
    "places_district": ("coewvtma", "co", "co", "co"),
    "places_venue": ("coewvltma", "coewv", "coewv", "co"),
    "people_organisation": ("coewvltma", "coewv", "coewv", "co"),
    "people_person": ("cowveta", "cowv", "cowv", "co"),
    "council_body": ("coewvtma", "co", "co", "co"),
    "council_term": ("coewvtma", "co", "co", "co"),
    "council_membership": ("coewvtma", "co", "co", "co"),
    "council_workinggroup": ("coewvtma", "co", "co", "co"),
    "concept_concept": (EVERYBODY, "co", "co", "co"),
    "concept_crosscuttingtask": (EVERYBODY, "co", "co", "co"),
    "concept_fieldofaction": (EVERYBODY, "co", "co", "co"),
    "concept_goal": (EVERYBODY, "co", "co", "co"),
    "concept_measure": (EVERYBODY, "co", "co", "co"),
    "concept_activity": (EVERYBODY, "co", "coe", "co"),
    "planning_checklisttemplate": ("cowvetma", "co", "co", "co"),
    "planning_schoolholiday": ("cowvetma", "co", "co", "co"),
    "events_event": (EVERYBODY, "coewv", "coewv", "co"),
    "events_series": (EVERYBODY, "coe", "coe", "co"),
    "events_format": (EVERYBODY, "coe", "coe", "co"),
    "events_eventreport": ("coewvta", "coewv", "coewv", "co"),
    "events_engagement": ("cota", "co", "co", "co"),
    "newspaper_edition": (EVERYBODY, "coe", "coe", "coe"),
    "newspaper_article": (EVERYBODY, NOBODY, "coew", "coe"),
    "newspaper_section": (EVERYBODY, "coe", "coe", "coe"),
    "newspaper_outlet": ("coewvta", "coev", "coev", "coe"),
    "newspaper_carrierround": ("coewvta", "coev", "coev", "coe"),
    "newspaper_postalsubscriber": ("coe", "co", "co", "co"),
    "website_fixedpage": ("coela", NOBODY, "coe", NOBODY),
    "website_fixedpagetext": ("coela", "co", "coe", "co"),
    "website_barrierreport": ("coea", NOBODY, "co", NOBODY),
}
SEE, ADD, CHANGE, DELETE = range(4)
# What stands below each list, and the right it asks for.
BELOW: dict[str, int] = {
    "list": SEE, "list_results": SEE, "add": ADD, "copy": ADD, "edit": CHANGE, "delete": DELETE, "usage": CHANGE,
    "history": CHANGE, "history_results": CHANGE, "preview_on_add": ADD, "preview_on_edit": CHANGE,
    "revisions_view": CHANGE, "revisions_revert": CHANGE, "revisions_compare": CHANGE, "workflow_history": CHANGE,
    "confirm_workflow_cancellation": CHANGE, "workflow_history_detail": CHANGE,
    "choose": SEE, "choose_results": SEE, "chosen": SEE, "chosen_multiple": SEE, "create": ADD,
}  # fmt: skip
PUBLISHERS, REVIEWERS = "coe", "coe"
ONLY_EVENTS = {
    "revisions_unschedule": PUBLISHERS, "unpublish": PUBLISHERS, "lock": "co", "unlock": "co",
    "workflow_action": REVIEWERS, "collect_workflow_action_data": REVIEWERS, "workflow_preview": REVIEWERS,
}  # fmt: skip
PICTURES, ACCOUNTS, TRAIL, DESK, SEATS = "coewv", "co", "coa", "coewvl", "coewvma"
# Everything else: who gets in. Written as "POST" where the address only takes that.
OTHERS: dict[str, tuple[str, str]] = {
    "wagtailadmin_home": ("GET", EVERYBODY),
    "wagtailadmin_account": ("GET", EVERYBODY),
    "wagtailadmin_dismissibles": ("GET", EVERYBODY),
    "wagtailadmin_editing_sessions:ping": ("POST", "coewv"),
    "wagtailadmin_editing_sessions:release": ("POST", EVERYBODY),  # one's own only
    "wagtailadmin_block_preview": ("GET", NOBODY),
    "wagtailadmin_choose_page": ("GET", EVERYBODY),
    "wagtailadmin_choose_page_child": ("GET", EVERYBODY),
    "wagtailadmin_choose_page_search": ("GET", EVERYBODY),
    "wagtailadmin_choose_page_chosen_multiple": ("GET", EVERYBODY),
    "wagtailadmin_choose_page_external_link": ("GET", EVERYBODY),
    "wagtailadmin_choose_page_email_link": ("GET", EVERYBODY),
    "wagtailadmin_choose_page_phone_link": ("GET", EVERYBODY),
    "wagtailadmin_choose_page_anchor_link": ("GET", EVERYBODY),
    "wagtailadmin_tag_autocomplete": ("GET", EVERYBODY),
    "wagtailadmin_tag_model_autocomplete": ("GET", EVERYBODY),
    "wagtailembeds:chooser": ("GET", EVERYBODY),
    "wagtailembeds:chooser_upload": ("POST", EVERYBODY),
    "wagtail_bulk_action": ("POST", EVERYBODY),  # each action asks for itself; see below
    "wagtailsnippets:index": ("GET", NOBODY),
    "work:overview": ("GET", NOBODY),
    "work:retry": ("POST", NOBODY),
    "media:withdrawn-list": ("GET", PICTURES),
    "media:image-withdraw": ("GET", PICTURES),
    "mailing:outbox": ("GET", "co"),
    "mailing:mail": ("GET", "co"),
    "mailing:mail-html": ("GET", "co"),
    "mailing:mail-resend": ("POST", "co"),
    "mailing:mail-cancel": ("POST", "co"),
    "mailing:mails-cancel": ("POST", "co"),
    "mailing:address-list": ("GET", "co"),
    "mailing:address-free": ("POST", "co"),
    "mailing:template-list": ("GET", "co"),
    "mailing:template-preview": ("GET", "co"),
    "mailing:template-html": ("GET", "co"),
    "access_office:account-list": ("GET", "coa"),
    "access_office:account": ("GET", "coa"),
    "access_office:account-change": ("POST", ACCOUNTS),
    "access_office:invitation-new": ("GET", "coa"),  # offers no role to who may give none
    "access_office:invitation-change": ("POST", ACCOUNTS),
    "access_office:grant-end": ("POST", ACCOUNTS),
    "translation:overview": ("GET", DESK),
    "translation:next": ("GET", DESK),
    "translation:export-xliff": ("GET", DESK),
    "translation:export-po": ("GET", DESK),
    "translation:import": ("GET", DESK),
    "translation:import-apply": ("POST", DESK),
    "translation:edit": ("GET", DESK),
    "translation:machine-ask": ("POST", DESK),
    "translation:reading-new": ("POST", DESK),
    "participation_feedback_office:feedback-result": ("GET", "coewva"),
    "participation_feedback_office:feedback-poster": ("GET", "coewva"),
    "participation_feedback_office:feedback-slips": ("POST", "coewv"),
    "participation_feedback_office:feedback-sheet": ("GET", "cowv"),
    "programme_files:overview": ("GET", NOBODY),
    "programme_files:file-apply": ("POST", NOBODY),
    "programme_files:template-download": ("GET", NOBODY),
    "programme_files:export-xlsx": ("GET", NOBODY),
    "programme_files:export-yaml": ("GET", NOBODY),
    "programme_files:export-csv": ("GET", NOBODY),
    "audit:entry-list": ("GET", TRAIL),
    "audit:entry-export": ("GET", TRAIL),
    "privacy:register": ("GET", TRAIL),
    "privacy:erasure-log": ("GET", TRAIL),
    "privacy:person": ("GET", "co"),
    **{f"door:{name}": ("GET", "cowv") for name in ("overview", "event", "counts", "door")},
    **{
        f"door:{name}": ("POST", "cowv")
        for name in ("link-new", "links-close", "door-remove", "phone-lock-out")
    },
    "office:year-wheel": ("GET", EVERYBODY),
    "office:language-list": ("GET", EVERYBODY),
    "days:day-check": ("GET", EVERYBODY),
    "days:day-hints": ("GET", EVERYBODY),
    "event_office:plan-start": ("GET", "coewv"),
    "event_office:plan-format": ("GET", "coewv"),
    "event_office:plan-again": ("GET", "coewv"),
    "event_office:event-share": ("GET", EVERYBODY),
    "event_office:event-cancel": ("GET", PUBLISHERS),
    "event_office:event-postpone": ("GET", PUBLISHERS),
    "event_office:draft-move": ("POST", "coewv"),
    "event_office:event-print": ("GET", EVERYBODY),
    **{f"print_office:{name}": ("GET", EVERYBODY) for name in (
        "sheets", "sheet", "preview", "kit", "kept", "kept-file", "job")},  # each document asks for itself
    "print_office:settings": ("GET", "co"),
    **{f"participation_office:{name}": ("GET", SEATS) for name in ("event-list", "registration-list")},
    **{f"participation_office:{name}": ("GET", "cowv") for name in (
        "plan-edit", "question-edit", "bring-edit", "entry", "sheet", "invitation-add",
        "registration-change")},
    **{f"participation_office:{name}": ("GET", "cowva") for name in (
        "door-list", "export-csv", "export-xlsx", "registration", "registration-slip", "invitation-list",
        "invitation", "letters")},
    **{f"participation_office:{name}": ("POST", "cowv") for name in (
        "seats-offer", "blank-sheet", "sheet-returned", "registration-do", "invitations-do", "invitation-do")},
    **{f"newspaper_office:{name}": ("GET", EVERYBODY) for name in (
        "edition-list", "edition", "flatplan", "article", "version-list")},
    **{f"newspaper_office:{name}": ("POST", "coe") for name in (
        "edition-do", "deadline-do", "flatplan-do", "link-revoke")},
    **{f"newspaper_office:{name}": ("GET", "coe") for name in ("slot", "link-list")},
    "newspaper_office:idea-add": ("GET", "coew"),
    **{f"newspaper_distribution_office:{name}": ("GET", "coewvta") for name in (
        "overview", "delivery-list", "leftovers", "print", "sheet")},
    "newspaper_distribution_office:run-adopt": ("POST", "coe"),
    "newspaper_distribution_office:settings": ("GET", "coe"),
    "newspaper_office:article-do": ("POST", "coew"),
    "newspaper_office:comment-add": ("POST", "coewvlm"),
    "newspaper_office:comment-resolve": ("POST", "coewvlm"),
    "newspaper_office:version-restore": ("POST", "coew"),
    **{f"funding_proofs:{name}": ("GET", "cota") for name in (
        "list", "proof", "words", "numbers", "verify", "pdf", "xlsx", "json", "receipts-csv", "income-csv", "zip", "receipt")},
    **{f"funding_proofs:{name}": ("GET", "ot") for name in ("begin", "return")},
    **{f"funding_proofs:{name}": ("POST", "ot") for name in (
        "redraft", "submit", "discard", "make-file", "file-delete")},
    **{f"funding_proofs:{name}": ("GET", "cotaw") for name in (
        "application", "application-csv", "application-text")},
    "planning:my-todos": ("GET", EVERYBODY),
    "planning:list-index": ("GET", EVERYBODY),  # empty for those who may see none; see below
    "planning:list-detail": ("GET", "cowveta"),
    "planning:feed-settings": ("GET", EVERYBODY),
    "planning:holiday-import": ("GET", "co"),
    "planning:todo-edit": ("GET", "cowveta"),
    "planning:todo-state": ("POST", "cowv"),
    "entry-check:confirmation-list": ("GET", "coewv"),
    "entry-check:confirmation-ask": ("POST", "coewv"),
    "entry-check:proposal-detail": ("GET", "coewv"),
    **{f"wagtail{kind}:{name}": ("GET", PICTURES) for kind, names in {
        "docs": "index index_results add edit delete add_multiple document_usage",
        "images": "index index_results add edit delete add_multiple image_usage preview",
    }.items() for name in names.split()},
    "wagtailimages:url_generator": ("GET", NOBODY),
    "wagtailimages:url_generator_output": ("GET", NOBODY),
    "wagtailimages:create_multiple_from_uploaded_image": ("POST", NOBODY),
    "wagtailimages:delete_upload_multiple": ("POST", NOBODY),
    "wagtaildocs:create_multiple_from_uploaded_document": ("POST", NOBODY),
    "wagtaildocs:delete_upload_multiple": ("POST", NOBODY),
    **{f"wagtail{kind}:{name}": ("POST", PICTURES) for kind, names in {
        "docs": "edit_multiple delete_multiple",
        "images": "edit_multiple delete_multiple",
    }.items() for name in names.split()},
    **{f"wagtail{kind}_chooser:{name}": ("GET", PICTURES) for kind in ("docs", "images")
       for name in ("choose", "choose_results", "chosen", "chosen_multiple", "create")},
    "wagtailimages_chooser:select_format": ("GET", PICTURES),
}  # fmt: skip
# Ours stands before them, or nothing is behind them; and what anybody may fetch.
REPLACED = ("wagtailusers_users", "wagtailusers_groups", "wagtailadmin_password_reset", "wagtailsettings")
OPEN = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "None",
}
# The policy refuses it to all, it is switched off, or it asks for an upload of one's own that failed half-way.
UNREACHABLE = (
    {
        "wagtailsnippets:index",
        "wagtailadmin_block_preview",
        "wagtailimages:url_generator",
        "wagtailimages:url_generator_output",
        "wagtailimages:create_multiple_from_uploaded_image",
        "wagtailimages:delete_upload_multiple",
        "wagtaildocs:create_multiple_from_uploaded_document",
        "wagtaildocs:delete_upload_multiple",
    }
    | {
        f"wagtailsnippets_website_{name}:{view}"
        for name in ("fixedpage", "barrierreport")
        for view in ("add", "delete")
    }
    | {f"wagtailsnippetchoosers_website_{name}:create" for name in ("fixedpage", "barrierreport")}
    | {"wagtailsnippets_newspaper_article:add", "wagtailsnippetchoosers_newspaper_article:create"}
)
SENT = {"do": "sessions", "stand": "erledigt", "was": "absagen"}
SPECIAL = {
    "wagtail_bulk_action": "bulk/events/event/delete/?id={draft}",
    "wagtailadmin_tag_model_autocomplete": "tag-autocomplete/taggit/tag/",
    "work:retry": "hintergrundarbeit/{work}/noch-einmal/",
    "print_office:sheet": "drucken/event/{event}/blatt/events.poster/",
    "print_office:preview": "drucken/event/{event}/blatt/events.poster/vorschau/",
}
RECORD_SPACE = re.compile(r"wagtailsnippet(?:s|choosers)_([a-z]+)_([a-z]+)")
# Closed to everybody but administrators by the middleware, whatever is below.
ADMINISTRATORS = (
    "wagtailadmin_api", "wagtailadmin_explore", "wagtailadmin_pages", "wagtailadmin_collections", "wagtailforms",
    "wagtailadmin_workflows", "wagtailadmin_reports", "wagtailredirects", "wagtaillocales", "wagtailsites",
    "wagtailadmin_error_test",
)  # fmt: skip


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
            **_seats(self.event), **_newspaper(), **_proofs(),
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
