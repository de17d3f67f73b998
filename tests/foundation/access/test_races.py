"""Two at once, with real threads and connections on both databases: one wins, nothing is done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from miteinander.foundation.access import actions, limits, links
from miteinander.foundation.access.actions import Wish
from miteinander.foundation.access.models import Attempt, RoleGrant, User
from tests.support.accounts import make_account

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data_layer]
BASE, NEW = "https://rat.example.org/", "vier Wörter ergeben Sinn"


def at_once(*tries: Callable[[], object]) -> list[object]:
    """What each returned or raised."""
    start = Barrier(len(tries))

    def run(one: Callable[[], object]) -> object:
        try:
            start.wait(timeout=30)
            return one()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tries)) as pool:
        return list(pool.map(run, tries))


def count(results, kind):
    return sum(isinstance(result, kind) for result in results)


def test_one_invitation_accepted_by_two_at_once_opens_one_account():
    _invitation, address = actions.invite(
        email="neu@example.org", wishes=[Wish(role="member")], base_url=BASE
    )
    token = address.rstrip("/").rpartition("/")[2]
    results = at_once(*[lambda: actions.accept_invitation(token=token, password=NEW)] * 3)
    assert (count(results, User), count(results, actions.InvitationInvalid)) == (1, 2), results
    assert User.objects.count() == RoleGrant.objects.count() == 1


def test_last_use_of_a_link_is_used_once():
    token = links.issue(purpose="people.check", subject="a", days=1, uses=1)
    results = at_once(*[lambda: links.resolve(token, "people.check")] * 3)
    assert (count(results, str), count(results, links.LinkInvalid)) == (1, 2), results


def test_role_given_by_two_at_once_is_held_once():
    user = make_account("")
    results = at_once(
        *[lambda: actions.grant_role(user=User.objects.get(pk=user.pk), role="member") for _ in range(3)]
    )
    assert (count(results, RoleGrant), count(results, actions.AlreadyGranted)) == (1, 2), results


def test_two_administrators_cannot_remove_each_other():
    one = make_account("administrator")
    two = make_account("administrator", email="two@example.org")
    results = at_once(
        lambda: actions.close_account(user=User.objects.get(pk=one.pk), actor=User.objects.get(pk=two.pk)),
        lambda: actions.close_account(user=User.objects.get(pk=two.pk), actor=User.objects.get(pk=one.pk)),
    )
    assert User.objects.filter(is_superuser=True, is_active=True).count() == 1, results


def test_tries_at_once_do_not_slip_through_together():
    limit = limits.Limit("somebody", 3, 900)
    results = at_once(*[lambda: limits.take([limit])] * 8)
    assert sorted(results) == [False] * 5 + [True] * 3, results
    assert Attempt.objects.get().count == 8
