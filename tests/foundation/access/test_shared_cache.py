"""What one web process notes about the sign-in, every other one knows."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache, caches
from django.db import connection
from django.utils import timezone

from miteinander.foundation.access import shared_cache
from tests.support.accounts import SECRET, make_account
from tests.support.workers import Workers

ELSEWHERE = """
import sys, django
django.setup()
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
print(TOTP(Authenticator.objects.get(type="totp")).validate_code(sys.argv[1]))
"""


def rows():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT cache_key, value FROM {shared_cache.TABLE}")
        return cursor.fetchall()


@pytest.mark.data_layer
@pytest.mark.django_db(transaction=True)
def test_a_code_used_in_one_process_is_refused_in_another(settings):
    user = make_account("member")
    here = TOTP(user.authenticator_set.get(type="totp"))
    _before, now, _after = yield_hotp_counters_from_time()
    used, fresh = (format_hotp_value(hotp_value(SECRET, step)) for step in (now, now + 1))
    assert here.validate_code(used)
    other = Workers(settings.HOME, "miteinander.settings")
    answers = {}
    for code in (used, fresh):
        process = other.run("-c", ELSEWHERE, code)
        answers[code] = process.communicate(timeout=60)[0].split()[-1]
    assert answers == {used: "False", fresh: "True"}
    assert not here.validate_code(fresh)
    cache.clear()


@pytest.mark.data_layer
@pytest.mark.django_db
def test_keys_hide_addresses_and_what_is_over_goes():
    cache.set("allauth:rl:login:ip:192.0.2.55", [1.5], 60)
    assert cache.get("allauth:rl:login:ip:192.0.2.55") == [1.5]
    assert len(rows()) == 1 and "192.0.2.55" not in str(rows())
    shared_cache.forget_old()
    assert len(rows()) == 1
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        shared_cache.forget_old()
    assert rows() == []


@pytest.mark.django_db
def test_a_missing_table_and_a_store_of_one_process_are_noticed(settings):
    assert shared_cache.is_shared()
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert not shared_cache.is_shared()
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "gone"}
    }
    assert not shared_cache.is_shared()
    assert caches["default"] is not None
