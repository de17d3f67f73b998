"""What deviates from rule or plan, with the reasons people wrote: the funder reads it in the proof, not in an audit."""

from django.db.models.query import QuerySet
from django.utils.translation import gettext as _

from ..enums import ReceiptKind
from ..models import BINDING, Fund, Order, Receipt, ReceiptShare, Transfer
from .data import Note


def notes_of(fund: Fund, shares: QuerySet[ReceiptShare]) -> tuple[Note, ...]:
    """Three queries."""
    notes = [
        Note(f"receipt:{pk}", _("Beleg %(number)s: %(reason)s") % {"number": number, "reason": reason})
        for pk, number, reason in Receipt.objects.filter(pk__in=shares.values("receipt"))
        .exclude(deviation="")
        .order_by("number")
        .values_list("pk", "number", "deviation")
    ]
    notes += [
        Note(
            f"receipt:{pk}",
            _("Storno %(number)s zu Beleg %(first)s: %(reason)s")
            % {"number": number, "first": first, "reason": reason},
        )
        for pk, number, first, reason in Receipt.objects.filter(
            pk__in=shares.values("receipt"), kind=ReceiptKind.REVERSAL
        )
        .order_by("number")
        .values_list("pk", "number", "reverses__number", "remark")
    ]
    orders = Order.objects.filter(shares__line__fund=fund, state__in=BINDING).distinct().order_by("number")
    for pk, number, over, waived in orders.values_list("pk", "number", "overspend_reason", "quotes_waived"):
        if over:
            notes.append(
                Note(f"order:{pk}", _("Auftrag %(number)s, mehr als frei war: %(reason)s") % {"number": number, "reason": over})
            )  # fmt: skip
        if waived:
            notes.append(
                Note(f"order:{pk}", _("Auftrag %(number)s, weniger Angebote: %(reason)s") % {"number": number, "reason": waived})
            )  # fmt: skip
    for row in Transfer.objects.filter(fund=fund, beyond_rule=True).select_related("from_line", "to_line"):
        notes.append(
            Note(
                f"fund:{fund.pk}",
                _("Umschichtung von „%(source)s“ nach „%(target)s“ über der Regel: %(reason)s")
                % {"source": row.from_line, "target": row.to_line, "reason": row.reason},
            )
        )
    return tuple(notes)
