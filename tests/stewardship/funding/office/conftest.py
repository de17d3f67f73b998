from datetime import date

import pytest

from tests.support.accounts import make_account

TODAY = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def in_the_middle_of_the_year(settings):
    settings.TODAY = TODAY


@pytest.fixture
def treasurer(db):
    return make_account("treasurer")


@pytest.fixture
def chair(db):
    return make_account("chair")


@pytest.fixture
def desk(client, treasurer):
    client.force_login(treasurer)
    return client
