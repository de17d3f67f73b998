"""What is kept how long: mails, reports, addresses that had trouble, and what somebody chose."""

from datetime import timedelta

import pytest
from django.utils import timezone

from miteinander.foundation.mailing import actions, addresses, preferences
from miteinander.foundation.mailing.enums import MailState
from miteinander.foundation.mailing.models import (
    DeliveryReport,
    MailAddress,
    MailAttachment,
    OptOut,
    OutgoingMail,
)

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def ago(days):
    return timezone.now() - timedelta(days=days)


def address(name, *, created=0, failed=None, stopped=None):
    found = MailAddress.objects.create(
        address=f"{name}@example.org", reason="550" if stopped is not None else ""
    )
    MailAddress.objects.filter(pk=found.pk).update(
        created_at=ago(created),
        failed_at=None if failed is None else ago(failed),
        stopped_at=None if stopped is None else ago(stopped),
    )
    return found


def known():
    return {one.address.partition("@")[0] for one in MailAddress.objects.all()}


def test_an_address_is_forgotten_when_its_trouble_is_long_ago():
    address("nie", created=181)
    address("neulich", created=400, failed=179)
    address("lange-her", created=400, failed=181)
    address("neu", created=179)
    actions.erase_old_mails()
    assert known() == {"neulich", "neu"}


def test_a_stop_holds_two_years_after_the_last_failure():
    address("zwei-jahre", created=800, failed=731, stopped=731)
    address("noch-nicht", created=800, failed=729, stopped=729)
    actions.erase_old_mails()
    assert known() == {"noch-nicht"}
    assert MailAddress.objects.stopped().count() == 1


def test_what_somebody_chose_stays_and_only_the_stop_beside_it_goes():
    preferences.stop_kind(address="abbestellt@example.org", kind="newsletter")
    MailAddress.objects.update(
        created_at=ago(2_000), failed_at=ago(2_000), stopped_at=ago(2_000), reason="550"
    )
    actions.erase_old_mails()
    one = MailAddress.objects.get()
    assert (one.address, one.stopped_at, one.reason) == ("abbestellt@example.org", None, "")
    assert preferences.stopped_kinds("abbestellt@example.org") == {"newsletter"}


def test_files_and_reports_go_with_their_mail(make_mail):
    old, young = make_mail("alt@example.org"), make_mail("neu@example.org")
    for mail in (old, young):
        MailAttachment.objects.create(mail=mail, name="a.ics", mime_type="text/calendar", content=b"x")
        DeliveryReport.objects.create(digest=str(mail.pk), mail=mail, bounce="permanent")
    OutgoingMail.objects.update(state=MailState.SENT, sent_at=timezone.now())
    OutgoingMail.objects.filter(pk=old.pk).update(created_at=ago(91))
    DeliveryReport.objects.filter(mail=old).update(read_at=ago(91))
    assert actions.erase_old_mails() == 1
    assert MailAttachment.objects.get().mail == DeliveryReport.objects.get().mail == young


def test_a_report_outlives_its_mail_so_that_it_does_not_count_twice(make_mail):
    mail = make_mail()
    DeliveryReport.objects.create(digest="d", mail=mail, bounce="permanent")
    OutgoingMail.objects.update(state=MailState.FAILED, created_at=ago(91))
    actions.erase_old_mails()
    assert DeliveryReport.objects.get().mail is None


def test_who_is_erased_is_unknown_to_the_outbox(make_mail):
    make_mail("person@example.org")
    addresses.note_failure("person@example.org", "550")
    preferences.stop_kind(address="person@example.org", kind="newsletter")
    actions.erase_mails_to(address="Person@Example.org")
    assert (
        not OutgoingMail.objects.exists() and not MailAddress.objects.exists() and not OptOut.objects.exists()
    )
