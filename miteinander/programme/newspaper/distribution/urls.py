from django.urls import path

from . import views

app_name = "newspaper_distribution"
urlpatterns = [
    path("zeitung/abo/", views.subscription_form, name="subscription-form"),
    path("zeitung/abo/code/", views.subscription_find, name="subscription-find"),
    path("zeitung/abo/<str:code>/", views.subscription_own, name="subscription-own"),
    path("zeitung/abo/<str:code>/danke/", views.subscription_thanks, name="subscription-thanks"),
]
