import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _forget_renditions():
    """Wagtail remembers renditions by the number of their picture; the next test begins to count again."""
    caches["renditions"].clear()
