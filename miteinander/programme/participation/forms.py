"""What people type when they take part: the whole party in one short form."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from miteinander.foundation.interface.guarded_forms import GuardedForm, TypedText
from miteinander.foundation.languages.registry import spoken_languages
from miteinander.foundation.languages.templatetags.languages import local
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.values.telephone import format_telephone

from .enums import Food, GuestKind, SupportWish
from .errors import PartyEmpty, PartyTooLarge
from .form_fields import AgeField, CountField, EmailText, NameField, TelephoneText, answer_field
from .models import Guest, Registration, SeatPool
from .party import GuestWish, PartyWish
from .standing import Standing

LONGEST_GREETING = 300


@dataclass(frozen=True)
class CountRow:
    """A number to type. `few`: how many seats are left, where it is worth saying."""

    field: forms.BoundField
    few: int | None


@dataclass(frozen=True)
class GuestRow:
    number: int
    kind: LocalText
    name: str
    """Of the one who answers for the party; the others type theirs."""
    fields: list[forms.BoundField]


class PartyForm(forms.Form):
    """A party for one plan. `most`: how many people at once; `present`: the registration that is changed."""

    name = NameField(
        label=gettext_lazy("Ihr Name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Bitte schreiben Sie Ihren Namen.")},
    )
    email = EmailText(
        label=gettext_lazy("E-Mail-Adresse"),
        help_text=gettext_lazy("Dann schicken wir Ihnen eine Bestätigung mit Ihrem Link."),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = TelephoneText(
        label=gettext_lazy("Telefonnummer"),
        help_text=gettext_lazy("Dann rufen wir Sie an, wenn sich etwas ändert."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        standing: Standing,
        lang: str,
        most: int | None = None,
        present: Registration | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.standing, self.plan, self.lang, self.present = standing, standing.plan, lang, present
        self.guests: list[Guest] = list(present.guests.all()) if present else []
        self.most = most or standing.plan.largest_party
        found = values_of(present) if present else {f"seats_{standing.kinds[0].pk}": 1}
        super().__init__(data, initial=found | dict(initial or {}))
        self.fields["name"].help_text = self._name_help()
        self._add_seats()
        self._add_guests()
        self._add_support()
        self._add_food()
        self._add_questions()
        self._add_bring()

    def _name_help(self) -> str:
        if self.plan.nicknames:
            return _("Ein Rufname genügt.")
        return _("Vorname und Nachname")

    def _add_seats(self) -> None:
        too_many = PartyTooLarge(self.most).sentence
        for pool in self.standing.kinds:
            self.fields[f"seats_{pool.pk}"] = CountField(
                most=self.most, sentence=too_many, label=local(pool.name(self.lang))
            )
        for pool in self.standing.items:
            self.fields[f"items_{pool.pk}"] = CountField(most=self.most, label=local(pool.name(self.lang)))

    def _add_guests(self) -> None:
        """Names and ages of those who come along: rows for the people who are registered already."""
        for guest in self.guests:
            if not self._is_the_one_above(guest):
                self.fields[f"guest_{guest.position}_name"] = NameField(label=_("Name"), required=False)
            if self.plan.age_reason:
                self.fields[f"guest_{guest.position}_age"] = AgeField()

    def _add_support(self) -> None:
        if not self.plan.asks_support:
            return
        self.fields["support"] = forms.MultipleChoiceField(
            label=_("Was brauchen Sie?"),
            required=False,
            choices=SupportWish.choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("Bitte wählen Sie aus der Liste.")},
        )
        spoken = [
            (code, language.name) for code, language in spoken_languages().items() if not language.signed
        ]
        self.fields["interpreter_language"] = forms.ChoiceField(
            label=_("In welche Sprache sollen wir dolmetschen?"),
            required=False,
            choices=[("", "–"), *spoken],
            error_messages={"invalid_choice": _("Bitte wählen Sie aus der Liste.")},
        )

    def _add_food(self) -> None:
        for food in Food if self.plan.asks_food else ():
            self.fields[f"food_{food.value}"] = CountField(most=self.most, label=food.label)

    def _add_questions(self) -> None:
        for question in self.standing.questions:
            self.fields[f"question_{question.pk}"] = answer_field(question, self.lang)

    def _add_bring(self) -> None:
        mine = {claim.item_id: claim.count for claim in self.present.claims.all()} if self.present else {}
        for item in self.standing.bring_items:
            left = item.open_count + mine.get(item.pk, 0)
            if left:
                self.fields[f"bring_{item.pk}"] = CountField(
                    most=left,
                    label=local(item.label.localized(self.lang)),
                    help_text=ngettext("noch %(count)d gesucht", "noch %(count)d gesucht", left)
                    % {"count": left},
                )

    def clean(self) -> None:
        super().clean()
        counts = self._counts("seats_")
        if len(counts) == len(self.standing.kinds):
            size, first = sum(counts.values()), f"seats_{self.standing.kinds[0].pk}"
            if not size:
                self.add_error(first, PartyEmpty().sentence)
            elif size > self.most:
                self.add_error(first, PartyTooLarge(self.most).sentence)
            else:
                self._check_parts_of(size)
        if self.cleaned_data.get("interpreter_language") and "support" in self.cleaned_data:
            wishes = self.cleaned_data["support"]
            self.cleaned_data["support"] = [*dict.fromkeys([*wishes, SupportWish.INTERPRETER.value])]

    def _check_parts_of(self, size: int) -> None:
        """Nobody takes part in an item or eats more often than there are people."""
        for name in [name for name in self.cleaned_data if name.startswith(("items_", "food_"))]:
            if self.cleaned_data[name] > size:
                self.add_error(
                    name,
                    ngettext(
                        "Sie melden %(count)d Person an. Hier können nicht mehr stehen.",
                        "Sie melden %(count)d Personen an. Hier können nicht mehr stehen.",
                        size,
                    )
                    % {"count": size},
                )

    def _counts(self, prefix: str) -> dict[int, int]:
        return {
            int(name.removeprefix(prefix)): value
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix)
        }

    def wish(self) -> PartyWish:
        """After `is_valid`."""
        found = self.cleaned_data
        return PartyWish(
            name=found["name"],
            guests=self._guests(),
            email=found["email"],
            phone=found["phone"],
            language=self.lang if self.present is None else self.present.language,
            items={pool: count for pool, count in self._counts("items_").items() if count},
            support=found.get("support", self.present.support if self.present else ()),
            interpreter_language=found.get("interpreter_language", ""),
            food={food.value: found[name] for food in Food if found.get(name := f"food_{food.value}")},
            answers=self._answers(),
            bring={item: count for item, count in self._counts("bring_").items() if count},
            **({"submission": found["submission"]} if found.get("submission") else {}),
        )

    def _guests(self) -> list[GuestWish]:
        """Who is there keeps the place and the name; the last of a kind go first, new ones come at the end."""
        left = Counter(self._counts("seats_"))
        guests = []
        for guest in self.guests:
            if left[guest.pool_id] > 0:
                left[guest.pool_id] -= 1
                guests.append(self._kept(guest))
        for pool in self.standing.kinds:
            guests += [GuestWish(pool.pk)] * left[pool.pk]
        name = self.cleaned_data["name"]
        if guests and not guests[0].name and _answers_for_itself(self.standing.kinds, guests[0].pool):
            guests[0] = GuestWish(guests[0].pool, name, guests[0].age)
        return guests

    def _is_the_one_above(self, guest: Guest) -> bool:
        """The one who answers for the party, whose name stands at the head of the form."""
        return self.present is not None and guest.position == 0 and guest.name == self.present.name

    def _kept(self, guest: Guest) -> GuestWish:
        name = self.cleaned_data.get(f"guest_{guest.position}_name", "")
        age = self.cleaned_data.get(f"guest_{guest.position}_age")
        return GuestWish(guest.pool_id, name, age)

    def _answers(self) -> dict[int, str]:
        typed: dict[int, Any] = self._counts("question_")
        return {pk: str(value) for pk, value in typed.items() if value not in ("", None)}

    def seat_rows(self) -> list[CountRow]:
        return self._rows("seats_", {pool.pk: self.standing.few_of(pool) for pool in self.standing.kinds})

    def item_rows(self) -> list[CountRow]:
        return self._rows("items_", {pool.pk: self.standing.few_of(pool) for pool in self.standing.items})

    def food_rows(self) -> list[CountRow]:
        return self._rows("food_", {})

    def _rows(self, prefix: str, few: Mapping[int, int | None]) -> list[CountRow]:
        numbers = {f"{prefix}{pk}": count for pk, count in few.items()}
        return [CountRow(field, numbers.get(field.name)) for field in self._bound(prefix)]

    def question_fields(self) -> list[forms.BoundField]:
        return self._bound("question_")

    def bring_rows(self) -> list[CountRow]:
        return self._rows("bring_", {})

    def _bound(self, prefix: str) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(prefix)]

    def support_is_open(self) -> bool:
        return self._is_open("support", "interpreter_language")

    def food_is_open(self) -> bool:
        return self._is_open("food_")

    def bring_is_open(self) -> bool:
        return self._is_open("bring_")

    def _is_open(self, *prefixes: str) -> bool:
        """Whether a folded part must be open: something stands in it or is wrong in it."""
        if self.is_bound and any(name.startswith(prefixes) for name in self.errors):
            return True
        names = [name for name in self.fields if name.startswith(prefixes)]
        return any(self[name].value() not in (None, "", "0", 0, []) for name in names)

    def guest_rows(self) -> list[GuestRow]:
        rows = []
        for guest in self.guests:
            fields = [self[name] for name in self.fields if name.startswith(f"guest_{guest.position}_")]
            if fields:
                name = guest.name if self._is_the_one_above(guest) else ""
                rows.append(GuestRow(guest.position + 1, guest.pool.name(self.lang), name, fields))
        return rows

    def taken_things(self) -> list[LocalText]:
        """What somebody else brings along already."""
        names = {name.removeprefix("bring_") for name in self.fields if name.startswith("bring_")}
        return [
            item.label.localized(self.lang) for item in self.standing.bring_items if str(item.pk) not in names
        ]


class RegistrationForm(GuardedForm, PartyForm):
    """The public form. `submission` is made with it, so that sending it twice registers once."""

    shortest_time = 2
    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_submission(self) -> uuid.UUID:
        found: uuid.UUID = self.cleaned_data["submission"] or uuid.uuid4()
        return found


class InvitationForm(PartyForm):
    """The answer of a household that comes."""

    submission = forms.UUIDField(required=False, widget=forms.HiddenInput)
    greeting = TypedText(
        label=gettext_lazy("Ein Gruß an uns"),
        required=False,
        max_length=LONGEST_GREETING,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_submission(self) -> uuid.UUID:
        found: uuid.UUID = self.cleaned_data["submission"] or uuid.uuid4()
        return found


class CodeForm(forms.Form):
    code = TypedText(
        label=gettext_lazy("Ihr Code"),
        help_text=gettext_lazy("Acht Buchstaben und Ziffern, zum Beispiel K7QP-3M2X"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": gettext_lazy("Bitte schreiben Sie den Code von Ihrem Zettel.")},
    )


class GreetingForm(forms.Form):
    """What a household says that does not come."""

    greeting = TypedText(label=gettext_lazy("Ein Gruß an uns"), required=False, max_length=LONGEST_GREETING)


def _answers_for_itself(kinds: Sequence[SeatPool], pool_id: int) -> bool:
    """Whether the first guest is the one who registered; who registers only children is not among them."""
    kind = next(pool.kind for pool in kinds if pool.pk == pool_id)
    return kind != GuestKind.CHILD


def values_of(registration: Registration) -> dict[str, Any]:
    """What stands in the form of a registration; uses `guests`, `item_seats`, `answers` and `claims`."""
    guests = list(registration.guests.all())
    values: dict[str, Any] = {
        "name": registration.name,
        "email": registration.email,
        "phone": format_telephone(registration.phone),
        "support": registration.support,
        "interpreter_language": registration.interpreter_language,
    }
    values |= {f"seats_{pool}": count for pool, count in Counter(one.pool_id for one in guests).items()}
    values |= {f"items_{row.pool_id}": row.count for row in registration.item_seats.all()}
    values |= {f"food_{food}": count for food, count in registration.food.items()}
    values |= {f"question_{answer.question_id}": answer.text for answer in registration.answers.all()}
    values |= {f"bring_{claim.item_id}": claim.count for claim in registration.claims.all()}
    for guest in guests:
        values[f"guest_{guest.position}_name"] = guest.name
        values[f"guest_{guest.position}_age"] = guest.age
    return values
