"""Articles: states, words, versions, comments, two authors at once, deleting."""

import pytest
from django.core.exceptions import ValidationError

from miteinander.foundation.audit.models import AuditEntry
from miteinander.foundation.languages.enums import Origin, TextState
from miteinander.programme.newspaper import actions, lengths
from miteinander.programme.newspaper.actions import Words
from miteinander.programme.newspaper.actions.texts import last_version
from miteinander.programme.newspaper.enums import ArticleState, Light
from miteinander.programme.newspaper.errors import (
    LanguagesMissing,
    NoGermanText,
    NotThisStep,
    Overtaken,
    SecondPersonNeeded,
    WrongEdition,
)
from miteinander.programme.newspaper.models import Article, Section, Slot
from tests.support.accounts import make_account
from tests.support.newspaper import make_article, make_edition, make_slot, words

pytestmark = [pytest.mark.django_db, pytest.mark.data_layer]


def fresh(article):
    return Article.objects.with_texts().get(pk=article.pk)


def test_from_the_idea_to_the_page():
    editor, chair = make_account("editor"), make_account("chair")
    edition = make_edition()
    article = actions.add_idea(
        title="Was kostet ein Sprachkurs?",
        values={"section": Section.objects.get(slug="languages"), "languages": ["tr"]},
        note="Fragen wir die Volkshochschule.",
        actor=editor,
    )
    assert (article.slug, article.state, article.edition) == ("was-kostet-ein-sprachkurs", "idea", None)
    assert article.comments.get().text == "Fragen wir die Volkshochschule."
    assert list(Article.objects.ideas()) == [article]
    actions.save_text(article=article, language="de", words=words("Sprachkurs"), actor=editor)
    actions.move_article(article=article, to=ArticleState.EDITED, actor=editor)
    with pytest.raises(LanguagesMissing, match="Türkçe"):
        actions.move_article(article=article, to=ArticleState.TRANSLATED, actor=editor)
    actions.save_text(article=article, language="tr", words=words("Dil kursu"), actor=editor)
    actions.move_article(article=article, to=ArticleState.TRANSLATED, actor=editor)
    with pytest.raises(SecondPersonNeeded):
        actions.approve_article(article=article, actor=editor)
    actions.approve_article(article=article, actor=chair)
    slot = actions.add_slot(page=edition.flatplan.get(number=2))
    actions.place_article(article=fresh(article), slot=slot, actor=editor)
    article = fresh(article)
    assert (article.state, article.edition, article.approved_by) == ("placed", edition, chair)
    edition.refresh_from_db()
    assert edition.state == "in_work"
    actions.remove_slot(slot=Slot.objects.get(pk=slot.pk))
    assert fresh(article).state == "approved"


def test_one_person_alone_may_approve_and_the_trail_says_so():
    editor = make_account("editor")
    article = make_article(actor=editor, state=ArticleState.EDITED)
    actions.approve_article(article=article, alone=True, actor=editor)
    assert AuditEntry.objects.filter(detail="alone", actor=editor).count() == 1


def test_new_german_takes_the_approval_back_and_outdates_translations():
    edition = make_edition()
    article = make_article(
        edition,
        texts={"de": words("Alt"), "tr": words("Eski")},
        state=ArticleState.APPROVED,
        languages=["tr"],
    )
    slot = make_slot(edition, 2, article, language="tr")
    assert fresh(article).state == ArticleState.PLACED
    actions.save_text(article=article, language="de", words=words("Neu"))
    article = fresh(article)
    assert (article.state, article.approved_at) == (ArticleState.EDITED, None)
    assert article.language_state("tr") == TextState.OUTDATED
    slot = Slot.objects.select_related("article").get(pk=slot.pk)
    assert lengths.light(slot) == Light.UNTRANSLATED
    assert slot.kept_title == "Neu"


