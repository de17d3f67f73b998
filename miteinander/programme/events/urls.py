from django.urls import path

from . import views

app_name = "events"
urlpatterns = [
    path("kalender/", views.event_list, name="event-list"),
    path("kalender/monat/", views.event_month_present, name="event-month-present"),
    path("kalender/monat/<str:month>/", views.event_month, name="event-month"),
    path("kalender/karte/", views.event_map, name="event-map"),
    path("termine/<slug:slug>/", views.event_detail, name="event-detail"),
]
