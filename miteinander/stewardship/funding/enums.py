from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FundKind(TextChoices):
    BUDGET = "budget", _("Haushaltsmittel")
    GRANT = "grant", _("Zuwendung")


class FundState(TextChoices):
    DRAFT = "draft", _("Entwurf")
    REQUESTED = "requested", _("beantragt")
    GRANTED = "granted", _("bewilligt")
    REFUSED = "refused", _("abgelehnt")
    PROVED = "proved", _("abgerechnet")


class CostKind(TextChoices):
    """What kind of cost a line holds; a notice says which kinds it pays for."""

    PRINT = "print", _("Druck")
    FEES = "fees", _("Honorare")
    MUSIC = "music", _("Musik und Darbietungen")
    EQUIPMENT = "equipment", _("Ausstattung")
    TECHNOLOGY = "technology", _("Technik und Beschallung")
    RENT = "rent", _("Miete")
    FOOD = "food", _("Essen und Trinken")
    TRAVEL = "travel", _("Fahrtkosten")
    ADVERTISING = "advertising", _("Werbung")
    MATERIAL = "material", _("Material")
    STAFF = "staff", _("Personal")
    OTHER = "other", pgettext_lazy("Kosten", "Sonstiges")


class IncomeKind(TextChoices):
    """The order of the form of proof: own share, others, public funding, the grant itself."""

    OWN = "own", _("Eigenanteil")
    THIRD_PARTY = "third_party", _("Leistungen Dritter")
    FEE = "fee", _("Teilnahmebeitrag")
    DONATION = "donation", _("Spende")
    PUBLIC = "public", _("andere öffentliche Förderung")
    GRANT = "grant", _("Mittel aus dieser Quelle")
    REFUND = "refund", _("Erstattung")


class SplitRule(TextChoices):
    """How costs shared by several lines or activities are divided; the rule stands with the record."""

    SINGLE = "single", _("nicht geteilt")
    EQUAL = "equal", _("zu gleichen Teilen")
    BY_PLAN = "by_plan", _("im Verhältnis der geplanten Beträge")
    BY_PERCENT = "by_percent", _("nach festen Anteilen")
    BY_AMOUNT = "by_amount", _("nach Beträgen, mit Begründung")


class OrderState(TextChoices):
    DRAFT = "draft", _("Entwurf")
    WAITING = "waiting", _("wartet auf die zweite Person")
    PLACED = "placed", _("beauftragt")
    CLOSED = "closed", _("erledigt")
    CANCELLED = "cancelled", _("nicht beauftragt")


class ReceiptKind(TextChoices):
    INVOICE = "invoice", _("Rechnung")
    CREDIT = "credit", _("Gutschrift")
    REVERSAL = "reversal", _("Storno")


class PaymentKind(TextChoices):
    TRANSFER = "transfer", _("Überweisung")
    CARD = "card", _("Karte")
    CASH = "cash", _("bar")
    DEBIT = "debit", _("Lastschrift")


class FileKind(TextChoices):
    INVOICE = "invoice", _("Rechnung oder Kassenzettel")
    PAYMENT = "payment", _("Zahlungsnachweis")
    OTHER = "other", _("weitere Unterlage")


class ProofKind(TextChoices):
    INTERIM = "interim", _("Zwischennachweis")
    FINAL = "final", _("Verwendungsnachweis")


class ProofState(TextChoices):
    DRAFT = "draft", _("Entwurf")
    SUBMITTED = "submitted", _("eingereicht")


class Rule(TextChoices):
    """Rules with a value that changes with time."""

    TRANSFER_SHARE = "transfer_share", _("Überschreitung einer Kostenposition bis (Prozent)")
    FOUR_EYES = "four_eyes", _("Zweite Person nötig ab (Euro)")
    QUOTES = "quotes", _("Drei Angebote nötig ab (Euro)")
    SMALL_RECEIPT = "small_receipt", _("Kleiner Beleg bis (Euro)")
    ORDER_NEEDED = "order_needed", _("Auftrag nötig ab (Euro)")
    INVENTORY = "inventory", _("In die Inventarliste ab (Euro netto)")
    KSK_RATE = "ksk_rate", _("Künstlersozialabgabe (Prozent)")
    KSK_THRESHOLD = "ksk_threshold", _("Künstlersozialabgabe ab einer Jahressumme von (Euro)")
    INTEREST = "interest", _("Zinsen auf zurückzugebendes Geld (Prozent im Jahr)")
    PUBLIC_NAME = "public_name", _("Organisation wird öffentlich genannt ab (Euro im Jahr)")
    KEEP_GRANT = "keep_grant", _("Belege einer Zuwendung aufbewahren (Jahre)")
    KEEP_RECEIPT = "keep_receipt", _("Buchungsbelege aufbewahren (Jahre)")
