import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_tried_yet():
    """Counts of tries that allauth keeps, and codes used up, are of one test."""
    cache.clear()
    yield
    cache.clear()
