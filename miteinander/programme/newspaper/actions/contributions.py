"""Links with which somebody without an account writes one article."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from miteinander.foundation.access import links
from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import end_of, now, today

from ..enums import READY
from ..errors import LinkClosed
from ..models import Article, ContributionLink
from .texts import Words, save_text

PURPOSE = "newspaper.contribution"
LONGEST_DAYS = 90


@transaction.atomic
def invite_author(
    *,
    article: Article,
    name: str,
    language: str,
    days: int = 21,
    email: str = "",
    note: str = "",
    wanted_length: int | None = None,
    actor: Any = None,
) -> tuple[ContributionLink, str]:
    """A link and its token, which is known only now. At most 90 days. Raises ValidationError."""
    link = ContributionLink(
        article=article,
        name=name,
        email=email,
        language=language,
        note=note,
        wanted_length=wanted_length,
        expires_on=today() + timedelta(days=min(days, LONGEST_DAYS)),
    )
    link.full_clean()
    link.save()
    token = links.issue(purpose=PURPOSE, subject=str(link.pk), until=end_of(link.expires_on))
    write_entry(record=link, verb=Verb.CREATED, actor=actor)
    return link, token


@transaction.atomic
def revoke_link(*, link: ContributionLink, actor: Any = None) -> None:
    if link.revoked_at is None:
        links.revoke(purpose=PURPOSE, subject=str(link.pk))
        link.revoked_at = now()
        link.save(update_fields=["revoked_at"])
        write_entry(record=link, verb=Verb.CHANGED, actor=actor, fields=["revoked_at"])


def link_of(token: str) -> ContributionLink:
    """What a token opens. Raises LinkInvalid (forged, expired, revoked) and LinkClosed (the editors have gone on)."""
    subject = links.peek(token, PURPOSE)
    link = ContributionLink.objects.select_related("article__edition").filter(pk=subject).first()
    if link is None:
        raise links.LinkInvalid(links.Fault.REVOKED)
    if link.article.state in READY or (link.article.edition and link.article.edition.is_frozen):
        raise LinkClosed
    return link


@transaction.atomic
def submit_contribution(
    *, token: str, words: Words, author: str = "", seen: int | None = None
) -> ContributionLink:
    """What the author sends; may be sent again until the editors approve. Raises LinkInvalid, LinkClosed, Overtaken,
    EditionFrozen, ValidationError."""
    link = link_of(token)
    save_text(article=link.article, language=link.language, words=words, seen=seen, from_outside=True)
    if author and author != link.article.author:
        Article.objects.filter(pk=link.article_id).update(author=author)
    link.submitted_at = now()
    link.save(update_fields=["submitted_at"])
    write_entry(record=link.article, verb=Verb.OTHER, detail="newspaper.submitted")
    return link
