"""Editions: dates counted back, release with its checks, printing, the web, the year wheel."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from miteinander.civic.planning import sources
from miteinander.civic.planning.enums import DeadlineState
from miteinander.foundation.audit.models import AuditEntry
from miteinander.programme.newspaper import actions, release_checks
from miteinander.programme.newspaper.enums import ArticleState, EditionState, Step
from miteinander.programme.newspaper.errors import EditionFrozen, NotReadyForPrint, NotReleased
from miteinander.programme.newspaper.models import Article, Edition, Section
from miteinander.programme.newspaper.release_checks import Finding
from miteinander.programme.newspaper.schedule import DAYS_BEFORE
from miteinander.programme.newspaper.year_wheel import on_dashboard, warnings
from tests.support.accounts import make_account
from tests.support.factories import text
from tests.support.newspaper import make_article, make_edition, make_slot

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def days(edition):
    return {one.step: one.due_on for one in edition.deadlines.all()}


def filled(**values) -> Edition:
    """Every page carries an approved article."""
    edition = make_edition(**values)
    for page in range(1, edition.pages + 1):
        make_slot(edition, page, make_article(edition, state=ArticleState.APPROVED))
    make_slot(edition, page=edition.pages, kind="imprint")
    return edition


def test_a_new_edition_has_its_dates_counted_back_and_its_pages():
    edition = make_edition(delivery_on=date(2099, 10, 15), pages=8)  # a Thursday
    found = days(edition)
    assert found[Step.DELIVERY] == date(2099, 10, 15)
    assert found[Step.COPY] == date(2099, 9, 3)
    assert found[Step.PRINT] == date(2099, 10, 5)
    assert list(found) == [str(step) for step in DAYS_BEFORE]  # in the order of the days
    assert all(day.isoweekday() <= 5 for step, day in found.items() if step != Step.DELIVERY)
    assert [page.number for page in edition.flatplan.all()] == list(range(1, 9))


def test_what_was_moved_by_hand_stays_until_everything_is_planned_anew():
    edition = make_edition()
    copy = edition.deadlines.get(step=Step.COPY)
    actions.move_deadline(deadline=copy, due_on=date(2099, 8, 20))
    delivery = edition.deadlines.get(step=Step.DELIVERY)
    actions.move_deadline(deadline=delivery, due_on=date(2099, 11, 12))
    edition.refresh_from_db()
    assert edition.delivery_on == date(2099, 11, 12)
    assert days(edition)[Step.COPY] == date(2099, 8, 20)
    assert days(edition)[Step.PRINT] == date(2099, 11, 2)
    actions.plan_deadlines(edition=edition, anew=True)
    assert days(edition)[Step.COPY] == date(2099, 10, 1)


def test_planning_twice_writes_nothing():
    edition = make_edition()
    before = AuditEntry.objects.count()
    actions.plan_deadlines(edition=edition)
    actions.lay_pages(edition=edition)
    assert AuditEntry.objects.count() == before
    assert edition.deadlines.count() == len(Step)


@pytest.mark.parametrize("pages", [0, 6, 15, 132])
def test_pages_are_a_multiple_of_four(pages):
    with pytest.raises(ValidationError):
        make_edition(pages=pages)
    edition = make_edition()
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(pages=pages)


def test_pages_that_carry_something_are_not_cut_off():
    edition = make_edition(pages=8)
    make_slot(edition, 7, make_article(edition))
    with pytest.raises(ValidationError, match="Seitenplan"):
        actions.save_edition(edition=Edition.objects.get(pk=edition.pk), values={"pages": 4})
    actions.save_edition(edition=edition, values={"pages": 12})
    assert edition.flatplan.count() == 12


def test_a_release_wants_everything_right_and_says_what_is_missing():
    edition = make_edition(responsible_name="")
    lost = make_article(edition, title="Verloren")
    make_slot(edition, 2, lost)
    make_slot(edition, 3, make_article(edition, state=ArticleState.DRAFT))
    actions.delete_article(article=lost)
    with pytest.raises(NotReadyForPrint) as refused:
        actions.release_edition(edition=edition)
    said = [(one.page, one.message, one.fix) for one in refused.value.findings]
    assert any(page == 0 and "Verantwortlich" in message for page, message, _fix in said)
    assert any(page == 1 and "noch nichts" in message for page, message, _fix in said)
    assert any(page == 2 and "gelöscht" in message and "Verloren" in fix for page, message, fix in said)
    assert any(page == 3 and "nicht freigegeben" in message for page, message, _fix in said)


def test_checks_of_others_stop_a_release_too():
    edition = filled()
    release_checks.register("test", lambda one: [Finding(message="Zu wenig Rand.", page=2)])
    try:
        with pytest.raises(NotReadyForPrint):
            actions.release_edition(edition=edition)
    finally:
        release_checks.unregister("test")
    assert actions.release_edition(edition=edition).state == EditionState.RELEASED


def test_a_released_edition_is_frozen_until_it_is_opened_again():
    edition = filled()
    actions.release_edition(edition=edition, actor=make_account("editor"))
    article = Article.objects.filter(edition=edition).first()
    for deed in (
        lambda: actions.release_edition(edition=edition),
        lambda: actions.save_edition(edition=edition, values={"print_run": 7}),
        lambda: actions.save_text(article=article, language="de", words=actions.Words(title="Neu")),
        lambda: actions.move_article(article=article, to=ArticleState.EDITED),
        lambda: actions.add_slot(page=edition.flatplan.first()),
        lambda: actions.delete_article(article=article),
        lambda: actions.add_idea(
            title="Spät", values={"edition": edition, "section": Section.objects.first()}
        ),
    ):
        with pytest.raises(EditionFrozen):
            deed()
    actions.save_text(
        article=article, language="tr", words=actions.Words(title="Uzun masa")
    )  # only for the web
    actions.reopen_edition(edition=edition)
    actions.save_text(article=article, language="de", words=actions.Words(title="Neu"))
    article.refresh_from_db()
    assert article.state == ArticleState.EDITED


def test_printing_needs_the_release_and_prints_the_articles():
    edition = filled()
    with pytest.raises(NotReleased):
        actions.mark_printed(edition=edition)
    actions.release_edition(edition=edition)
    printed = actions.mark_printed(edition=edition, on=date(2099, 10, 6))
    assert (printed.state, printed.printed_on) == (EditionState.PRINTED, date(2099, 10, 6))
    assert set(edition.articles.values_list("state", flat=True)) == {ArticleState.PRINTED}
    with pytest.raises(NotReleased):
        actions.reopen_edition(edition=edition)


def test_the_public_sees_a_published_edition_and_its_placed_articles_only():
    edition = filled()
    make_article(edition, state=ArticleState.APPROVED)
    outsider = make_account("")
    assert not Edition.objects.visible_to(outsider)
    actions.publish_on_web(edition=edition)
    assert list(Edition.objects.visible_to(None)) == [edition]
    assert edition.live
    assert Article.objects.visible_to(outsider).count() == edition.pages
    actions.take_off_web(edition=edition)
    assert not Edition.objects.visible_to(outsider)
    assert not Article.objects.visible_to(outsider)
    assert Edition.objects.visible_to(make_account("member")).count() == 1


def test_the_year_wheel_shows_the_steps_to_those_who_may_see_them(settings):
    settings.TODAY = date(2099, 9, 10)
    edition = make_edition()
    actions.complete_deadline(deadline=edition.deadlines.get(step=Step.COPY))
    found = sources.deadlines(date(2099, 9, 1), date(2099, 10, 31), make_account("member"))
    states = {one.title.partition(":")[0]: one.state for one in found if one.kind == "edition"}
    assert states["Redaktionsschluss"] == DeadlineState.DONE
    assert states["Redigieren"] == DeadlineState.OPEN
    assert states["Druckabgabe"] == DeadlineState.OPEN
    nobody = sources.deadlines(date(2099, 9, 1), date(2099, 10, 31), make_account(""))
    assert not [one for one in nobody if one.kind == "edition"]


def test_a_year_with_fewer_than_two_editions_is_named(settings):
    settings.TODAY = date(2099, 3, 1)
    editor = make_account("editor")
    assert warnings() == ["2099 hat noch keine Ausgabe. Mindestens zwei sollen es sein."]
    make_edition(delivery_on=date(2099, 5, 5))
    assert warnings() == ["2099 hat nur eine Ausgabe. Mindestens zwei sollen es sein."]
    wheel = sources.deadlines(date(2099, 1, 1), date(2099, 12, 31), editor)
    assert [one.day for one in wheel if "nur eine" in one.title] == [date(2099, 12, 31)]
    assert "nur eine" in on_dashboard(editor).context["warnings"][0]
    make_edition(delivery_on=date(2099, 11, 5))
    assert warnings() == []
    settings.TODAY = date(2099, 10, 1)
    assert warnings() == ["2100 hat noch keine Ausgabe. Mindestens zwei sollen es sein."]
    assert on_dashboard(make_account("member")) is None


def test_sections_are_shipped_in_every_language():
    assert Section.objects.count() == 11
    assert str(Section.objects.get(slug="advice").name.localized("tr")) == "Danışma ve yardım"
    assert len({tuple(sorted(one.name.languages())) for one in Section.objects.all()}) == 1


def test_an_edition_needs_its_theme():
    with pytest.raises(ValidationError):
        make_edition(title=text(""))
