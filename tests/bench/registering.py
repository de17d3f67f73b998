"""What the measurement of registrations is asked for over HTTP: our own addresses, and a bare view beside them.

The bare view stands behind the same middleware, parses the same form, locks, counts and inserts; it knows one event by
heart, has one table of its own and tells nobody.
"""

from django.db import models, transaction
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path

from miteinander.programme.participation.forms import RegistrationForm
from miteinander.programme.participation.models import RegistrationPlan
from miteinander.programme.participation.standing import Standing, standing_of_event, with_form_parts
from miteinander.urls import handler400, handler403, handler404, handler500
from miteinander.urls import urlpatterns as ours

__all__ = ["handler400", "handler403", "handler404", "handler500"]
SLUG = "frueh"
FORM, BARE = f"/de/termine/{SLUG}/anmelden/", "/de/nackt/"
SEATS = 10**7


class Place(models.Model):
    """Not of the application: the bare view's own table."""

    plan = models.ForeignKey(RegistrationPlan, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    seats = models.PositiveIntegerField()

    class Meta:
        app_label = "participation"
        managed = False


_known: dict[str, Standing] = {}


def bare(request: HttpRequest) -> HttpResponse:
    standing = _known.get(SLUG)
    if standing is None:
        found = standing_of_event(slug=SLUG)
        assert found is not None
        standing = _known[SLUG] = with_form_parts(found)
    form = RegistrationForm(request.POST, standing=standing, lang="de")
    assert form.is_valid(), form.errors
    size = sum(form._counts("seats_").values())
    with transaction.atomic():
        plan = RegistrationPlan.objects.select_for_update().get(pk=standing.plan.pk)
        taken = Place.objects.filter(plan=plan).aggregate(taken=Sum("seats"))["taken"] or 0
        if taken + size <= SEATS:
            found = form.cleaned_data
            Place.objects.create(plan=plan, name=found["name"], email=found["email"], seats=size)
    return HttpResponseRedirect("/de/")


urlpatterns = [path(BARE[1:], bare), *ours]
