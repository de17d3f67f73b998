"""What the measurement of registrations is asked for over HTTP: our own addresses, and a bare view beside them.

The bare view stands behind the same middleware, parses the same form, locks, counts and inserts; it knows one event by
heart, has one table of its own and tells nobody.
"""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "miteinander.settings"

from django.conf import settings

settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
settings.ROOT_URLCONF = "tests.bench.registering"
settings.REGISTRATIONS_AN_HOUR = 10**9  # counted as always; sixteen addresses send what a town does not

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from miteinander.programme.participation.forms import RegistrationForm
from miteinander.programme.participation.standing import Standing, standing_of_event, with_form_parts
from miteinander.urls import handler400, handler403, handler404, handler500
from miteinander.urls import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500"]
SLUG = "frueh"
FORM, BARE = f"/de/termine/{SLUG}/anmelden/", "/de/nackt/"
TABLE = {
    "sqlite": "CREATE TABLE bench_place (id INTEGER PRIMARY KEY, plan_id INT, name TEXT, email TEXT, seats INT)",
    "postgresql": "CREATE TABLE bench_place (id SERIAL PRIMARY KEY, plan_id INT, name TEXT, email TEXT, seats INT)",
}
_known: dict[str, Standing] = {}


def bare(request: HttpRequest) -> HttpResponse:
    standing = _known.get(SLUG)
    if standing is None:
        found = standing_of_event(slug=SLUG)
        assert found is not None
        standing = _known[SLUG] = with_form_parts(found)
    form = RegistrationForm(request.POST, standing=standing, lang="de")
    assert form.is_valid(), form.errors
    size, plan = sum(form._counts("seats_").values()), standing.plan.pk
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT id FROM participation_registrationplan WHERE id = %s FOR UPDATE", [plan])
        cursor.execute("SELECT coalesce(sum(seats), 0) FROM bench_place WHERE plan_id = %s", [plan])
        if cursor.fetchone()[0] + size <= 10**9:
            cursor.execute(
                "INSERT INTO bench_place (plan_id, name, email, seats) VALUES (%s, %s, %s, %s)",
                [plan, form.cleaned_data["name"], form.cleaned_data["email"], size],
            )
    return HttpResponseRedirect("/de/")


urlpatterns = [path(BARE[1:], bare), *ours]
