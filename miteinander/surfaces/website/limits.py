"""How often one address may send a form, without keeping the address."""

from django.http import HttpRequest

from miteinander.foundation.access.limits import Limit, take, visitor_address
from miteinander.foundation.values.clock import today

PERIOD = 60 * 60


def is_too_often(request: HttpRequest, name: str, *, most: int) -> bool:
    """Count this try and say whether it is more than `most` in an hour, for all processes together.

    What is kept is a keyed hash that changes every day, until the night after the hour.
    """
    return not take([Limit(f"{name} {today().isoformat()} {visitor_address(request)}", most, PERIOD)])
