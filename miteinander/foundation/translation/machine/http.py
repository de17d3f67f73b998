"""One way to ask a service: JSON there and back, a time limit, a limit for the answer, no redirects to elsewhere."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from .service import ServiceFailed

SECONDS = 30
LARGEST_ANSWER = 5 * 1024 * 1024
TRY_AGAIN = {408, 425, 429, 500, 502, 503, 504}


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def ask(url: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> Any:
    """Raises ServiceFailed; its text never holds the key."""
    request = Request(
        url,
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "User-Agent": "miteinander", **headers},
    )
    try:
        with build_opener(_NoRedirect).open(request, timeout=SECONDS) as answer:
            content = answer.read(LARGEST_ANSWER + 1)
    except HTTPError as error:
        error.close()
        raise ServiceFailed(f"status {error.code}", temporary=error.code in TRY_AGAIN) from None
    except (URLError, OSError) as error:
        raise ServiceFailed(f"no answer: {type(error).__name__}") from None
    if len(content) > LARGEST_ANSWER:
        raise ServiceFailed("answer too large", temporary=False)
    try:
        return json.loads(content)
    except ValueError:
        raise ServiceFailed("answer is no JSON") from None


def strings(found: Any, count: int) -> list[str]:
    """The answer as so many texts. Raises ServiceFailed."""
    if not isinstance(found, list) or len(found) != count or not all(isinstance(one, str) for one in found):
        raise ServiceFailed("answer of another shape", temporary=False)
    return found
