"""`miteinander print` for the sheets of one registration: found by its code, in its language, and never kept."""

import pytest
from django.http import Http404

from miteinander.foundation.typesetting import subjects
from miteinander.foundation.typesetting.command import run_print
from miteinander.foundation.typesetting.office_pages import get_about_or_404
from miteinander.foundation.typesetting.subjects import NoSubject
from miteinander.programme.events.models import EventPrint
from miteinander.programme.participation import own_links
from tests.support import pdfs
from tests.support.factories import make_registration

pytestmark = pytest.mark.django_db


def code_of(registration) -> str:
    return own_links.code(own_links.Purpose.REGISTRATION, registration.uid, registration.link_round)


def test_ticket_by_code_or_number(party, tmp_path, capfd):
    for typed in (code_of(party.mira), code_of(party.mira).lower(), str(party.mira.pk)):
        target = tmp_path / "karte.pdf"
        assert run_print(["participation.ticket", typed, "-o", str(target)]) == 0
        assert "Mira Beispiel" in pdfs.text_of(target.read_bytes())
        target.unlink()
    assert "Mira" not in capfd.readouterr().out


def test_slip_in_the_language_of_the_registration(party, tmp_path):
    guest = make_registration(plan=party.plan, name="Deniz Örnek", language="tr")
    target = tmp_path / "zettel.pdf"
    assert run_print(["participation.slip", code_of(guest), "-o", str(target)]) == 0
    assert pdfs.language_of(target.read_bytes()) == "tr"
    assert run_print(["participation.slip", code_of(guest), "--lang", "de", "-o", str(target)]) == 0
    assert pdfs.language_of(target.read_bytes()) == "de"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("0" * 12,), "gibt es nicht"),
        (("fest-im-park",), "gibt es nicht"),
        (("MIRA", "--keep"), "werden nicht aufgehoben"),
        (("MIRA", "--lang", "de,tr"), "höchstens 1 Sprachen"),
    ],
)
def test_what_cannot_be_is_said(party, tmp_path, capfd, more, sentence):
    typed = [code_of(party.mira) if word == "MIRA" else word for word in more]
    assert run_print(["participation.ticket", *typed, "-o", str(tmp_path / "a.pdf")]) == 1
    assert sentence in capfd.readouterr().err
    assert not (tmp_path / "a.pdf").exists() and not EventPrint.objects.exists()


def test_certificate_before_the_event_is_refused_with_a_sentence(party, tmp_path, capfd):
    assert run_print(["participation.certificate", code_of(party.mira), "-o", str(tmp_path / "a.pdf")]) == 1
    assert "nach der Veranstaltung" in capfd.readouterr().err


def test_pages_of_print_in_the_office_do_not_know_it(party, django_user_model):
    """There its sheets stand on the page of the registration, for those who may read it."""
    chief = django_user_model.objects.create_superuser(email="chef@example.org", password="x")
    with pytest.raises(Http404):
        get_about_or_404(chief, "registration", party.mira.pk)
    assert "Mira" not in str(subjects.subject("registration").describe(party.mira.pk, None))
    with pytest.raises(NoSubject):
        print(subjects.subject("registration").kept)
