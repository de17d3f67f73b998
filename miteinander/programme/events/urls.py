from django.urls import path

from . import views

app_name = "events"
urlpatterns = [
    path("kalender/", views.event_list, name="event-list"),
    path("termine/<slug:slug>/", views.event_detail, name="event-detail"),
]
