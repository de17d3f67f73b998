from django.urls import path

from . import views

app_name = "council"
urlpatterns = [
    path("rat/", views.roster, name="roster"),
    path("rat/arbeitskreise/", views.working_group_list, name="working-group-list"),
]
