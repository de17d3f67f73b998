from django.urls import path

from . import feedback_views as views

app_name = "participation_feedback"
urlpatterns = [
    path("rueckmeldung/<str:token>/", views.feedback_form, name="feedback-form"),
    path("rueckmeldung/<str:token>/danke/", views.feedback_thanks, name="feedback-thanks"),
]
