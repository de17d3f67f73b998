"""Content security policy: strict for the public, with what Wagtail's admin needs below /buero/."""

from contextvars import ContextVar
from typing import Any

from csp.constants import NONCE
from csp.middleware import CSPMiddleware
from django.http import HttpRequest

OFFICE_PATH = "/buero/"
nonce_of_request: ContextVar[str] = ContextVar("nonce_of_request", default="")


NO_DEVICES = "camera=(), microphone=(), geolocation=()"
"""What pages may not even ask for; the page that needs one of them says so itself."""


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if request.path.startswith(OFFICE_PATH):
            nonce_of_request.set(str(request.csp_nonce))  # type: ignore[attr-defined]

    def process_response(self, request: Any, response: Any) -> Any:
        response.headers.setdefault("Permissions-Policy", NO_DEVICES)
        return super().process_response(request, response)

    def get_policy_parts(self, request: Any, response: Any, report_only: bool = False) -> Any:
        parts = super().get_policy_parts(request, response, report_only=report_only)
        if request.path.startswith(OFFICE_PATH) and not report_only:
            own = dict(parts.config or {})
            own["script-src"] = ["'self'", NONCE]
            own["style-src"] = ["'self'", "'unsafe-inline'"]
            own["img-src"] = ["'self'", "data:", "blob:"]
            own["font-src"] = ["'self'", "data:"]
            parts.config = own
        return parts
