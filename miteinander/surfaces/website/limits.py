"""How often one address may send a form, without keeping the address."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from miteinander.foundation.access.limits import visitor_address
from miteinander.foundation.values.clock import today

PERIOD = 60 * 60


def is_too_often(request: HttpRequest, name: str, *, most: int) -> bool:
    """Count this try and say whether it is more than `most` in an hour.

    The cache holds a keyed hash that changes every day, and forgets it after the hour.
    """
    digest = salted_hmac(f"{name} {today().isoformat()}", visitor_address(request), algorithm="sha256")
    key = f"limit-{name}-{digest.hexdigest()[:32]}"
    if cache.add(key, 1, PERIOD):
        return False
    try:
        return cache.incr(key) > most
    except ValueError:  # forgotten between the two lines
        cache.set(key, 1, PERIOD)
        return False
