from django.urls import path

from . import views

app_name = "newspaper"
urlpatterns = [
    path("zeitung/", views.edition_list, name="edition-list"),
    path("zeitung/<slug:edition>.pdf", views.edition_pdf, name="edition-pdf"),
    path("zeitung/<slug:edition>/", views.edition_detail, name="edition-detail"),
    path("zeitung/<slug:edition>/<slug:article>/", views.article_detail, name="article-detail"),
    path(
        "zeitung/<slug:edition>/<slug:article>/nebeneinander/",
        views.article_side_by_side,
        name="article-side-by-side",
    ),
]
