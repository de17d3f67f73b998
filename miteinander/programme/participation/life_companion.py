"""What happens to registrations when their event is copied, moved or cancelled."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from miteinander.programme.events.companions import Companion, Recipients
from miteinander.programme.events.models import Event

from . import actions
from .models import Registration


class LifeCompanion(Companion):
    def copy(self, old: Event, new: Event) -> None:
        """Seats, questions and things to bring; whoever registered stays with the old event."""
        actions.copy_plan(old=old, new=new)

    def on_moved(self, event: Event) -> None:
        actions.announce_change(event=event)

    def on_cancelled(self, event: Event) -> None:
        actions.announce_change(event=event)

    def people_to_tell(self, event: Event) -> Iterable[Recipients]:
        """Who gets a mail, and whom the office has to call. One query."""
        counts = (
            Registration.objects.of_event(event.pk)
            .in_play()
            .aggregate(mail=Count("pk", filter=~Q(email="")), call=Count("pk", filter=Q(email="")))
        )
        rows = (
            (_("Anmeldungen mit E-Mail-Adresse, sie bekommen eine Nachricht"), counts["mail"]),
            (_("Anmeldungen ohne E-Mail-Adresse, bitte rufen Sie an"), counts["call"]),
        )
        return [Recipients(label, count) for label, count in rows if count]
