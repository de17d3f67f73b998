from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("vereine/bestaetigen/danke/", views.confirmation_thanks, name="confirmation-thanks"),
    path("vereine/bestaetigen/<str:token>/", views.confirmation, name="confirmation"),
]
