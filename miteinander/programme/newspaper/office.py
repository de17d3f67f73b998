"""The room in the office: lists and forms, addresses, menu."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from miteinander.foundation.interface.office_records import RecordIndexView, RecordViewSet

from . import office_articles, office_editions, office_flatplan, office_texts, policies
from .enums import FROZEN
from .errors import EditionFrozen
from .models import Article, Edition, Section

HERE = "newspaper_office"


class EditionForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is untyped
    def clean(self) -> Any:
        cleaned = super().clean()
        if self.instance.pk and self.instance.is_frozen:
            raise ValidationError(EditionFrozen().sentence)
        return cleaned


class ArticleForm(WagtailAdminModelForm):  # type: ignore[misc]  # Wagtail is untyped
    def clean(self) -> Any:
        cleaned = super().clean()
        stored = Article.objects.select_related("edition").filter(pk=self.instance.pk).first()
        editions = [stored.edition if stored else None, cleaned.get("edition")]
        if any(edition is not None and edition.is_frozen for edition in editions):
            raise ValidationError(EditionFrozen().sentence)
        return cleaned


Edition.base_form_class = EditionForm  # type: ignore[attr-defined]
Article.base_form_class = ArticleForm  # type: ignore[attr-defined]


class ArticlesBeginAsIdeas(ModelPermissionPolicy):  # type: ignore[misc]  # Wagtail is untyped
    """An article is added with its working title, on a page of its own."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def keep_what_is_frozen(request: Any, records: list[Any]) -> Any:
    """Wagtail's deletions, one and many, ask here first."""
    keys = {model: [one.pk for one in records if isinstance(one, model)] for model in (Edition, Article)}
    editions = Edition.objects.filter(state__in=FROZEN)
    mine = editions.filter(Q(pk__in=keys[Edition]) | Q(articles__in=keys[Article]))
    if not any(keys.values()) or not mine.exists():
        return None
    messages.error(request, EditionFrozen().sentence)
    return redirect(type(records[0]).snippet_viewset.get_url_name("list"))


class OpensOwnPage(RecordIndexView):
    """A click on the title leads to the page of the record, where its form is one of several ways."""

    page_name = ""

    def get_edit_url(self, instance: Any) -> str:
        return reverse(f"{HERE}:{self.page_name}", args=[instance.pk])


class EditionIndex(OpensOwnPage):
    page_name = "edition"


class ArticleIndex(OpensOwnPage):
    page_name = "article"

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("texts")


IMPRINT = [
    FieldRowPanel([FieldPanel("publisher_name"), FieldPanel("publisher_address")]),
    FieldRowPanel([FieldPanel("responsible_name"), FieldPanel("responsible_address")]),
    FieldPanel("ads_responsible"),
    FieldRowPanel([FieldPanel("printer_name"), FieldPanel("printer_address")]),
    FieldRowPanel([FieldPanel("editorial_contact"), FieldPanel("layout_credit")]),
    FieldRowPanel([FieldPanel("deadline_note"), FieldPanel("issn")]),
    FieldPanel("picture_credits"),
]
SHOP = [
    FieldRowPanel([FieldPanel("paper"), FieldPanel("binding")]),
    FieldRowPanel([FieldPanel("bleed"), FieldPanel("as_spreads")]),
    FieldRowPanel([FieldPanel("crop_marks"), FieldPanel("mark_offset")]),
    FieldPanel("order_note"),
]


class EditionViewSet(RecordViewSet):
    model = Edition
    menu_label = _("Angaben zu den Ausgaben")
    icon = "doc-full"
    index_view_class = EditionIndex
    search_backend_name = None
    search_fields = ["title__de", "slug"]
    list_display = ["__str__", "state", "delivery_on", "format", "pages", "print_run"]
    list_filter = ["state", "format"]
    copy_view_enabled = False
    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("slug")]),
        FieldPanel("title"),
        FieldPanel("activity"),
        FieldPanel("delivery_on"),
        FieldRowPanel([FieldPanel("format"), FieldPanel("pages"), FieldPanel("print_run")]),
        FieldPanel("motifs"),
        MultiFieldPanel(IMPRINT, heading=_("Impressum")),
        MultiFieldPanel(SHOP, heading=_("Für die Druckerei")),
    ]


