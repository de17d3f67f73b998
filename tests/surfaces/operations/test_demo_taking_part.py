"""Every way of taking part can be seen in the demo, and its books agree."""

from datetime import date

import pytest
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from miteinander.foundation.values.clock import now
from miteinander.programme.participation.enums import HOLDING, RegistrationMode, RegistrationState, Scope
from miteinander.programme.participation.models import Feedback, Registration, RegistrationPlan
from miteinander.surfaces.operations import demo_scenes
from miteinander.surfaces.operations.demo_year import load_demo
from tests.support.demo import DEMO_DAY, demo, demo_file  # noqa: F401
from tests.support.seats import books_agree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
BOOKED, WAITING, OFFERED = RegistrationState.BOOKED, RegistrationState.WAITING, RegistrationState.OFFERED


def plan_of(slug: str) -> RegistrationPlan:
    return RegistrationPlan.objects.get(event__slug=slug)


def free(slug: str) -> int:
    return plan_of(slug).pools.get(scope=Scope.ALL).free


def states(slug: str) -> list[str]:
    return list(Registration.objects.of_event(plan_of(slug).event_id).values_list("state", flat=True))


def test_books_of_all_plans_agree():
    plans = list(RegistrationPlan.objects.all())
    assert len(plans) >= 15
    assert {plan.mode for plan in plans} == set(RegistrationMode.values)
    for plan in plans:
        books_agree(plan)
    assert Registration.objects.count() >= 120


def test_scenes_of_seats():
    assert free(demo_scenes.FREE) > 20
    assert 1 <= free(demo_scenes.NEARLY_FULL) <= 3
    assert free(demo_scenes.FULL_WITH_WAITING) == 0
    assert states(demo_scenes.FULL_WITH_WAITING).count(WAITING) >= 2
    assert states(demo_scenes.OFFER_PENDING).count(OFFERED) == 1
    assert states(demo_scenes.OFFER_PENDING).count(WAITING) >= 1
    minimum = plan_of(demo_scenes.WITH_MINIMUM)
    assert minimum.pools.get(scope=Scope.ALL).taken < minimum.minimum
    assert minimum.decides_at > now()
    assert plan_of(demo_scenes.NOT_OPEN_YET).opens_at > now()
    assert plan_of(demo_scenes.CLOSED).closes_at < now()
    assert plan_of(demo_scenes.WITH_ITEMS).pools.filter(scope=Scope.ITEM).count() == 2
    assert plan_of(demo_scenes.WITH_KINDS).pools.filter(scope=Scope.KIND).count() == 3
    assert plan_of(demo_scenes.WITH_QUESTIONS).questions.count() == 2
    assert plan_of(demo_scenes.BY_INVITATION).invitations.count() >= 6
    assert plan_of(demo_scenes.BY_TELEPHONE).mode == RegistrationMode.TELEPHONE
    assert plan_of(demo_scenes.WITHOUT_REGISTRATION).mode == RegistrationMode.NONE
    assert any(one.support for one in plan_of(demo_scenes.WITH_SUPPORT).registrations.all())


def test_breakfasts_to_come_and_past():
    coming = plan_of(demo_scenes.coming_breakfast(DEMO_DAY))
    assert coming.bring_items.count() == 4
    assert any(item.open_count for item in coming.bring_items.all())
    past = plan_of(demo_scenes.past_breakfast(DEMO_DAY))
    assert past.event.door_entries.filter(deed="walk_in").count() >= 5
    assert past.event.door_entries.filter(deed="in").count() >= 20
    assert Feedback.objects.filter(event=past.event).count() >= 10


@pytest.mark.parametrize("day", [date(2026, 11, 8), date(2026, 11, 9), date(2027, 1, 1)], ids=str)
def test_breakfast_of_the_scene_is_never_today(day):
    assert demo_scenes.past_breakfast(day) < f"fruehstueck-{day}" < demo_scenes.coming_breakfast(day)


def test_nobody_who_holds_a_seat_was_given_one_too_many():
    for plan in RegistrationPlan.objects.all():
        pool = plan.pools.get(scope=Scope.ALL)
        held = Registration.objects.filter(plan=plan, state__in=HOLDING).with_size()
        assert sum(one.size for one in held) == pool.taken


def test_new_month_moves_the_events_and_writes_to_nobody():
    before = Registration.objects.count()
    with override_settings(TODAY=date(2026, 12, 3)):
        load_demo()
        assert not DBTaskResult.objects.filter(args_kwargs__args__0="participation.tell_all").exists()
        assert plan_of(demo_scenes.NOT_OPEN_YET).opens_at > now()
        assert all(plan.told_of for plan in RegistrationPlan.objects.all())
    assert Registration.objects.count() >= before
