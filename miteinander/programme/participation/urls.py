from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import path


def soon(request: HttpRequest, token: str = "") -> NoReturn:
    raise Http404


app_name = "participation"
urlpatterns = [
    path("anmeldung/", soon, name="code-entry"),
    path("anmeldung/<str:token>/", soon, name="own-registration"),
    path("einladung/<str:token>/", soon, name="invitation"),
]
