"""The registration form of an event."""

import uuid

from django.conf import settings
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from miteinander.foundation.access.limits import is_too_often
from miteinander.foundation.interface.guarded_forms import fresh_stamp
from miteinander.foundation.interface.old_slugs import find_by_old_slug
from miteinander.programme.events.models import Event

from ..actions import register_party
from ..errors import CannotTakePart, WouldWait
from ..forms import RegistrationForm
from ..models import Registration
from ..presentation import event_head, present_language, way_words
from ..standing import WITH_FORM, Standing, Way, standing_of_event, standing_of_form, with_form_parts
from ..telling import own_url


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, or a sentence where there is none. A party that is stored leads on to its own page."""
    sent = request.method == "POST"
    standing = standing_of_form(slug) if sent else standing_of_event(slug=slug)
    if standing is None or standing.way not in WITH_FORM:
        return _page(request, slug, standing_of_event(slug=slug), None, status=422 if sent else 200)
    standing = with_form_parts(standing)
    if not sent:
        initial = {"stamp": fresh_stamp(), "submission": uuid.uuid4()}
        form = RegistrationForm(standing=standing, lang=present_language(), initial=initial)
        return _page(request, slug, standing, form)
    form = RegistrationForm(request.POST, standing=standing, lang=present_language())
    if not form.is_valid():
        return _page(request, slug, standing, form.renewed(), status=422)
    if is_too_often(request, "registration", most=settings.REGISTRATIONS_AN_HOUR):
        form.refuse(
            _(
                "Von Ihrem Anschluss kamen sehr viele Anmeldungen. Bitte versuchen Sie es in einer Stunde noch "
                "einmal, oder rufen Sie uns an."
            )
        )
        return _page(request, slug, standing, form.renewed(), status=429)
    return _book(request, slug, standing, form)


def register_again(request: HttpRequest, slug: str) -> HttpResponse:
    """The form as it was typed, after the check for forged forms failed (a page open for long, no cookies)."""
    standing = standing_of_event(slug=slug)
    if standing is None or standing.way not in WITH_FORM:
        return _page(request, slug, standing, None, status=403)
    standing = with_form_parts(standing)
    form = RegistrationForm(request.POST, standing=standing, lang=present_language())
    form.is_valid()
    form.refuse(_("Bitte schicken Sie das Formular noch einmal ab. Erlauben Sie dafür Cookies."))
    return _page(request, slug, standing, form.renewed(), status=403)


def _book(request: HttpRequest, slug: str, standing: Standing, form: RegistrationForm) -> HttpResponse:
    wish = form.wish()
    try:
        registration = register_party(plan_id=standing.plan.pk, wish=wish, may_wait="waiting" in request.POST)
    except WouldWait as refused:
        return _page(request, slug, standing, form.renewed(), status=422, asks_to_wait=refused.reason)
    except CannotTakePart as refused:
        form.refuse(refused.sentence)
        present = standing_of_event(slug=slug) or standing
        if present.way not in WITH_FORM:
            return _page(request, slug, present, None, status=422)
        return _page(request, slug, present, form.renewed(), status=422)
    if registration.name != wish.name:  # the same page sent again for somebody else
        return _page(request, slug, standing, _for_another(form), status=422, earlier=registration)
    return redirect(own_url(registration))


def _for_another(form: RegistrationForm) -> RegistrationForm:
    form.put("submission", str(uuid.uuid4()))
    return form


def _page(
    request: HttpRequest,
    slug: str,
    standing: Standing | None,
    form: RegistrationForm | None,
    *,
    status: int = 200,
    asks_to_wait: str = "",
    earlier: Registration | None = None,
) -> HttpResponse:
    event = Event.objects.visible_to(None).with_page_data().filter(slug=slug).first()
    if event is None:
        return _moved_or_404(slug)
    context = {
        "event": event_head(event),
        "standing": standing,
        "words": way_words(standing),
        "form": form,
        "asks_to_wait": asks_to_wait,
        "waits": bool(standing and standing.way == Way.WAITING) or asks_to_wait == "others_wait",
        "earlier_url": own_url(earlier) if earlier else "",
    }
    return render(request, "participation/register.html", context, status=status)


def _moved_or_404(slug: str) -> HttpResponse:
    found: Model | None = find_by_old_slug(Event.objects.visible_to(None), slug)
    if isinstance(found, Event):
        return redirect("participation:register", slug=found.slug, permanent=True)
    raise Http404(_("Diesen Termin gibt es nicht oder nicht mehr."))
