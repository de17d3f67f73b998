"""The verbs of fixed pages and barrier reports; the only writers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from miteinander.foundation.audit.actions import after_write, write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.languages import rows
from miteinander.foundation.languages.enums import Origin, TextState
from miteinander.foundation.languages.models import TextRow
from miteinander.foundation.languages.registry import base_language
from miteinander.foundation.values.clock import now

from .blocks import clean_blocks
from .models import BarrierReport, FixedPage, FixedPageText

KEPT_AFTER_CLOSING = timedelta(days=183)


@dataclass(frozen=True)
class PageText:
    """One language of a page as it shall stand. Empty: there is no text in this language.

    `made_from`: stamp of the German it was made from; empty: the German that stands there.
    """

    title: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    made_by: Origin = Origin.HUMAN
    made_from: str = ""


@transaction.atomic
def save_page(
    *,
    key: str,
    values: Mapping[str, Any] | None = None,
    texts: Mapping[str, PageText] | None = None,
    actor: Any = None,
    in_trail: bool = True,
) -> FixedPage:
    """Write a fixed page and some of its languages; languages not named stay. Writes nothing when nothing differs.

    Raises ValidationError. A few queries per changed language. `in_trail=False` only for what a new database is made
    with, which nobody did.
    """
    page = FixedPage.objects.filter(key=key).first() or FixedPage(key=key)
    adding = page._state.adding
    changed = [name for name, value in (values or {}).items() if adding or getattr(page, name) != value]
    for name in changed:
        setattr(page, name, (values or {})[name])
    if adding or changed:
        page.full_clean()
        page.save()
    stored = {text.language: text for text in page.texts.all()}
    wanted = sorted((texts or {}).items(), key=lambda item: item[0] != base_language())
    changed += [language for language, text in wanted if _save_text(page, stored, language, text)]
    if (adding or changed) and in_trail:
        verb = Verb.CREATED if adding else Verb.CHANGED
        after_write(record=page, verb=verb, actor=actor, fields=changed)
    elif adding or changed:
        rows.project(page)
    return page


def _save_text(page: FixedPage, stored: dict[str, FixedPageText], language: str, text: PageText) -> bool:
    """Whether anything was written; `stored` is kept up to date."""
    present = stored.get(language)
    blocks = clean_blocks(text.blocks)
    if not text.title and not blocks:
        if present:
            stored.pop(language).delete()
        return present is not None
    made_from = text.made_from if language != base_language() else ""
    if (
        present
        and (present.title, present.blocks) == (text.title, blocks)
        and present.made_from == (made_from or present.made_from)
    ):
        return False
    record = present or FixedPageText(page=page, language=language)
    record.title, record.made_by = text.title, text.made_by
    record.made_of, record.held_back = {}, False
    record.set_blocks(blocks)
    german = stored.get(base_language())
    if not made_from and german and language != base_language():
        made_from = german.stamp
    record.made_from = made_from
    record.full_clean()
    record.save()
    stored[language] = record
    return True


@transaction.atomic
def save_translated_text(*, text: FixedPageText, actor: Any = None) -> None:
    """Write one language of a page as the translation desk put it together; without any words the row goes.

    Raises ValidationError.
    """
    page = text.page
    if not text.title and not text.blocks:
        if text.pk:
            text.delete()
    else:
        text.full_clean()
        text.save()
    after_write(record=page, verb=Verb.CHANGED, actor=actor, fields=[text.language])


def after_text_saved(record: FixedPageText, *, verb: Verb, actor: Any) -> None:
    """After the office saved a text: it counts as whole and as made from the German that stands there now."""
    if record.language != base_language():
        german = record.page.texts.filter(language=base_language()).first()
        FixedPageText.objects.filter(pk=record.pk).update(
            made_from=german.stamp if german else "",
            made_of={},
            held_back=record.held_back and record.made_by == Origin.MACHINE,
        )
    rows.project(record.page)


def before_text_deleted(record: FixedPageText, *, actor: Any) -> None:
    """Search forgets the language that is about to go."""
    TextRow.objects.filter(
        content_type=ContentType.objects.get_for_model(FixedPage),
        record_id=record.page_id,
        language=record.language,
    ).update(title="", body="", state=TextState.MISSING)


@transaction.atomic
def report_barrier(*, what: str, page: str, reach: str, language: str) -> BarrierReport:
    """Keep what somebody told us about a barrier. The trail names the report, never its words."""
    report = BarrierReport(what=what, page=page, reach=reach, language=language, received_at=now())
    report.full_clean()
    report.save()
    write_entry(record=report, verb=Verb.CREATED)
    return report


@transaction.atomic
def erase_old_reports(*, at: datetime | None = None) -> int:
    """Delete reports closed more than six months ago, and say how many. Running twice does no harm."""
    old = BarrierReport.objects.filter(closed_at__lt=(at or now()) - KEPT_AFTER_CLOSING)
    for report in old:
        write_entry(record=report, verb=Verb.DELETED, detail="retention")
    return old.delete()[0]
