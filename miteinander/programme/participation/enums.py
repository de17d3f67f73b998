from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RegistrationMode(TextChoices):
    """How people take part. An event without a plan needs no registration."""

    NONE = "none", _("ohne Anmeldung")
    OPTIONAL = "optional", _("Anmeldung freiwillig")
    REQUIRED = "required", _("Anmeldung nötig")
    INVITATION = "invitation", _("nur mit Einladung")
    TELEPHONE = "telephone", _("Anmeldung nur am Telefon")


class Scope(TextChoices):
    """What the seats of a pool are for."""

    ALL = "all", _("alle zusammen")
    KIND = "kind", _("eine Art von Gästen")
    ITEM = "item", _("ein Programmpunkt")


class GuestKind(TextChoices):
    ADULT = "adult", _("Erwachsene")
    YOUTH = "youth", _("Jugendliche")
    CHILD = "child", pgettext_lazy("kind of guests", "Kinder")
    HELPER = "helper", _("Helferinnen und Helfer")
    OTHER = "other", _("andere")


class RegistrationState(TextChoices):
    BOOKED = "booked", _("angemeldet")
    WAITING = "waiting", _("auf der Warteliste")
    OFFERED = "offered", _("Platz angeboten")
    CANCELLED = "cancelled", _("abgemeldet")
    LAPSED = "lapsed", _("Angebot abgelaufen")


HOLDING = (RegistrationState.BOOKED, RegistrationState.OFFERED)
"""In these states a registration holds its seats."""
IN_PLAY = (*HOLDING, RegistrationState.WAITING)


class Channel(TextChoices):
    WEB = "web", _("im Internet")
    TELEPHONE = "telephone", _("am Telefon oder im Büro")
    PAPER = "paper", _("auf Papier")
    INVITATION = "invitation", _("mit Einladung")


class SupportWish(TextChoices):
    INTERPRETER = "interpreter", _("Dolmetschen")
    SIGN_LANGUAGE = "sign_language", _("Gebärdensprache")
    STEP_FREE = "step_free", _("Ohne Stufen hineinkommen")
    CHILDCARE = "childcare", _("Kinderbetreuung")


class Food(TextChoices):
    """What a party eats, counted without names and without reasons."""

    VEGETARIAN = "vegetarian", _("vegetarisch")
    VEGAN = "vegan", _("vegan")
    NO_PORK = "no_pork", _("ohne Schweinefleisch")
    GLUTEN_FREE = "gluten_free", _("ohne Gluten")
    LACTOSE_FREE = "lactose_free", _("ohne Milchzucker")
    NUT_FREE = "nut_free", _("ohne Nüsse")


class QuestionKind(TextChoices):
    TEXT = "text", _("kurzer Text")
    YES_NO = "yes_no", _("ja oder nein")
    CHOICE = "choice", _("eine Auswahl")
    NUMBER = "number", _("Zahl")


class Verdict(TextChoices):
    """What became of a minimum number of guests."""

    OPEN = "open", _("noch nicht entschieden")
    TAKES_PLACE = "takes_place", _("findet statt")
    CALLED_OFF = "called_off", _("findet nicht statt")


class InvitationState(TextChoices):
    READY = "ready", _("noch nicht verschickt")
    SENT = "sent", _("verschickt")
    ACCEPTED = "accepted", _("kommt")
    DECLINED = "declined", _("kommt nicht")


class DoorDeed(TextChoices):
    """One entry of the door's book; nothing is ever changed in it."""

    IN = "in", _("eingelassen")
    OUT = "out", _("hinausgegangen")
    WALK_IN = "walk_in", _("ohne Anmeldung gekommen")
    ACTION = "action", _("etwas vermerkt")
    UNDO = "undo", _("zurückgenommen")


class AgeBand(TextChoices):
    CHILD = "child", _("bis 12 Jahre")
    YOUTH = "youth", _("13 bis 17 Jahre")
    ADULT = "adult", _("18 bis 64 Jahre")
    SENIOR = "senior", _("ab 65 Jahren")


class FeedbackChannel(TextChoices):
    WEB = "web", _("mit dem Telefon")
    PAPER = "paper", _("auf Papier")


class SheetKind(TextChoices):
    """Sheets of paper with a number that come back."""

    REGISTRATION = "registration", _("Anmeldeblatt")
    FEEDBACK = "feedback", _("Blatt für Rückmeldungen")
    SIGN_IN = "sign_in", _("Teilnahmeliste")
    BRING = "bring", _("Mitbringliste")
