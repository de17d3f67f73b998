from django.urls import path

from . import views
from .contact_pages import PAGES

app_name = "website"
urlpatterns = [
    path("", views.home, name="home"),
    path("konzept/", views.concept, name="concept"),
    path("impressum/", views.imprint, name="imprint"),
    path("datenschutz/", views.privacy, name="privacy"),
    *(
        path(page.path, views.contact_page, {"page": page}, name=page.url_name.split(":")[1])
        for page in PAGES
    ),
]
