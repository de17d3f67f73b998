"""What becomes of an address: stopped by a permanent failure, freed by the office, spared what its reader stopped."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_noop

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb

from .models import MailAddress, OptOut, OutgoingMail
from .recipients import normalised
from .templates import one_line

IS_STOPPED = gettext_noop(
    "An diese Adresse ist schon eine E-Mail unzustellbar zurückgekommen. Sie ist gesperrt."
)
OPTED_OUT = gettext_noop("Die Empfängerin oder der Empfänger hat solche E-Mails abbestellt.")


class ReasonMissing(ValueError):
    """A stop is lifted with a reason."""


def why_not(mails: Iterable[OutgoingMail]) -> dict[int, str]:
    """Of these mails the ids of those that must not go, with the reason. At most two queries."""
    wanted = {mail.pk: (normalised(mail.to), mail.kind) for mail in mails}
    addresses = [address for address, _kind in wanted.values()]
    stopped = set(MailAddress.objects.stopped().known_for(addresses).values_list("address", flat=True))
    refused: set[tuple[str, str]] = set()
    if any(kind for _address, kind in wanted.values()):
        rows = OptOut.objects.filter(address__address__in=addresses)
        refused = set(rows.values_list("address__address", "kind"))
    return {
        pk: IS_STOPPED if address in stopped else OPTED_OUT
        for pk, (address, kind) in wanted.items()
        if address in stopped or (address, kind) in refused
    }


@transaction.atomic
def note_failure(address: str, reason: str, *, is_permanent: bool = True) -> None:
    """A mail to the address came back. A permanent failure stops it; a stop that is there stays as it is."""
    at = timezone.now()
    known, _created = MailAddress.objects.get_or_create(address=normalised(address))
    mine = MailAddress.objects.filter(pk=known.pk)
    if is_permanent:
        mine.update(failed_at=at)
        mine.filter(stopped_at=None).update(stopped_at=at, reason=one_line(reason))
    else:
        mine.update(failed_at=at, temporary_failures=F("temporary_failures") + 1)


@transaction.atomic
def lift_stop(*, address: MailAddress, reason: str, actor: Any = None) -> None:
    """Mails go to the address again, from the next one on. The reason stands in the trail. Raises ReasonMissing."""
    why = one_line(reason)
    if not why:
        raise ReasonMissing
    freed = MailAddress.objects.filter(pk=address.pk, stopped_at__isnull=False)
    if freed.update(stopped_at=None, reason="", temporary_failures=0):
        write_entry(record=address, verb=Verb.OTHER, actor=actor, detail=f"mailing.lift_stop: {why}")
