from django.urls import path

from . import contribution_views as views

app_name = "newspaper_contribution"
urlpatterns = [
    path("zeitung/mitschreiben/<str:token>/", views.contribution, name="form"),
    path("zeitung/mitschreiben/<str:token>/danke/", views.thanks, name="thanks"),
]
