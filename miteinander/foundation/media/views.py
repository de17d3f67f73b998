from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils._os import safe_join
from django.views.decorators.http import require_safe
from django.views.static import serve

from .models import CouncilRendition

FOLDER = "images"


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture of a page. One that must not be published is there for the office only, whoever knows its address.

    One query; for the office, and for a picture that is not public, those of the session and the account.
    """
    try:
        safe_join(settings.MEDIA_ROOT / FOLDER, path)
    except (SuspiciousFileOperation, ValueError):
        raise Http404 from None
    rendition = CouncilRendition.objects.select_related("image").filter(file=f"{FOLDER}/{path}").first()
    if rendition is None:
        raise Http404
    is_public = rendition.image.is_publishable
    if not is_public and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    response = serve(request, path, document_root=str(Path(settings.MEDIA_ROOT) / FOLDER))
    response["Cache-Control"] = "public, no-cache" if is_public else "private, no-store"
    return response
