from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as office_urls
from wagtail.documents import urls as document_urls

from miteinander.civic.planning import views as planning
from miteinander.foundation.access import views as access
from miteinander.foundation.interface import views as interface
from miteinander.foundation.mailing import views as mailing
from miteinander.foundation.media import views as media
from miteinander.programme.events import views as events
from miteinander.programme.newspaper import views as newspaper
from miteinander.programme.participation import feedback_views as feedback
from miteinander.stewardship.funding.transparency import views as transparency
from miteinander.surfaces.operations import views as operations
from miteinander.surfaces.website import pictures, sitemap
from miteinander.surfaces.website import views as website
from miteinander.surfaces.website.joined.urls import picture_patterns

urlpatterns = [
    path("", website.language_redirect, name="language-redirect"),
    path("healthz", operations.health, name="health"),
    path("robots.txt", website.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap_index, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.sitemap_part, name="sitemap-part"),
    path("t/<str:code>", interface.short_link, name="short-link"),
    path("stil/", interface.style_guide_page, name="style-guide"),
    path("favicon.ico", website.favicon, name="favicon"),
    path("bild/miteinander.png", pictures.site_picture, name="site-picture"),
    path("bild/", include(picture_patterns)),
    path("bild/qr/<slug:slug>.<str:kind>", events.share_qr, name="share-qr"),
    re_path(
        r"^bild/(?P<slug>[-\w]+)-(?P<format>quadrat|story|link-bild)-(?P<lang>[a-z]{2,3}(?:-[a-z]+)?)\.png$",
        events.share_picture,
        name="share-picture",
    ),
    path("bild/<slug:slug>.png", pictures.event_picture, name="event-picture"),
    path("bild/zeitung/<slug:slug>.png", pictures.edition_picture, name="edition-picture"),
    path("bild/zeitung/beitrag/<slug:slug>.png", pictures.article_picture, name="article-picture"),
    path("zeitung.atom", newspaper.feed_atom, name="newspaper-atom"),
    path("kalender.ics", events.feed_ics, name="feed-ics"),
    path("kalender.json", events.feed_json, name="feed-json"),
    path("kalender.atom", events.feed_atom, name="feed-atom"),
    path("termine/<slug:slug>.ics", events.event_ics, name="event-ics"),
    path("transparenz.json", transparency.transparency_json, name="transparency-json"),
    path("transparenz.csv", transparency.transparency_csv, name="transparency-csv"),
    path("aufgaben/<str:token>.ics", planning.feed, name="todo-feed"),
    path("r/<str:token>/", feedback.feedback_any_language, name="feedback-any-language"),
    path("tuer/", include("miteinander.programme.participation.door.urls")),
    path("konto/", include("miteinander.foundation.access.urls")),
    # Before Wagtail's own addresses: its sign-in knows no second factor, its screens for accounts no roles.
    path("buero/login/", access.office_sign_in, name="office-sign-in"),
    re_path(r"^buero/(?:users|groups)/", access.office_accounts, name="office-accounts"),
    re_path(r"^buero/bulk/(?:access|auth)/", access.office_accounts, name="office-accounts-bulk"),
    path("buero/", include(office_urls)),
    path("dateien/", include(document_urls)),
    # The root is the folder of the pictures: with a higher one, "images/../" would lead to private documents.
    re_path(r"^media/images/(?P<path>.+)$", media.picture, name="media"),
    *i18n_patterns(
        path("e-mails/<str:token>/", mailing.preferences_page, name="mail-preferences"),
        path("", include("miteinander.surfaces.website.urls")),
        path("", include("miteinander.civic.people.urls")),
        path("", include("miteinander.programme.newspaper.contribution_urls")),
        path("", include("miteinander.programme.newspaper.distribution.urls")),
        path("", include("miteinander.programme.events.urls")),
        path("", include("miteinander.programme.participation.urls")),
        path("", include("miteinander.programme.newspaper.urls")),
        path("", include("miteinander.stewardship.funding.transparency.urls")),
        path("", include("miteinander.civic.council.urls")),
        path("", include("miteinander.programme.participation.feedback_urls")),
    ),
]
handler400 = "miteinander.surfaces.website.errors.bad_request"
handler403 = "miteinander.surfaces.website.errors.forbidden"
handler404 = "miteinander.surfaces.website.errors.not_found"
handler500 = "miteinander.surfaces.website.errors.server_error"
