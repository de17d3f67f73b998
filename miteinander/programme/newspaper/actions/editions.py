"""Editions: their dates, their release, their day in print and on the web."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F

from miteinander.foundation.audit.actions import after_write, save_record
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import now, today

from .. import release_checks
from ..enums import ArticleState, EditionState, Step
from ..errors import NotReadyForPrint, NotReleased
from ..models import Article, Edition, EditionDeadline
from ..schedule import planned_days
from ..short_links import link_edition
from .flatplan import lay_pages
from .frozen import check_open


@transaction.atomic
def create_edition(*, values: Mapping[str, Any], actor: Any = None) -> Edition:
    """A planned edition with its dates and empty pages. Raises ValidationError."""
    edition = save_record(record=Edition(), values=values, actor=actor)
    after_edition_written(edition, verb=Verb.CREATED, actor=actor)
    return edition


@transaction.atomic
def save_edition(*, edition: Edition, values: Mapping[str, Any], actor: Any = None) -> Edition:
    """Change an edition that is not frozen; its dates follow, its pages too. Raises EditionFrozen, ValidationError."""
    check_open(edition)
    save_record(record=edition, values=values, actor=actor)
    after_edition_written(edition, verb=Verb.CHANGED, actor=actor)
    return edition


def after_edition_written(record: Edition, *, verb: Verb, actor: Any) -> None:
    """What follows every write of an edition, also those of the office's form (registered with `audit.writers`)."""
    plan_deadlines(edition=record, actor=actor)
    lay_pages(edition=record)
    link_edition(record)


@transaction.atomic
def plan_deadlines(*, edition: Edition, anew: bool = False, actor: Any = None) -> list[EditionDeadline]:
    """Count the dates back from the delivery; what was moved by hand stays, unless `anew`. Twice changes nothing."""
    present = {one.step: one for one in edition.deadlines.all()}
    changed = []
    for step, day in planned_days(edition.delivery_on).items():
        row = present.get(step) or EditionDeadline(edition=edition, step=step, due_on=date.min)
        if row.due_on == day or (row.is_moved and not anew and step != Step.DELIVERY):
            continue
        row.due_on, row.is_moved = day, False
        row.save()
        changed.append(str(step))
    if changed and present:
        after_write(record=edition, verb=Verb.CHANGED, actor=actor, fields=["deadlines"])
    return list(edition.deadlines.order_by("due_on"))


@transaction.atomic
def move_deadline(*, deadline: EditionDeadline, due_on: date, actor: Any = None) -> EditionDeadline:
    """Move a step by hand; with the delivery everything that nobody moved goes along."""
    edition = deadline.edition
    if deadline.step == Step.DELIVERY:
        edition.delivery_on = due_on
        edition.save(update_fields=["delivery_on", "changed_at"])
        plan_deadlines(edition=edition, actor=actor)
        deadline.refresh_from_db()
        return deadline
    if deadline.due_on != due_on:
        deadline.due_on, deadline.is_moved = due_on, True
        deadline.save(update_fields=["due_on", "is_moved"])
        after_write(
            record=edition, verb=Verb.CHANGED, actor=actor, fields=["deadlines"], detail=deadline.step
        )
    return deadline


@transaction.atomic
def complete_deadline(*, deadline: EditionDeadline, is_done: bool = True, actor: Any = None) -> None:
    """Tick a step off, or open it again. The first one done starts the work on the edition."""
    deadline.done_on = today() if is_done else None
    deadline.save(update_fields=["done_on"])
    detail = f"{deadline.step} {'done' if is_done else 'open'}"
    after_write(record=deadline.edition, verb=Verb.CHANGED, actor=actor, fields=["deadlines"], detail=detail)


@transaction.atomic
def release_edition(*, edition: Edition, actor: Any = None) -> Edition:
    """Freeze the edition for print. Raises NotReadyForPrint with the findings, EditionFrozen when it is frozen already.

    Runs every check of `newspaper.release_checks`; the layout's may take seconds.
    """
    mine = Edition.objects.select_for_update().get(pk=edition.pk)
    check_open(mine)
    blocking = [one for one in release_checks.findings(mine) if one.blocking]
    if blocking:
        raise NotReadyForPrint(blocking)
    return _set_state(mine, EditionState.RELEASED, actor, released_at=now())


@transaction.atomic
def reopen_edition(*, edition: Edition, actor: Any = None) -> Edition:
    """Take the release back, as long as nothing is printed. Raises NotReleased."""
    mine = Edition.objects.select_for_update().get(pk=edition.pk)
    if mine.state != EditionState.RELEASED:
        raise NotReleased
    return _set_state(mine, EditionState.IN_WORK, actor, released_at=None)


@transaction.atomic
def mark_printed(*, edition: Edition, on: date | None = None, actor: Any = None) -> Edition:
    """The copies are there: the edition and its placed articles are printed. Raises NotReleased."""
    mine = Edition.objects.select_for_update().get(pk=edition.pk)
    if mine.state != EditionState.RELEASED:
        raise NotReleased
    Article.objects.filter(edition=mine, state=ArticleState.PLACED).update(state=ArticleState.PRINTED)
    return _set_state(mine, EditionState.PRINTED, actor, printed_on=on or today())


@transaction.atomic
def publish_on_web(*, edition: Edition, actor: Any = None) -> Edition:
    """Show the web edition: its articles that are approved and stand on a page. Makes their short addresses."""
    if edition.web_published_at is None:
        edition.web_published_at = now()
        edition.save(update_fields=["web_published_at", "changed_at"])
        after_write(record=edition, verb=Verb.PUBLISHED, actor=actor)
    link_edition(edition)
    return edition


@transaction.atomic
def take_off_web(*, edition: Edition, actor: Any = None) -> Edition:
    if edition.web_published_at is not None:
        edition.web_published_at = None
        edition.save(update_fields=["web_published_at", "changed_at"])
        after_write(record=edition, verb=Verb.UNPUBLISHED, actor=actor)
    return edition


def _set_state(edition: Edition, state: EditionState, actor: Any, **values: Any) -> Edition:
    edition.state = state
    for name, value in values.items():
        setattr(edition, name, value)
    edition.save(update_fields=["state", *values, "changed_at"])
    after_write(record=edition, verb=Verb.CHANGED, actor=actor, fields=["state"], detail=state.value)
    return edition


@transaction.atomic
def adopt_printed(*, edition: Edition, on: date, actor: Any = None) -> Edition:
    """An edition that was printed before it came into this archive: without the checks of a release."""
    mine = Edition.objects.select_for_update().get(pk=edition.pk)
    if mine.state == EditionState.PRINTED:
        return mine
    Article.objects.filter(edition=mine, state=ArticleState.PLACED).update(state=ArticleState.PRINTED)
    mine.deadlines.filter(done_on=None, due_on__lte=today()).update(done_on=F("due_on"))
    return _set_state(mine, EditionState.PRINTED, actor, printed_on=on, released_at=now())
