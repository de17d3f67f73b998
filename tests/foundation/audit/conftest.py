"""The office at its desk, and who notices what it writes."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from miteinander.foundation.audit.actions import content_version
from miteinander.foundation.audit.models import AuditEntry


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    reverse("wagtailadmin_home")  # reading the addresses gives every model its `snippet_viewset`
    return client


@pytest.fixture
def written(office):
    """`with written(record_or_model, verb): ...` finds an entry by the office and a raised content version."""

    class Watch:
        def __init__(self, model, verb, *, actor=office, pk=None):
            self.model, self.verb, self.actor, self.pk = model, verb, actor, pk

        def __enter__(self):
            self.version = content_version()
            self.last = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

        def __exit__(self, kind, error, traceback):
            if error:
                return
            entries = AuditEntry.objects.filter(
                pk__gt=self.last, content_type=ContentType.objects.get_for_model(self.model), verb=self.verb
            )
            if self.pk:
                entries = entries.filter(record_id=str(self.pk))
            assert entries, f"no entry {self.verb} of {self.model.__name__}"
            assert {entry.actor for entry in entries} == {self.actor}
            assert all(entry.record_label for entry in entries)
            assert content_version() > self.version, "the content version did not rise"

    return Watch
