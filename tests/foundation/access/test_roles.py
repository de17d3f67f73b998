"""What roles may, from when to when, and who may give them."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from miteinander.foundation.access import actions, groups, policies, roles
from miteinander.foundation.access.backends import RoleBackend
from miteinander.foundation.access.models import RoleGrant, User
from miteinander.foundation.privacy import register
from miteinander.foundation.values.clock import now, today
from tests.support.accounts import make_account
from tests.support.factories import make_term

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]
KEYS = ("administrator", "chair", "office", "working_group_lead", "editor", "translator", "treasurer",
        "volunteer_coordinator", "member", "auditor")  # fmt: skip
# Role -> what it may in the house as it is: one letter a right, v(iew) a(dd) c(hange) d(elete) p(ublish).
MATRIX: dict[str, dict[str, str]] = {
    "chair": {"events.event": "vacdp", "people.person": "vacd", "places.venue": "vacd", "concept.measure": "vacd",
              "council.membership": "vacd", "website.fixedpage": "vacd", "interface.identity": "vc",
              "access.user": "vc", "access.rolegrant": "vac", "wagtailimages.image": "acd"},
    "office": {"events.event": "vacdp", "people.person": "vacd", "places.venue": "vacd", "concept.measure": "vacd",
               "council.membership": "vacd", "website.fixedpage": "vacd", "interface.identity": "vc",
               "access.user": "vc", "access.rolegrant": "vac", "wagtailimages.image": "acd"},
    "working_group_lead": {"events.event": "vac", "people.person": "vac", "places.venue": "vac",
                           "concept.measure": "v", "council.membership": "v", "wagtailimages.image": "acd"},
    "editor": {"events.event": "vacp", "people.person": "v", "places.venue": "vac", "concept.measure": "v",
               "council.membership": "v", "website.fixedpage": "vc", "wagtailimages.image": "acd"},
    "translator": {"events.event": "v", "places.venue": "v", "concept.measure": "v", "website.fixedpage": "v"},
    "treasurer": {"events.event": "v", "people.person": "v", "places.venue": "v", "concept.measure": "v",
                  "council.membership": "v"},
    "volunteer_coordinator": {"events.event": "vac", "people.person": "vac", "places.venue": "vac",
                              "concept.measure": "v", "council.membership": "v", "wagtailimages.image": "acd"},
    "member": {"events.event": "v", "places.venue": "v", "concept.measure": "v", "council.membership": "v"},
    "auditor": {"events.event": "v", "people.person": "v", "places.venue": "v", "concept.measure": "v",
                "council.membership": "v", "website.fixedpage": "v", "interface.identity": "v",
                "access.user": "v", "access.rolegrant": "v"},
}  # fmt: skip
MODELS = sorted({model for rights in MATRIX.values() for model in rights})
VERBS = {"view": "v", "add": "a", "change": "c", "delete": "d", "publish": "p"}
LANGUAGES = {"translator": ["tr", "ar"]}


def make(role, **more):
    return make_account(role, factor=False, languages=LANGUAGES.get(role, ()), **more)


def letters(user, model):
    app, name = model.split(".")
    return "".join(letter for verb, letter in VERBS.items() if user.has_perm(f"{app}.{verb}_{name}"))


# --- The registry ------------------------------------------------------------------------------------------------------


def test_all_roles_of_the_house_are_registered():
    assert tuple(role.key for role in roles.all_roles()) == KEYS
    assert roles.permitted_keys() <= set(KEYS)
    assert all(str(role.title) and str(role.description) for role in roles.all_roles())


def test_every_permission_of_a_role_exists():
    known = {f"{app}.{code}" for app, code in
             Permission.objects.values_list("content_type__app_label", "codename")}  # fmt: skip
    for key in KEYS:
        assert roles.permissions_of(key) <= known, key


def test_role_without_second_factor_reaches_no_personal_data():
    public = {"council.membership", "events.event"}  # the roster is public; an event keeps only who locked it
    # imprint and author's line are printed; colleagues see who of them edited or commented last
    public |= {"newspaper.edition", "newspaper.article", "newspaper.articlecomment"}
    personal = {entry.model._meta.label_lower for entry in register.entries()} - public
    for role in roles.all_roles():
        if not role.needs_second_factor:
            reached = {name.replace(f".{name.split('.')[1].split('_')[0]}_", ".") for name in
                       roles.permissions_of(role.key)}  # fmt: skip
            assert reached & personal == set(), role.key


def test_auditor_changes_nothing():
    assert all(
        name.split(".")[1].startswith(("view_", "access_admin")) for name in roles.permissions_of("auditor")
    )


def test_unknown_role_is_refused_and_gives_nothing():
    user = make("")
    with pytest.raises(roles.UnknownRole):
        actions.grant_role(user=user, role="king")
    RoleGrant.objects.create(user=user, role="king")
    assert policies.permissions(user) == set()


# --- What a role may -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", MATRIX)
def test_role_may_what_the_matrix_says_and_no_more(role):
    user = make(role)
    assert {model: letters(user, model) for model in MODELS} == {
        model: MATRIX[role].get(model, "") for model in MODELS
    }
    assert user.has_perm("wagtailadmin.access_admin")
    assert not user.is_superuser


def test_nobody_without_a_role_may_anything():
    user = make("")
    user.user_permissions.set(Permission.objects.all())
    group = Group.objects.create(name="everything")
    group.permissions.set(Permission.objects.all())
    user.groups.add(group)
    fresh = User.objects.get(pk=user.pk)
    assert fresh.get_all_permissions() == set()
    assert not fresh.has_perm("events.view_event")


def test_permissions_cost_one_query(django_assert_num_queries):
    user = User.objects.get(pk=make("editor").pk)
    with django_assert_num_queries(1):
        assert user.has_perm("events.change_event")
        assert not user.has_perm("people.change_person")
        assert policies.needs_second_factor(user)
        assert policies.has_role(user, "editor")


def test_accounts_with_a_permission_are_found():
    editor, _member, closed = make("editor"), make("member"), make("chair")
    closed.is_active = False
    closed.save()
    admin = make("administrator")
    assert set(RoleBackend().with_perm("events.change_event")) == {editor, admin}
    assert set(RoleBackend().with_perm("events.change_event", include_superusers=False)) == {editor}


# --- From when to when ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [(-9, -1, False), (-9, 0, True), (0, 0, True), (1, 9, False), (0, None, True)],
)
def test_role_holds_from_its_first_to_its_last_day(starts, ends, holds):
    user = make("")
    RoleGrant.objects.create(
        user=user,
        role="editor",
        starts_on=today() + timedelta(days=starts),
        ends_on=None if ends is None else today() + timedelta(days=ends),
    )
    assert policies.has_role(user, "editor") is holds
    assert user.has_perm("events.change_event") is holds


def test_role_that_ended_yesterday_opens_nothing_in_a_running_session(client, settings):
    user = make_account("editor", ends_on=today())
    client.force_login(user)
    assert client.get("/buero/snippets/events/event/").status_code == 200
    assert user.groups.count() == 1
    settings.TODAY = today() + timedelta(days=1)
    assert client.get("/buero/snippets/events/event/", follow=True).status_code == 403
    assert client.get("/buero/images/", follow=True).status_code == 403
    assert user.groups.count() == 0


def test_one_role_ends_and_the_other_stays_also_for_images(client, settings):
    user = make_account("editor", ends_on=today())
    actions.grant_role(user=user, role="member")
    client.force_login(user)
    assert client.get("/buero/images/add/").status_code == 200
    settings.TODAY = today() + timedelta(days=1)
    assert client.get("/buero/").status_code == 200
    assert client.get("/buero/images/add/").status_code == 302
    assert list(user.groups.values_list("name", flat=True)) == [groups.group_name("member")]


def test_role_of_the_council_ends_with_the_term():
    term = make_term(starts=date(2025, 11, 1))
    chair = make("chair")
    assert chair.grants.get().term == term.pk
    assert policies.has_role(chair, "chair")
    term.ends = today() - timedelta(days=1)
    term.save()
    policies.forget(chair)
    assert not policies.has_role(chair, "chair")
    assert not chair.has_perm("events.view_event")


def test_role_of_the_office_does_not_end_with_the_term():
    term = make_term(starts=date(2025, 11, 1), ends=today())
    office = make("office")
    assert office.grants.get().term is None
    term.ends = today() - timedelta(days=1)
    term.save()
    assert policies.has_role(User.objects.get(pk=office.pk), "office")


def test_role_can_be_given_again_for_the_next_term():
    make_term(starts=date(2020, 11, 1), ends=today() - timedelta(days=1))
    old = RoleGrant.objects.create(user=make(""), role="chair", term=1, starts_on=date(2021, 1, 1))
    term = make_term(starts=today())
    grant = actions.grant_role(user=old.user, role="chair")
    assert grant.term == term.pk
    assert policies.has_role(old.user, "chair")
    old.refresh_from_db()
    assert old.ended_at


def test_role_given_for_later_begins_later_and_blocks_a_second_grant():
    user = make("")
    actions.grant_role(user=user, role="editor", starts_on=today() + timedelta(days=9))
    assert not policies.has_role(user, "editor")
    assert policies.has_role(user, "editor", today() + timedelta(days=9))
    with pytest.raises(actions.AlreadyGranted):
        actions.grant_role(user=user, role="editor")


def test_database_keeps_one_open_grant_and_ends_after_starts():
    user = make("editor")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=user, role="editor")
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=user, role="member", ends_on=today() - timedelta(days=1))
    RoleGrant.objects.create(user=user, role="editor", ended_at=now())


def test_ended_role_opens_nothing_at_once():
    user = make("editor")
    grant = user.grants.get()
    actions.end_grant(grant=grant)
    assert not policies.has_role(User.objects.get(pk=user.pk), "editor")
    actions.end_grant(grant=grant)


# --- Languages -----------------------------------------------------------------------------------------------------------


def test_translator_writes_in_their_languages_only():
    translator = make("translator")
    assert policies.languages_of(translator) == {"tr", "ar"}
    assert policies.may_translate(translator, "tr")
    for lang in ("de", "uk", "de-simple", "xx", ""):
        assert not policies.may_translate(translator, lang)


def test_other_roles_write_in_all_languages_or_in_none():
    assert "uk" in policies.languages_of(make("editor"))
    assert "uk" in policies.languages_of(make("administrator"))
    assert policies.languages_of(make("member")) == frozenset()
    assert policies.languages_of(make("auditor")) == frozenset()


def test_translator_needs_a_language():
    with pytest.raises(ValidationError):
        actions.grant_role(user=make(""), role="translator")


# --- Who may give which --------------------------------------------------------------------------------------------------


GRANTABLE = {
    "administrator": set(KEYS),
    "chair": set(KEYS) - {"administrator"},
    "office": set(KEYS) - {"administrator"},
}


@pytest.mark.parametrize("giver", KEYS)
def test_nobody_gives_more_than_they_have(giver):
    user = make(giver, email="giver@example.org")
    assert {role.key for role in policies.grantable(user)} == GRANTABLE.get(giver, set())
    account = make("")
    for key in KEYS:
        if key in GRANTABLE.get(giver, set()):
            continue
        with pytest.raises(actions.NotAllowed):
            actions.grant_role(user=account, role=key, languages=LANGUAGES.get(key, ()), actor=user)
    assert not account.grants.exists()


@pytest.mark.parametrize("manager", KEYS)
def test_nobody_reaches_the_account_of_somebody_who_may_more(manager):
    user = make(manager, email="manager@example.org")
    for key in KEYS:
        account = make(key)
        may = key in GRANTABLE.get(manager, set())
        assert policies.can_manage(user, account) is may, key
        if may:
            continue
        for action in (actions.close_account, actions.remove_second_factor, actions.end_sessions):
            with pytest.raises(actions.NotAllowed):
                action(user=account, actor=user)
        with pytest.raises(actions.NotAllowed):
            actions.end_grant(grant=account.grants.get(), actor=user)


def test_role_with_new_rights_can_be_given_only_by_who_has_them(monkeypatch):
    office = make("office")
    assert policies.can_grant(office, "treasurer")
    monkeypatch.setitem(
        roles._permissions, "treasurer", {*roles.permissions_of("treasurer"), "money.add_receipt"}
    )
    assert not policies.can_grant(office, "treasurer")
    assert policies.can_grant(make("administrator"), "treasurer")