@pytest.mark.parametrize(
    ("state", "to"),
    [
        ("idea", "edited"),
        ("draft", "translated"),
        ("draft", "placed"),
        ("approved", "translated"),
        ("edited", "idea"),
    ],
)
def test_steps_cannot_be_skipped(state, to):
    article = make_article(state=ArticleState(state))
    with pytest.raises(NotThisStep):
        actions.move_article(article=article, to=ArticleState(to))
    if state != "edited":
        with pytest.raises(NotThisStep):
            actions.approve_article(article=article)


def test_a_title_alone_is_no_text():
    article = make_article(texts={"de": Words(title="Nur ein Titel")})
    with pytest.raises(NoGermanText):
        actions.move_article(article=article, to=ArticleState.EDITED)


def test_a_machines_words_are_not_shown_and_do_not_count_as_translated():
    article = make_article(
        texts={"de": words("Tisch"), "tr": words("Masa", made_by=Origin.MACHINE)}, languages=["tr"]
    )
    assert [text.language for text in article.shown_texts()] == ["de"]
    assert article.shown_text("tr").language == "de"
    actions.move_article(article=article, to=ArticleState.EDITED)
    with pytest.raises(LanguagesMissing):
        actions.approve_article(article=article)


def test_nobody_overwrites_silently():
    article = make_article()
    seen = last_version(article, "de")
    assert seen == 1
    actions.save_text(article=article, language="de", words=words("Erste"), seen=seen)
    with pytest.raises(Overtaken):
        actions.save_text(article=article, language="de", words=words("Zweite"), seen=seen)
    assert fresh(article).text("de").title == "Erste"
    actions.save_text(article=article, language="de", words=words("Zweite"), seen=last_version(article, "de"))
    assert fresh(article).text("de").title == "Zweite"


def test_every_save_is_kept_and_can_come_back():
    article = make_article(title="Eins")
    actions.save_text(article=article, language="de", words=words("Zwei", "Zwei Sätze.", "Noch einer."))
    assert not actions.save_text(
        article=article, language="de", words=words("Zwei", "Zwei Sätze.", "Noch einer.")
    )
    first = article.versions.get(number=1)
    assert article.versions.count() == 2
    actions.restore_version(version=first)
    assert fresh(article).text("de").title == "Eins"
    assert article.versions.count() == 3
    assert article.versions.get(number=2).blocks[1]["value"] == "<p>Noch einer.</p>"


def test_comments_are_resolved_and_their_words_stay_out_of_the_trail():
    article = make_article()
    comment = actions.add_comment(
        article=article, text="Geheimnisvoller Einwand", author=make_account("editor")
    )
    actions.resolve_comment(comment=comment)
    comment.refresh_from_db()
    assert comment.resolved_at
    assert not AuditEntry.objects.filter(record_label__contains="Einwand")
    with pytest.raises(ValidationError):
        actions.add_comment(article=article, text="")


def test_a_deleted_article_leaves_its_slot_saying_so_and_repairable():
    edition = make_edition()
    article = make_article(edition, title="Der lange Tisch")
    slot = make_slot(edition, 2, article)
    actions.delete_article(article=article)
    slot = Slot.objects.select_related("article", "page__edition").get(pk=slot.pk)
    assert (slot.article, slot.lost_article) == (None, "Der lange Tisch")
    assert lengths.light(slot) == Light.LOST
    other = make_article(edition, state=ArticleState.APPROVED)
    actions.place_article(article=other, slot=slot)
    slot.refresh_from_db()
    assert lengths.light(slot) == Light.FITS
    assert slot.lost_article == ""


def test_an_article_of_another_edition_is_not_placed():
    edition, other = make_edition(), make_edition()
    article = make_article(other)
    with pytest.raises(WrongEdition):
        actions.place_article(article=article, slot=make_slot(edition))
    assert not article.slots.exists()


def test_two_ideas_of_one_name_get_two_addresses():
    values = {"section": Section.objects.first()}
    slugs = [actions.add_idea(title="Übergänge & Größe", values=values).slug for _ in range(2)]
    assert slugs == ["uebergaenge-groesse", "uebergaenge-groesse-2"]


def test_an_article_has_one_picture():
    with pytest.raises(ValidationError):
        make_article(motifs="nicht-da")
