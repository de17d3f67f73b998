"""Addresses of the joined pages, below the language."""

from django.urls import path

from .activity import activity
from .district import district, district_list
from .organisation import organisation
from .task import task
from .venue import venue
from .working_group import working_group

urlpatterns = [
    path("vorhaben/<slug:slug>/", activity, name="activity"),
    path("stadtteile/", district_list, name="district-list"),
    path("stadtteile/<slug:slug>/", district, name="district"),
    path("orte/<slug:slug>/", venue, name="venue"),
    path("vereine/<slug:slug>/", organisation, name="organisation"),
    path("konzept/<slug:slug>/", task, name="task"),
    path("rat/arbeitskreise/<slug:slug>/", working_group, name="working-group"),
]
