from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail import hooks

from miteinander.foundation.interface.office_menu import Heading, place
from miteinander.foundation.values.clock import today

from .office import menu_item, urls
from .readers import can_read_file


@hooks.register("before_serve_document")
def refuse_private_document(document: Any, request: Any) -> None:
    if not can_read_file(request.user, document):
        raise PermissionDenied


@hooks.register("construct_image_chooser_queryset")
def only_publishable(images: Any, request: Any) -> Any:
    """Without a basis for its publication nobody can choose a picture."""
    return images.publishable(today())


hooks.register("register_admin_urls", lambda: urls)
hooks.register("register_admin_menu_item", menu_item)
place(Heading.INVITE, "media:withdrawn-list", order=45)