class ArticleViewSet(RecordViewSet):
    model = Article
    icon = "doc-full-inverse"
    index_view_class = ArticleIndex
    search_backend_name = None
    search_fields = ["slug", "texts__title"]
    list_display = ["__str__", "edition", "section", "kind", "state", "changed_at"]
    list_filter = ["edition", "section", "state", "kind"]
    copy_view_enabled = False
    panels = [
        FieldRowPanel([FieldPanel("edition"), FieldPanel("section")]),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("order")]),
        FieldPanel("activity"),
        FieldPanel("slug"),
        FieldPanel("author"),
        FieldPanel("tags"),
        FieldPanel("languages"),
        MultiFieldPanel(
            [
                FieldPanel("picture"),
                FieldPanel("motifs"),
                FieldPanel("picture_alt"),
                FieldPanel("picture_caption"),
                FieldPanel("picture_credit"),
            ],
            heading=_("Bild"),
        ),
    ]

    @property
    def permission_policy(self) -> Any:
        return ArticlesBeginAsIdeas(self.model)


class SectionViewSet(RecordViewSet):
    model = Section
    icon = "list-ul"
    search_backend_name = None
    search_fields = ["name__de", "slug"]
    list_display = ["__str__", "colour", "order"]
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldRowPanel([FieldPanel("colour"), FieldPanel("order")]),
    ]


class NewspaperGroup(SnippetViewSetGroup):  # type: ignore[misc]  # Wagtail is untyped
    items = (ArticleViewSet, EditionViewSet, SectionViewSet)
    menu_label = _("Zeitung")
    menu_icon = "doc-full"
    menu_order = 310


class NewspaperItem(MenuItem):  # type: ignore[misc]  # Wagtail is untyped
    def is_shown(self, request: Any) -> bool:
        return policies.can_see(request.user)


def menu_item() -> MenuItem:
    return NewspaperItem(
        _("Ausgaben"),
        reverse(f"{HERE}:edition-list"),
        name="newspaper",
        icon_name="doc-full",
        order=300,
    )


def urls() -> list[Any]:
    pages = [
        path("", office_editions.edition_list, name="edition-list"),
        path("<int:pk>/", office_editions.edition, name="edition"),
        path("<int:pk>/tun/", office_editions.edition_do, name="edition-do"),
        path("termin/<int:pk>/", office_editions.deadline_do, name="deadline-do"),
        path("<int:pk>/seitenplan/", office_flatplan.flatplan, name="flatplan"),
        path("<int:pk>/seitenplan/tun/", office_flatplan.flatplan_do, name="flatplan-do"),
        path("platz/<int:pk>/", office_flatplan.slot_edit, name="slot"),
        path("idee/", office_articles.idea_add, name="idea-add"),
        path("beitrag/<int:pk>/", office_texts.article, name="article"),
        path("beitrag/<int:pk>/tun/", office_articles.article_do, name="article-do"),
        path("beitrag/<int:pk>/kommentar/", office_articles.comment_add, name="comment-add"),
        path("kommentar/<int:pk>/", office_articles.comment_resolve, name="comment-resolve"),
        path("beitrag/<int:pk>/fassungen/", office_articles.version_list, name="version-list"),
        path("fassung/<int:pk>/", office_articles.version_restore, name="version-restore"),
        path("beitrag/<int:pk>/links/", office_articles.link_list, name="link-list"),
        path("link/<int:pk>/", office_articles.link_revoke, name="link-revoke"),
    ]
    return [path("zeitung/", include((pages, HERE)))]
