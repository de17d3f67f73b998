"""Mails around an event: to whom, what they say, and each only once."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from miteinander.foundation.mailing.models import OutgoingMail
from miteinander.foundation.mailing.templates import mail_templates, write
from miteinander.foundation.values.clock import BERLIN, now
from miteinander.foundation.values.partial_dates import PartialDate
from miteinander.programme.events import companions
from miteinander.programme.events.actions import (
    cancel_event,
    dates_from,
    postpone_event,
    publish_event,
    save_event,
)
from miteinander.programme.events.bulk_actions import EventWrite, save_events
from miteinander.programme.events.drafts import copy_event
from miteinander.programme.events.models import Event
from miteinander.programme.participation import reminders, tasks, telling
from miteinander.programme.participation.actions import cancel_party, save_plan
from miteinander.programme.participation.enums import RegistrationState
from miteinander.programme.participation.models import DoorEntry, Registration, RegistrationPlan
from tests.support.accounts import make_account
from tests.support.factories import make_event, make_identity, make_plan, make_registration, make_venue, text
from tests.support.seats import books_agree

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
DAY = date(2035, 6, 6)
REASON = "Der Saal ist gesperrt."


def mails(news: str = "") -> list[OutgoingMail]:
    found = OutgoingMail.objects.order_by("pk")
    return list(found.filter(template=f"participation.{news}") if news else found)


def run_waiting() -> int:
    """What the worker would do, as often as it finds something."""
    done = 0
    while waiting := list(
        DBTaskResult.objects.ready().filter(args_kwargs__args__0__startswith="participation.")
    ):
        for entry in waiting:
            name, arguments = entry.args_kwargs["args"]
            getattr(tasks, name.partition(".")[2])(**arguments)
            entry.delete()
            done += 1
    return done


def guest(plan: RegistrationPlan, email: str = "gast@example.org", **values) -> Registration:
    """Somebody who registered some days ago."""
    registration = make_registration(plan=plan, email=email, **values)
    Registration.objects.filter(pk=registration.pk).update(created_at=now() - timedelta(days=3))
    run_waiting()
    OutgoingMail.objects.all().delete()
    return registration


def let_in(registration: Registration, **values) -> DoorEntry:
    return DoorEntry.objects.create(
        uid=uuid.uuid4(),
        event_id=registration.plan.event_id,
        deed="in",
        guest=registration.guests.first(),
        happened_at=now(),
        **values,
    )


def move(event: Event, when: str) -> None:
    save_event(event=event, values={}, parts={"dates": dates_from([PartialDate.parse(when)])})


# --- What a mail of the room looks like --------------------------------------------------------------------------------


def test_every_mail_of_the_room_can_be_written_from_its_sample_in_every_direction():
    ours = [one for one in mail_templates() if one.key.startswith("participation.")]
    assert len(ours) >= 16
    for template in ours:
        for lang in ("de", "ar"):
            written = write(template, lang=lang, context=template.sample)
            assert template.sample["title"] in written.subject
            assert "None" not in written.text
            assert "[" not in written.text
            assert ("rtl" in written.html) == (lang == "ar")


def test_booked_mail_brings_the_calendar_and_answers_go_to_the_office():
    make_identity(email="buero@example.org")
    plan = make_plan(event=make_event(dates=["2035-06-06 15:00"], title="Lesung im Garten"))
    registration = make_registration(plan=plan, adults=2, email="gast@example.org")
    run_waiting()
    (mail,) = mails("booked")
    assert mail.reply_to == "buero@example.org"
    (file,) = mail.attachments.all()
    stream = bytes(file.content).decode()
    assert "SUMMARY" in stream
    assert "Lesung im Garten" in stream
    assert "DTSTART;TZID=Europe/Berlin:20350606T150000" in stream
    assert "2 Personen" in mail.text
    assert telling.own_url(registration) in mail.text


# --- The day before ----------------------------------------------------------------------------------------------------


def test_day_before_reminds_those_with_a_seat_once():
    plan = make_plan(seats=2)
    guest(plan, "platz@example.org", adults=2, name="Mira")
    guest(plan, "wartet@example.org", name="Jonas")
    assert reminders.remind_guests(day=date(2035, 6, 4)) == 0
    assert reminders.remind_guests(day=date(2035, 6, 5)) == 1
    reminders.remind_guests(day=date(2035, 6, 5))
    (mail,) = mails()
    assert (mail.to, mail.template) == ("platz@example.org", "participation.reminder")
    assert "Morgen" in mail.subject
    assert "6. Juni 2035" in mail.text


def test_no_reminder_right_after_registering_nor_for_a_cancelled_event():
    plan = make_plan()
    make_registration(plan=plan, email="eben@example.org")
    assert reminders.remind_guests(day=date(2035, 6, 5)) == 0
    guest(plan)
    cancel_event(event=plan.event, reason=text(REASON))
    assert reminders.remind_guests(day=date(2035, 6, 5)) == 0


def test_each_date_of_a_course_is_remembered():
    plan = make_plan(event=make_event(dates=["2035-06-06 15:00", "2035-06-13 15:00"]))
    guest(plan)
    reminders.remind_guests(day=date(2035, 6, 5))
    reminders.remind_guests(day=date(2035, 6, 12))
    first, second = mails("reminder")
    assert "6. Juni" in first.text
    assert "13. Juni" in second.text
    assert "6. Juni" not in second.text


def test_moved_event_is_remembered_on_its_new_day():
    plan = make_plan()
    guest(plan)
    reminders.remind_guests(day=date(2035, 6, 5))
    move(plan.event, "2035-06-07 15:00")
    assert reminders.remind_guests(day=date(2035, 6, 6)) == 1


# --- An offer that waits -----------------------------------------------------------------------------------------------


def test_pending_offer_is_remembered_in_its_second_half_and_once():
    plan = make_plan(seats=1, offer_hours=48)
    first = guest(plan, "erste@example.org")
    waiting = guest(plan, "zweite@example.org")
    cancel_party(registration=first)
    waiting.refresh_from_db()
    assert waiting.state == RegistrationState.OFFERED
    assert reminders.remind_offers(at=waiting.offer_until - timedelta(hours=30)) == 0
    assert reminders.remind_offers(at=waiting.offer_until - timedelta(hours=20)) == 1
    reminders.remind_offers(at=waiting.offer_until - timedelta(hours=2))
    assert reminders.remind_offers(at=waiting.offer_until + timedelta(hours=1)) == 0
    assert len(mails("offer_reminder")) == 1


def test_short_offer_is_not_remembered_before_half_its_time():
    plan = make_plan(seats=1, offer_hours=6)
    first, waiting = guest(plan, "erste@example.org"), guest(plan, "zweite@example.org")
    cancel_party(registration=first)
    waiting.refresh_from_db()
    assert reminders.remind_offers(at=waiting.offer_until - timedelta(hours=5)) == 0
    assert reminders.remind_offers(at=waiting.offer_until - timedelta(hours=3)) == 1


# --- Afterwards --------------------------------------------------------------------------------------------------------


def test_thanks_to_those_who_came_and_a_kind_word_to_those_who_did_not():
    plan = make_plan()
    came, missed = guest(plan, "da@example.org"), guest(plan, "weg@example.org")
    taken_back = guest(plan, "irrtum@example.org")
    let_in(came)
    entry = let_in(taken_back)
    DoorEntry.objects.create(
        uid=uuid.uuid4(), event=plan.event, deed="undo", undoes=entry.uid, happened_at=now()
    )
    assert reminders.thank_guests(day=DAY) == 0  # it is not over yet
    assert reminders.thank_guests(day=DAY + timedelta(days=1)) == 3
    reminders.thank_guests(day=DAY + timedelta(days=2))
    assert {mail.to: mail.template for mail in mails()} == {
        "da@example.org": "participation.thanks",
        "weg@example.org": "participation.missed",
        "irrtum@example.org": "participation.missed",
    }
    assert all("/rueckmeldung/" in mail.text for mail in mails())
    assert len({line for mail in mails() for line in mail.text.splitlines() if "/rueckmeldung/" in line}) == 1
    assert telling.own_url(missed) not in mails("missed")[0].text


def test_where_nobody_counted_everybody_gets_one_neutral_mail():
    plan = make_plan()
    guest(plan)
    reminders.thank_guests(day=DAY + timedelta(days=1))
    assert [mail.template for mail in mails()] == ["participation.after"]


def test_nobody_is_thanked_for_a_cancelled_event_or_long_after():
    plan = make_plan()
    guest(plan)
    assert reminders.thank_guests(day=DAY + timedelta(days=5)) == 0
    cancel_event(event=plan.event, reason=text(REASON))
    assert reminders.thank_guests(day=DAY + timedelta(days=1)) == 0


def test_course_thanks_after_its_last_date():
    plan = make_plan(event=make_event(dates=["2035-06-06 15:00", "2035-06-13 15:00"]))
    guest(plan)
    assert reminders.thank_guests(day=date(2035, 6, 7)) == 0
    assert reminders.thank_guests(day=date(2035, 6, 14)) == 1


# --- Moved, postponed, cancelled ---------------------------------------------------------------------------------------


def test_moved_event_tells_old_and_new_day_to_everybody_in_play_once():
    plan = make_plan(seats=1)
    guest(plan, "platz@example.org")
    guest(plan, "wartet@example.org")
    cancel_party(registration=guest(plan, "weg@example.org"))
    run_waiting()
    OutgoingMail.objects.all().delete()
    move(plan.event, "2035-06-20 16:00")
    companions.after_change(plan.event)  # a second call tells nothing
    run_waiting()
    assert sorted(mail.to for mail in mails("moved")) == ["platz@example.org", "wartet@example.org"]
    mail = mails("moved")[0]
    assert "Neuer Termin" in mail.subject
    assert "20. Juni 2035" in mail.text
    assert "6. Juni 2035" in mail.text
    assert mail.attachments.count() == 1


def test_other_place_is_told_and_another_title_is_not():
    venue = make_venue(name="Alter Saal")
    plan = make_plan(event=make_event(dates=["2035-06-06 15:00"], venues=[venue]))
    guest(plan)
    save_event(event=plan.event, values={"title": text("Anders genannt")})
    assert run_waiting() == 0
    save_event(event=plan.event, values={}, venues=[make_venue(name="Neuer Saal")])
    run_waiting()
    (mail,) = mails("moved")
    assert "Neuer Ort" in mail.subject
    assert "Alter Saal" in mail.text
    assert "Neuer Saal" in mail.text


def test_form_of_the_office_tells_too_and_only_when_the_day_changed():
    """Wagtail writes the event itself; its publishing ends in our action."""
    office = make_account("office")
    plan = make_plan()
    guest(plan)
    event = Event.objects.get(pk=plan.event_id)
    event.title = text("Anderer Titel")
    event.save_revision(user=office).publish(user=office)
    assert run_waiting() == 0
    day = event.dates.all()[0]
    day.starts_at = day.starts_at + timedelta(days=1)
    event.dates.add(day)
    event.save_revision(user=office).publish(user=office)
    run_waiting()
    (mail,) = mails("moved")
    assert "7. Juni 2035" in mail.text
    assert "6. Juni 2035" in mail.text


def test_import_of_a_file_tells_too():
    plan = make_plan()
    guest(plan)
    event = Event.objects.prefetch_related("dates", "venues").get(pk=plan.event_id)
    save_events(
        writes=[EventWrite(event, {}, {"dates": dates_from([PartialDate.parse("2035-07-01 10:00")])})]
    )
    run_waiting()
    assert len(mails("moved")) == 1


def test_postponed_then_a_new_day():
    plan = make_plan()
    guest(plan)
    postpone_event(event=plan.event, reason=text(REASON))
    run_waiting()
    (mail,) = mails()
    assert mail.template == "participation.postponed"
    assert REASON in mail.text
    event = Event.objects.get(pk=plan.event_id)
    move(event, "2035-09-01 15:00")
    assert run_waiting() == 0  # still postponed: the day may change again
    publish_event(event=Event.objects.get(pk=plan.event_id))
    run_waiting()
    (mail,) = mails("moved")
    assert "6. Juni 2035" in mail.text
    assert "1. September 2035" in mail.text


def test_cancelled_event_tells_everybody_with_the_reason_and_takes_back_offers():
    plan = make_plan(seats=2)
    first, booked = guest(plan, "a@example.org"), guest(plan, "b@example.org")
    waiting = guest(plan, "c@example.org")
    cancel_party(registration=first)
    run_waiting()
    OutgoingMail.objects.all().delete()
    cancel_event(event=plan.event, reason=text(REASON))
    run_waiting()
    assert sorted(mail.to for mail in mails("event_cancelled")) == ["b@example.org", "c@example.org"]
    assert all(REASON in mail.text for mail in mails())
    waiting.refresh_from_db()
    assert (waiting.state, waiting.offer_until) == (RegistrationState.WAITING, None)
    booked.refresh_from_db()
    assert booked.state == RegistrationState.BOOKED
    books_agree(plan)
    stream = bytes(mails()[0].attachments.get().content).decode()
    assert "STATUS:CANCELLED" in stream


def test_event_that_takes_place_after_all_says_so():
    plan = make_plan()
    guest(plan)
    cancel_event(event=plan.event, reason=text(REASON))
    publish_event(event=Event.objects.get(pk=plan.event_id))
    run_waiting()
    assert [mail.template for mail in mails()] == [
        "participation.event_cancelled",
        "participation.takes_place",
    ]


def test_who_registers_after_the_change_is_not_told_of_it():
    plan = make_plan()
    guest(plan)
    move(plan.event, "2035-06-20 16:00")
    later = make_registration(plan=plan, email="neu@example.org")
    Registration.objects.filter(pk=later.pk).update(created_at=now() + timedelta(minutes=1))
    run_waiting()
    assert [mail.to for mail in mails("moved")] == ["gast@example.org"]


def test_draft_that_moves_tells_nobody():
    event = make_event(dates=["2035-06-06 15:00"], state="draft")
    save_plan(event=event, values={})
    move(event, "2035-06-20 16:00")
    assert run_waiting() == 0


def test_people_to_tell_says_whom_to_call():
    plan = make_plan()
    guest(plan)
    guest(plan, email="")
    guest(plan, email="")
    counts = {one.label: one.count for one in companions.people_to_tell(plan.event)}
    assert sorted(counts.values()) == [1, 2]
    assert counts[next(label for label in counts if "rufen" in label)] == 2


def test_unusable_address_stops_nobody_else():
    plan = make_plan()
    guest(plan, "kaputt")
    guest(plan, "gut@example.org")
    cancel_event(event=plan.event, reason=text(REASON))
    run_waiting()
    assert [mail.to for mail in mails()] == ["gut@example.org"]


def test_copied_event_has_the_plan_and_no_guests():
    plan = make_plan(seats=12, closes_at=datetime(2035, 5, 6, 12, tzinfo=BERLIN))
    guest(plan)
    new = copy_event(old=plan.event, dates=[PartialDate.parse("2036-06-06 15:00")])
    copied = RegistrationPlan.objects.get(event=new)
    assert copied.pools.get(scope="all").seats == 12
    assert copied.closes_at.date() == date(2036, 5, 6)
    assert copied.registrations.count() == 0


def test_mail_speaks_the_language_of_the_guest():
    plan = make_plan()
    guest(plan, language="ar")
    reminders.remind_guests(day=date(2035, 6, 5))
    (mail,) = mails()
    assert mail.language == "ar"
    assert 'dir="rtl"' in mail.html
