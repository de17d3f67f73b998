from django.http import Http404
from django.urls import path


def soon(request, token):
    raise Http404


app_name = "participation"
urlpatterns = [
    path("anmeldung/", soon, {"token": ""}, name="code-entry"),
    path("anmeldung/<str:token>/", soon, name="own-registration"),
    path("einladung/<str:token>/", soon, name="invitation"),
]
