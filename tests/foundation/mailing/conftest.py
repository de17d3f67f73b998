"""A mail server to talk to, and mails in the outbox."""

import pytest

from miteinander.foundation.mailing import actions
from miteinander.foundation.mailing.models import OutgoingMail
from tests.support.factories import make_identity

from .smtp_server import mail_server


@pytest.fixture
def server():
    with mail_server() as running:
        yield running


@pytest.fixture
def sender(db):
    return make_identity(
        name="Integrationsrat Musterstadt", email="rat@example.org", sender_name="Büro des Rates"
    )


@pytest.fixture
def make_mail(db):
    """A mail in the outbox, its delivery enqueued."""

    def make(to="gast@example.org", **values):
        defaults = {
            "subject": "Gruß",
            "text": "Schöne Grüße",
            "html": "<p>Schöne Grüße</p>",
            "language": "de",
        }
        return actions.put_in_outbox(OutgoingMail(to=to, **(defaults | values)))

    return make
