"""Pages and slots."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from miteinander.foundation.audit.actions import after_write
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.clock import now

from ..enums import ArticleState, EditionState, Pattern, SlotKind
from ..errors import WrongEdition
from ..models import Article, Edition, FlatplanPage, Slot
from ..short_links import link_article
from .frozen import check_open

SLOT_FIELDS = (
    "kind",
    "language",
    "wanted_length",
    "title",
    "text",
    "picture",
    "is_paid",
    "continued_on",
)


@transaction.atomic
def lay_pages(*, edition: Edition) -> list[FlatplanPage]:
    """As many pages as the edition has; a page beyond them goes only when nothing stands on it. Twice changes nothing."""
    present = {page.number: page for page in edition.flatplan.all()}
    FlatplanPage.objects.bulk_create(
        FlatplanPage(edition=edition, number=number, pattern=_first_pattern(number, edition.pages))
        for number in range(1, edition.pages + 1)
        if number not in present
    )
    edition.flatplan.filter(number__gt=edition.pages, slots__isnull=True).delete()
    return list(edition.flatplan.order_by("number"))


def _first_pattern(number: int, pages: int) -> str:
    if number == 1:
        return Pattern.FRONT
    return Pattern.IMPRINT_BACK if number == pages else Pattern.TWO_HALVES


@transaction.atomic
def change_page(*, page: FlatplanPage, values: Mapping[str, Any], actor: Any = None) -> FlatplanPage:
    """Section and pattern. Raises EditionFrozen, ValidationError."""
    check_open(page.edition)
    changed = [name for name, value in values.items() if getattr(page, name) != value]
    for name in changed:
        setattr(page, name, values[name])
    if changed:
        page.full_clean()
        page.save()
        _after(page, actor)
    return page


@transaction.atomic
def add_slot(*, page: FlatplanPage, values: Mapping[str, Any] | None = None, actor: Any = None) -> Slot:
    """A new last slot of the page. Raises EditionFrozen, ValidationError."""
    check_open(page.edition)
    slot = Slot(page=page, order=_next_order(page), **dict(values or {}))
    slot.full_clean()
    slot.save()
    _after(page, actor)
    return slot


@transaction.atomic
def change_slot(*, slot: Slot, values: Mapping[str, Any], actor: Any = None) -> Slot:
    """Everything but the article. Another kind than an article lets go of the article. Raises EditionFrozen,
    ValidationError."""
    check_open(slot.page.edition)
    for name in SLOT_FIELDS:
        if name in values:
            setattr(slot, name, values[name])
    left = None
    if slot.kind != SlotKind.ARTICLE:
        left, slot.article, slot.kept_title = slot.article, None, ""
    slot.full_clean()
    slot.save()
    _after(slot.page, actor)
    if left is not None:
        settle_state(left)
    return slot


@transaction.atomic
def place_article(*, article: Article, slot: Slot, language: str | None = None, actor: Any = None) -> Slot:
    """Put an article, in one language, into a slot; what stood there goes back to the unplaced ones.

    An article from the pool of ideas joins the edition. Raises EditionFrozen, WrongEdition.
    """
    edition = slot.page.edition
    check_open(edition)
    article.refresh_from_db(fields=["edition"])
    if article.edition_id is None:
        article.edition = edition
        article.save(update_fields=["edition", "changed_at"])
        link_article(article)
    elif article.edition_id != edition.pk:
        raise WrongEdition
    before = slot.article
    slot.kind, slot.article, slot.is_paid = SlotKind.ARTICLE, article, False
    slot.kept_title = str(article)[:160]
    if language:
        slot.language = language
    slot.full_clean()
    slot.save()
    _start_work(edition)
    settle_state(article)
    if before is not None and before != article:
        settle_state(before)
    _after(slot.page, actor)
    return slot


@transaction.atomic
def move_slot(*, slot: Slot, page: FlatplanPage, position: int | None = None, actor: Any = None) -> Slot:
    """To another page, or to another place (from 1) on its page. Raises EditionFrozen, WrongEdition."""
    check_open(slot.page.edition)
    if page.edition_id != slot.page.edition_id:
        raise WrongEdition
    old = slot.page
    others = [one for one in page.slots.order_by("order", "pk") if one.pk != slot.pk]
    place = len(others) if position is None else min(max(position - 1, 0), len(others))
    slot.page, slot.order = page, _next_order(page)
    slot.save(update_fields=["page", "order"])
    _number([*others[:place], slot, *others[place:]])
    if old.pk != page.pk:
        _number(list(old.slots.order_by("order", "pk")))
    _after(page, actor)
    return slot


@transaction.atomic
def empty_slot(*, slot: Slot, actor: Any = None) -> Slot:
    """Take the article out, or forget a deleted one. Raises EditionFrozen."""
    check_open(slot.page.edition)
    before, slot.article, slot.kept_title = slot.article, None, ""
    slot.save(update_fields=["article", "kept_title"])
    if before is not None:
        settle_state(before)
    _after(slot.page, actor)
    return slot


@transaction.atomic
def remove_slot(*, slot: Slot, actor: Any = None) -> None:
    """Raises EditionFrozen."""
    page, article = slot.page, slot.article
    check_open(page.edition)
    slot.delete()
    _number(list(page.slots.order_by("order", "pk")))
    if article is not None:
        settle_state(article)
    _after(page, actor)


def settle_state(article: Article) -> None:
    """An approved article with a slot is placed; a placed one without is approved. Two or three queries."""
    steps = (ArticleState.APPROVED, ArticleState.PLACED)
    before, after = steps if article.slots.exists() else steps[::-1]
    if Article.objects.filter(pk=article.pk, state=before).update(state=after, changed_at=now()):
        article.state = after


def keep_title(article: Article) -> None:
    """Slots remember what they carry."""
    text = article.texts.filter(language=base_language()).first()
    if text is not None:
        article.slots.update(kept_title=text.title)


def _start_work(edition: Edition) -> None:
    if edition.state == EditionState.PLANNED:
        edition.state = EditionState.IN_WORK
        edition.save(update_fields=["state", "changed_at"])


def _next_order(page: FlatplanPage) -> int:
    return (page.slots.aggregate(last=Max("order"))["last"] or 0) + 1


def _number(slots: list[Slot]) -> None:
    """Orders 1, 2, 3 …; through orders beyond all present ones, for no two may be the same at any moment."""
    if [slot.order for slot in slots] == list(range(1, len(slots) + 1)):
        return
    free = max(max((slot.order for slot in slots), default=0), len(slots))
    for offset in (free, 0):
        for number, slot in enumerate(slots, start=1):
            slot.order = offset + number
            slot.save(update_fields=["order"])


def _after(page: FlatplanPage, actor: Any) -> None:
    after_write(
        record=page.edition, verb=Verb.CHANGED, actor=actor, fields=["flatplan"], detail=f"page {page.number}"
    )


@transaction.atomic
def arrange_page(
    *,
    page: FlatplanPage,
    values: Mapping[str, Any],
    slots: Sequence[Mapping[str, Any]] | None = None,
    actor: Any = None,
) -> FlatplanPage:
    """A whole page as a file says it: section, pattern and, where given, all its slots anew.

    Raises EditionFrozen, WrongEdition, ValidationError.
    """
    change_page(page=page, values=values, actor=actor)
    if slots is None:
        return page
    check_open(page.edition)
    before = [slot.article for slot in page.slots.select_related("article") if slot.article]
    page.slots.all().delete()
    for wanted in slots:
        article = wanted.get("article")
        slot = add_slot(
            page=page,
            values={
                "kind": wanted["kind"],
                "language": wanted["language"],
                "wanted_length": wanted["length"],
                "title": wanted["title"],
                "text": wanted["text"],
                "is_paid": wanted["paid"],
                "continued_on": wanted["continued_on"],
            },
            actor=actor,
        )
        if article:
            place_article(article=article, slot=slot, actor=actor)
    for article in before:
        article.refresh_from_db()
        settle_state(article)
    return page
