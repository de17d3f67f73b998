from django.urls import path

from . import views

urlpatterns = [
    path("dienst.js", views.worker, name="door-worker"),
    path("<str:token>/", views.door_page, name="door-page"),
    path("<str:token>/app.webmanifest", views.manifest, name="door-manifest"),
    path("<str:token>/telefon/", views.phone, name="door-phone"),
    path("<str:token>/liste/", views.guests, name="door-list"),
    path("<str:token>/buch/", views.book, name="door-book"),
]
