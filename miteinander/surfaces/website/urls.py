from django.urls import path

from . import duty_views, search_views, views
from .contact_pages import PAGES
from .joined.urls import urlpatterns as joined_pages

app_name = "website"
urlpatterns = [
    path("", views.home, name="home"),
    path("konzept/", views.concept, name="concept"),
    path("suche/", search_views.search, name="search"),
    path("impressum/", views.imprint, name="imprint"),
    path("datenschutz/", views.privacy, name="privacy"),
    path("barrierefreiheit/", duty_views.accessibility, name="accessibility"),
    path("barrierefreiheit/danke/", duty_views.accessibility_thanks, name="accessibility-thanks"),
    path("leichte-sprache/", duty_views.easy_language, name="easy-language"),
    path("gebaerdensprache/", duty_views.sign_language, name="sign-language"),
    *(
        path(page.path, views.contact_page, {"page": page}, name=page.url_name.split(":")[1])
        for page in PAGES
    ),
    *joined_pages,
]
