"""Addresses of the joined pages, below the language, and of their pictures."""

from typing import Any

from django.urls import path
from django.views.decorators.http import require_safe

from ..pictures import joined_picture
from .activity import ACTIVITY
from .district import DISTRICT, district_list
from .organisation import ORGANISATION
from .page import JoinedPage
from .task import TASK
from .venue import VENUE
from .working_group import WORKING_GROUP

PAGES: tuple[JoinedPage[Any], ...] = (ACTIVITY, DISTRICT, VENUE, ORGANISATION, TASK, WORKING_GROUP)

urlpatterns = [
    path("stadtteile/", district_list, name="district-list"),
    *(path(f"{page.path}<slug:slug>/", require_safe(page.view), name=page.name) for page in PAGES),
]

picture_patterns = [
    path(f"{page.path}<slug:slug>.png", joined_picture, {"page": page}, name=page.picture_name)
    for page in PAGES
]
