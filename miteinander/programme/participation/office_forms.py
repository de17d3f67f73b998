"""A party as the office types it in: from the telephone, from paper, and when something changes."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from miteinander.foundation.languages.registry import base_language, spoken_choices

from .enums import Food, QuestionKind, Scope, SupportWish
from .models import BringItem, Guest, Question, Registration, RegistrationPlan, SeatPool
from .office_fields import AddressField, CountField, NameField, TelephoneField, language_field
from .office_plan_forms import lines_of
from .party import GuestWish, PartyWish

LONGEST_NAME = 120


@dataclass(frozen=True)
class Choices:
    """What a plan lets people choose. Three queries."""

    plan: RegistrationPlan
    kinds: Sequence[SeatPool]
    items: Sequence[SeatPool]
    questions: Sequence[Question] = ()
    bring: Sequence[BringItem] = field(default_factory=tuple)


def choices_of(plan: RegistrationPlan) -> Choices:
    pools = list(plan.pools.select_related("item"))
    return Choices(
        plan,
        [pool for pool in pools if pool.scope == Scope.KIND],
        [pool for pool in pools if pool.scope == Scope.ITEM],
        list(plan.questions.all()),
        list(plan.bring_items.all()),
    )


def name_field(**kwargs: Any) -> NameField:
    return NameField(label=gettext_lazy("Name"), max_length=LONGEST_NAME, **kwargs)


class PartyForm(forms.Form):
    """The fast form: a name and how many of each kind; everything else may stay empty."""

    def __init__(self, data: Any = None, *, choices: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.choices = choices
        self.fields["name"] = name_field()
        self._add_kinds()
        self.fields["phone"] = TelephoneField(label=gettext_lazy("Telefon"))
        self.fields["email"] = AddressField(label=gettext_lazy("E-Mail-Adresse"))
        self.fields["language"] = language_field()
        self._add_wishes()
        self.fields["submission"] = forms.UUIDField(
            widget=forms.HiddenInput, initial=uuid.uuid4, required=False
        )

    def _add_kinds(self) -> None:
        for number, pool in enumerate(self.choices.kinds):
            self.fields[f"kind_{pool.pk}"] = CountField(
                label=str(pool.name(base_language())), initial=None if number else 1
            )

    def _add_wishes(self) -> None:
        plan = self.choices.plan
        for pool in self.choices.items:
            self.fields[f"item_{pool.pk}"] = CountField(label=str(pool.name(base_language())))
        if plan.asks_support:
            self.fields["support"] = forms.MultipleChoiceField(
                label=gettext_lazy("Unterstützung"),
                choices=SupportWish.choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields["interpreter_language"] = forms.ChoiceField(
                label=gettext_lazy("Dolmetschen in"),
                choices=lambda: [("", "–"), *spoken_choices()],
                required=False,
            )
        if plan.asks_food:
            for value, label in Food.choices:
                self.fields[f"food_{value}"] = CountField(label=label)
        for question in self.choices.questions:
            self.fields[f"answer_{question.pk}"] = answer_field(question)
        for item in self.choices.bring:
            self.fields[f"bring_{item.pk}"] = CountField(
                label=str(item.label),
                most=1000,
                help_text=_("Noch %(count)d gebraucht.") % {"count": item.open_count},
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.size():
            raise ValidationError(
                _("Bitte sagen Sie, wie viele Personen kommen. Es muss mindestens eine sein.")
            )
        for name in self._named("item_"):
            if (cleaned.get(name) or 0) > self.size():
                self.add_error(name, _("Das sind mehr, als angemeldet werden."))
        for name in self._named("food_"):
            if (cleaned.get(name) or 0) > self.size():
                self.add_error(name, _("Das sind mehr, als angemeldet werden."))
        return cleaned

    def size(self) -> int:
        return sum(self.cleaned_data.get(name) or 0 for name in self._named("kind_"))

    def guests(self) -> list[GuestWish]:
        """The first is the one who answers for the party."""
        return with_first_name(list(self._new_guests()), self.cleaned_data["name"])

    def _new_guests(self) -> Iterator[GuestWish]:
        for pool in self.choices.kinds:
            for _one in range(self.cleaned_data.get(f"kind_{pool.pk}") or 0):
                yield GuestWish(pool.pk)

    def wish(self) -> PartyWish:
        cleaned = self.cleaned_data
        return PartyWish(
            name=cleaned["name"],
            guests=self.guests(),
            email=cleaned["email"],
            phone=cleaned["phone"],
            language=cleaned["language"],
            items=self._counts("item_"),
            support=cleaned.get("support", ()),
            interpreter_language=cleaned.get("interpreter_language", ""),
            food={name: count for name, count in self._texts("food_").items() if count},
            answers={
                int(pk): str(said) for pk, said in self._texts("answer_").items() if said not in ("", None)
            },
            bring=self._counts("bring_"),
            submission=cleaned["submission"] or uuid.uuid4(),
        )

    def _counts(self, start: str) -> dict[int, int]:
        return {int(pk): count for pk, count in self._texts(start).items() if count}

    def _texts(self, start: str) -> dict[str, Any]:
        return {name.removeprefix(start): self.cleaned_data[name] for name in self._named(start)}

    def _named(self, start: str) -> list[str]:
        return [name for name in self.fields if name.startswith(start)]

    def _bound(self, start: str) -> list[Any]:
        return [self[name] for name in self._named(start)]

    @property
    def kind_fields(self) -> list[Any]:
        return self._bound("kind_")

    @property
    def item_fields(self) -> list[Any]:
        return self._bound("item_")

    @property
    def food_fields(self) -> list[Any]:
        return self._bound("food_")

    @property
    def answer_fields(self) -> list[Any]:
        return self._bound("answer_")

    @property
    def bring_fields(self) -> list[Any]:
        return self._bound("bring_")


class ChangeForm(PartyForm):
    """A party that is there: each guest in a row, more of a kind below it."""

    def __init__(self, data: Any = None, *, choices: Choices, registration: Registration) -> None:
        self.registration = registration
        self.present: list[Guest] = list(registration.guests.all())
        super().__init__(data, choices=choices, initial=initial_of(registration))
        for guest in self.present:
            self._add_guest(guest)

    def _add_kinds(self) -> None:
        for pool in self.choices.kinds:
            self.fields[f"kind_{pool.pk}"] = CountField(label=str(pool.name(base_language())))

    def _add_guest(self, guest: Guest) -> None:
        start = f"guest_{guest.position}"
        kinds = [(pool.pk, str(pool.name(base_language()))) for pool in self.choices.kinds]
        self.fields[f"{start}_pool"] = forms.TypedChoiceField(
            label=gettext_lazy("Art"), choices=kinds, coerce=int, initial=guest.pool_id
        )
        self.fields[f"{start}_name"] = name_field(required=False, initial=guest.name)
        if self.choices.plan.age_reason or guest.age is not None:
            self.fields[f"{start}_age"] = forms.IntegerField(
                label=gettext_lazy("Alter"), required=False, min_value=0, max_value=120, initial=guest.age
            )
        self.fields[f"{start}_gone"] = forms.BooleanField(
            label=gettext_lazy("kommt nicht mehr"), required=False
        )

    def size(self) -> int:
        staying = [
            guest for guest in self.present if not self.cleaned_data.get(f"guest_{guest.position}_gone")
        ]
        return len(staying) + super().size()

    def guests(self) -> list[GuestWish]:
        cleaned = self.cleaned_data
        staying = [
            GuestWish(cleaned[f"{start}_pool"], cleaned[f"{start}_name"], cleaned.get(f"{start}_age"))
            for start in (f"guest_{guest.position}" for guest in self.present)
            if not cleaned[f"{start}_gone"]
        ]
        guests = [*staying, *self._new_guests()]
        if guests and guests[0].name in ("", self.registration.name):
            guests = with_first_name(guests, cleaned["name"])
        return guests

    @property
    def guest_rows(self) -> list[dict[str, Any]]:
        """Bound fields of each guest; `age` is None where it is not asked."""
        return [
            {part: self[name] if (name := f"guest_{guest.position}_{part}") in self.fields else None
             for part in ("pool", "name", "age", "gone")}
            for guest in self.present
        ]  # fmt: skip


def with_first_name(guests: list[GuestWish], name: str) -> list[GuestWish]:
    return [replace(guests[0], name=name), *guests[1:]] if guests else []


def initial_of(registration: Registration) -> dict[str, Any]:
    """Three queries."""
    plain = {
        name: getattr(registration, name)
        for name in ("name", "phone", "email", "language", "support", "interpreter_language")
    }
    counts = {f"item_{one.pool_id}": one.count for one in registration.item_seats.all()}
    bring = {f"bring_{one.item_id}": one.count for one in registration.claims.all()}
    answers = {f"answer_{one.question_id}": one.text for one in registration.answers.all()}
    food = {f"food_{name}": count for name, count in registration.food.items()}
    return plain | counts | bring | answers | food


def answer_field(question: Question) -> forms.Field:
    """The office may leave out what people must answer themselves."""
    label = str(question.text)
    if question.kind == QuestionKind.YES_NO:
        return forms.ChoiceField(
            label=label, required=False, choices=[("", "–"), ("yes", _("ja")), ("no", _("nein"))]
        )
    if question.kind == QuestionKind.CHOICE:
        lines = lines_of(question.choices.localized().text)
        return forms.ChoiceField(
            label=label,
            required=False,
            choices=[("", "–"), *((str(number), line) for number, line in enumerate(lines, start=1))],
        )
    if question.kind == QuestionKind.NUMBER:
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=1_000_000)
    return NameField(label=label, required=False, max_length=500)
