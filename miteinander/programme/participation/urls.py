from django.urls import path

from . import views

app_name = "participation"
urlpatterns = [
    path("termine/<slug:slug>/anmelden/", views.register, name="register"),
    path("anmeldung/", views.code_entry, name="code-entry"),
    path("anmeldung/<str:token>/", views.own_registration, name="own-registration"),
    path("anmeldung/<str:token>/aendern/", views.own_change, name="own-change"),
    path("anmeldung/<str:token>/abmelden/", views.own_cancel, name="own-cancel"),
    path("anmeldung/<str:token>/kalender.ics", views.own_calendar, name="own-calendar"),
    path("anmeldung/<str:token>/eintrittskarte/", views.own_ticket, name="own-ticket"),
    path("anmeldung/<str:token>/eintrittskarte.pdf", views.own_ticket_pdf, name="own-ticket-pdf"),
    path("anmeldung/<str:token>/zettel/", views.own_slip, name="own-slip"),
    path("anmeldung/<str:token>/bescheinigung/", views.own_certificate, name="own-certificate"),
    path("anmeldung/<str:token>/bescheinigung.pdf", views.own_certificate_pdf, name="own-certificate-pdf"),
    path("einladung/<str:token>/", views.invitation, name="invitation"),
]
