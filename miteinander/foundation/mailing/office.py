"""The outbox and the mail templates in the office."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.menu import MenuItem

from miteinander.foundation.languages.registry import site_codes, site_languages

from . import templates
from .actions import NotNow, cancel_mail, cancel_mails, resend_mail
from .enums import OPEN, MailState
from .models import MailAttachment, OutgoingMail
from .office_addresses import address_free, address_list
from .office_parts import PER_PAGE, allowed

VIEW, RESEND, CANCEL = "mailing.view_outgoingmail", "mailing.resend_mail", "mailing.cancel_mail"


@allowed(VIEW)
@require_safe
def outbox(request):
    """The newest first, by search, state and template. Constant number of queries."""
    chosen = chosen_of(request.GET)
    mails = (
        filtered(chosen)
        .defer("text", "html")
        .annotate(files=Exists(MailAttachment.objects.filter(mail=OuterRef("pk"))))
    )
    counted = dict(OutgoingMail.objects.order_by().values_list("state").annotate(Count("pk")))
    context = {
        "mails": Paginator(mails, PER_PAGE).get_page(request.GET.get("p")),
        **chosen,
        "states": [(value, label, counted.get(value, 0)) for value, label in MailState.choices],
        "templates": templates.mail_templates(),
        "stuck": OutgoingMail.objects.stuck().count(),
        "only_files": settings.MAIL_SERVER is None,
        "may_cancel": request.user.has_perm(CANCEL),
    }
    return render(request, "mailing/office/outbox.html", context)


def chosen_of(asked):
    """Search, state and template, without what nobody can mean."""
    state, key = asked.get("stand", ""), asked.get("vorlage", "")
    return {
        "query": asked.get("q", "").replace("\x00", "").strip()[:100],
        "state": state if state in MailState.values else "",
        "template": key if key in {one.key for one in templates.mail_templates()} else "",
    }


def filtered(chosen):
    mails = OutgoingMail.objects.all()
    if query := chosen["query"]:
        mails = mails.filter(Q(to__icontains=query) | Q(subject__icontains=query))
    if chosen["state"]:
        mails = mails.filter(state=chosen["state"])
    if chosen["template"]:
        mails = mails.filter(template=chosen["template"])
    return mails


@allowed(CANCEL)
@require_POST
def mails_cancel(request):
    """Cancel the mails with a tick."""
    ids = [int(one) for one in request.POST.getlist("mail")[:PER_PAGE] if one.isdecimal() and len(one) < 18]
    cancelled = cancel_mails(ids=ids, actor=request.user)
    messages.success(
        request,
        ngettext(
            "%(count)d wartende E-Mail ist abgebrochen.",
            "%(count)d wartende E-Mails sind abgebrochen.",
            cancelled,
        )
        % {"count": cancelled},
    )
    return redirect("mailing:outbox")


@allowed(VIEW)
@require_safe
def mail_page(request, pk):
    mail = get_object_or_404(OutgoingMail.objects.select_related("resent_from"), pk=pk)
    can_resend = mail.state not in OPEN and bool(mail.text)
    can_cancel = mail.state == MailState.WAITING and not mail.unanswered
    context = {
        "mail": mail,
        "hidden": is_hidden(mail),
        "may_resend": can_resend and request.user.has_perm(RESEND),
        "may_cancel": can_cancel and request.user.has_perm(CANCEL),
        "copies": mail.resent_as.defer("text", "html"),
        "files": mail.attachments.defer("content"),
        "reports": mail.reports.all(),
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
    except NotNow:
        messages.error(request, _("Diese E-Mail lässt sich jetzt nicht noch einmal senden."))
        return redirect("mailing:mail", mail.pk)
    messages.success(request, _("Die E-Mail wird noch einmal gesendet."))
    return redirect("mailing:mail", sent.pk)


@allowed(CANCEL)
@require_POST
def mail_cancel(request, pk):
    mail = get_object_or_404(OutgoingMail, pk=pk)
    try:
        cancel_mail(mail=mail, actor=request.user)
    except NotNow:
        messages.error(request, _("Diese E-Mail wartet nicht mehr. Sie lässt sich nicht abbrechen."))
    else:
        messages.success(request, _("Die E-Mail ist abgebrochen. Sie geht nicht hinaus."))
    return redirect("mailing:mail", mail.pk)


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
                    path("<int:pk>/abbrechen/", mail_cancel, name="mail-cancel"),
                    path("abbrechen/", mails_cancel, name="mails-cancel"),
                    path("adressen/", address_list, name="address-list"),
                    path("adressen/<int:pk>/freigeben/", address_free, name="address-free"),
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
