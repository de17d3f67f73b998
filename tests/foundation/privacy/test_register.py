"""Every field that looks personal is in the register, with a rule that a machine can apply."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from miteinander.civic.people.models import Organisation, Person
from miteinander.foundation.access.models import User
from miteinander.foundation.privacy import register, rules
from miteinander.foundation.privacy.blanks import blank_value
from miteinander.foundation.privacy.enums import Basis, Erasure
from miteinander.foundation.work.schedule import schedules

LOOKS_PERSONAL = (
    "email", "telephone", "phone", "mobile", "birth", "iban", "pronunciation", "form_of_address",
    "first_name", "last_name", "password", "last_login", "street",
)  # fmt: skip
IS_PERSONAL = {"ip", "ip_address", "name_other_script"}
NEVER = ("origin", "religion", "nationality", "herkunft")


def our_models():
    return [model for model in apps.get_models() if model.__module__.startswith("miteinander.")]


def looks_personal(field):
    if field.is_relation and field.related_model in (Person, User) and not field.auto_created:
        return True
    return field.name in IS_PERSONAL or any(part in field.name for part in LOOKS_PERSONAL)


def fields_of(model):
    return [field for field in model._meta.get_fields() if not (field.auto_created and not field.concrete)]


def undeclared(found):
    return [
        f"{model._meta.label}.{field.name}"
        for model in found
        for field in fields_of(model)
        if looks_personal(field) and field.name not in register.declared_fields(model)
    ]


def forbidden(found):
    return [
        f"{model._meta.label}.{field.name}"
        for model in found
        for field in fields_of(model)
        if any(part in field.name.lower() for part in NEVER)
    ]


def test_every_field_that_looks_personal_is_declared():
    assert undeclared(our_models()) == []


def test_the_check_sees_our_models():
    assert {User, Person, Organisation} <= set(our_models())


@pytest.fixture
def guestbook():
    """A model as a room might add it, without its declaration."""

    class Guest(models.Model):
        reply_email = models.EmailField()
        mobile_number = models.CharField(max_length=20)
        birthday = models.DateField()
        ip = models.GenericIPAddressField()
        host = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
        writer = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
        remark = models.TextField()
        country_of_origin = models.CharField(max_length=20)
        religion = models.CharField(max_length=20)

        class Meta:
            app_label = "privacy_sample"

        def __str__(self):
            return self.remark

    yield Guest
    del apps.all_models["privacy_sample"]
    apps.clear_cache()


def test_the_check_finds_undeclared_fields(guestbook):
    assert [name.rpartition(".")[2] for name in undeclared([guestbook])] == [
        "reply_email", "mobile_number", "birthday", "ip", "host", "writer",
    ]  # fmt: skip


def test_a_declaration_of_either_kind_satisfies_the_check(guestbook, monkeypatch):
    monkeypatch.setattr(register, "_entries", [])
    monkeypatch.setattr(register, "_not_personal", [])
    register.declare(
        guestbook,
        fields=["reply_email", "mobile_number", "birthday", "host", "writer"],
        purpose="Gäste einladen",
        basis=Basis.CONSENT,
        retention="bis zum Ende der Feier",
    )
    assert [name.rpartition(".")[2] for name in undeclared([guestbook])] == ["ip"]
    register.declare_not_personal(guestbook, fields=["ip"], reason="Adresse eines Geräts im Rathaus")
    assert undeclared([guestbook]) == []


def test_declaring_a_field_that_does_not_exist_is_an_error(guestbook):
    with pytest.raises(FieldDoesNotExist):
        register.declare(guestbook, fields=["gone"], purpose="x", basis=Basis.CONSENT, retention="x")
    with pytest.raises(FieldDoesNotExist):
        register.declare_not_personal(guestbook, fields=["gone"], reason="x")


def test_no_field_asks_for_origin_or_religion(guestbook):
    assert forbidden(our_models()) == []
    assert len(forbidden([guestbook])) == 2


def without_rule(entries):
    """Entries that no machine can apply: no rule, or one that names work that nobody scheduled."""
    names = {one.name for one in schedules()}
    return [
        entry
        for entry in entries
        if entry.rule is None or (isinstance(entry.rule, rules.By) and entry.rule.work not in names)
    ]


def test_every_entry_has_a_rule_that_a_machine_can_apply():
    assert without_rule(register.entries()) == []


def test_the_check_finds_entries_without_a_rule(guestbook, monkeypatch):
    monkeypatch.setattr(register, "_entries", [])
    common = {"purpose": "x", "basis": Basis.CONSENT, "retention": "x"}
    register.declare(guestbook, fields=["birthday"], **common)
    register.declare(guestbook, fields=["remark"], rule=rules.By("guests.never_scheduled"), **common)
    register.declare(guestbook, fields=["ip"], rule=rules.After("birthday", days=1), **common)
    assert [entry.fields for entry in without_rule(register.entries())] == [("birthday",), ("remark",)]


@pytest.mark.django_db
def test_every_rule_can_be_asked_and_every_emptied_field_can_be_empty():
    for entry in register.entries():
        rows = entry.rule.due(entry.model, date(2026, 11, 22))
        assert rows is None or rows.count() >= 0
        if entry.erasure != Erasure.DELETE:
            for name in entry.fields:
                blank_value(entry.model, name)


def test_every_entry_says_purpose_and_retention():
    entries = register.entries()
    assert entries
    for entry in entries:
        assert entry.purpose and entry.retention and entry.fields, entry
        assert isinstance(entry.basis, Basis)
