from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail import hooks


@hooks.register("before_serve_document")
def refuse_private_document(document: Any, request: Any) -> None:
    """A document that is not public is served only to people who may open the office."""
    if not document.is_public and not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
