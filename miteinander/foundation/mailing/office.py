"""The outbox and the mail templates in the office."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.menu import MenuItem

from miteinander.foundation.languages.registry import site_codes, site_languages

from . import templates
from .actions import resend_mail
from .enums import STUCK, MailState
from .models import OutgoingMail

VIEW, RESEND = "mailing.view_outgoingmail", "mailing.resend_mail"
PER_PAGE = 50


def allowed(permission):
    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate


@allowed(VIEW)
@require_safe
def outbox(request):
    """The newest first, by search and state. Constant number of queries."""
    query, state = request.GET.get("q", "").strip()[:100], request.GET.get("stand", "")
    mails = OutgoingMail.objects.defer("text", "html")
    if query:
        mails = mails.filter(Q(to__icontains=query) | Q(subject__icontains=query))
    if state in MailState.values:
        mails = mails.filter(state=state)
    counted = dict(OutgoingMail.objects.order_by().values_list("state").annotate(Count("pk")))
    context = {
        "mails": Paginator(mails, PER_PAGE).get_page(request.GET.get("p")),
        "query": query,
        "state": state,
        "states": [(value, label, counted.get(value, 0)) for value, label in MailState.choices],
        "stuck": sum(counted.get(value, 0) for value in STUCK),
        "only_files": settings.MAIL_SERVER is None,
    }
    return render(request, "mailing/office/outbox.html", context)


@allowed(VIEW)
@require_safe
def mail_page(request, pk):
    mail = get_object_or_404(OutgoingMail, pk=pk)
    can_resend = mail.state in (*STUCK, MailState.SENT) and bool(mail.text)
    context = {
        "mail": mail,
        "hidden": is_hidden(mail),
        "may_resend": can_resend and request.user.has_perm(RESEND),
        "is_stuck": mail.state in STUCK,
        "template": next((one for one in templates.mail_templates() if one.key == mail.template), None),
    }
    return render(request, "mailing/office/mail.html", context)


def is_hidden(mail):
    """What signs its receiver in is for nobody else; the demo shows it, because its mails reach nobody."""
    return not mail.text or (mail.is_secret and not settings.MAIL_SHOWS_SECRETS)


@allowed(VIEW)
@require_safe
def mail_html(request, pk):
    mail = get_object_or_404(OutgoingMail, pk=pk)
    if is_hidden(mail) or not mail.html:
        raise Http404
    return sandboxed(mail.html)


def sandboxed(html):
    """A mail and nothing else: no script, no form, nothing from elsewhere."""
    response = HttpResponse(html)
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
    )
    return response


@allowed(RESEND)
@require_POST
def mail_resend(request, pk):
    mail = get_object_or_404(OutgoingMail, pk=pk)
    try:
        sent = resend_mail(mail=mail, actor=request.user)
    except ValueError:
        messages.error(request, _("Diese E-Mail lässt sich jetzt nicht noch einmal senden."))
        return redirect("mailing:mail", mail.pk)
    messages.success(request, _("Die E-Mail wird noch einmal gesendet."))
    return redirect("mailing:mail", sent.pk)


@allowed(VIEW)
@require_safe
def template_list(request):
    context = {"templates": templates.mail_templates(), "languages": site_languages()}
    return render(request, "mailing/office/templates.html", context)


@allowed(VIEW)
@require_safe
def template_preview(request, key, lang):
    template, written = preview(key, lang)
    context = {"template": template, "written": written, "languages": site_languages(), "lang": lang}
    return render(request, "mailing/office/preview.html", context)


@allowed(VIEW)
@require_safe
def template_html(request, key, lang):
    return sandboxed(preview(key, lang)[1].html)


def preview(key, lang):
    if lang not in site_codes():
        raise Http404
    try:
        template = templates.find(key)
    except templates.UnknownTemplate:
        raise Http404 from None
    return template, templates.write(template, lang=lang, context=template.sample)


urls = [
    path(
        "postausgang/",
        include(
            (
                [
                    path("", outbox, name="outbox"),
                    path("<int:pk>/", mail_page, name="mail"),
                    path("<int:pk>/html/", mail_html, name="mail-html"),
                    path("<int:pk>/noch-einmal/", mail_resend, name="mail-resend"),
                    path("vorlagen/", template_list, name="template-list"),
                    path("vorlagen/<str:key>/<slug:lang>/", template_preview, name="template-preview"),
                    path("vorlagen/<str:key>/<slug:lang>/html/", template_html, name="template-html"),
                ],
                "mailing",
            ),
            namespace="mailing",
        ),
    )
]


class OutboxMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(VIEW)


def menu_item():
    return OutboxMenuItem(
        gettext_lazy("Postausgang"), reverse("mailing:outbox"), name="outbox", icon_name="mail", order=860
    )
