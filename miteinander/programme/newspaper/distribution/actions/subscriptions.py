"""Subscriptions by post: ordered, ended, taken up again."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from miteinander.foundation.audit.actions import write_entry
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.values.clock import today
from miteinander.foundation.values.writing import write_in_turn

from ...enums import ConsentWay
from ...models import PostalSubscriber, distribution_settings
from ...subscription_codes import digest_of, plain_code
from ..consent import VERSION
from ..errors import SubscriptionsClosed


@dataclass(frozen=True, slots=True)
class PostalAddress:
    name: str
    street: str
    postal_code: str
    town: str
    addition: str = ""


def subscribe(
    *, address: PostalAddress, copies: int = 1, language: str = "", once: uuid.UUID | None = None
) -> PostalSubscriber:
    """Order the newspaper by post in the web form; sent twice with the same `once` it is ordered once.

    Raises SubscriptionsClosed, and ValidationError for what the columns refuse. Sends nothing.
    """
    if not distribution_settings().takes_subscribers:
        raise SubscriptionsClosed
    subscriber = PostalSubscriber(
        uid=once or uuid.uuid4(),
        name=address.name,
        addition=address.addition,
        street=address.street,
        postal_code=address.postal_code,
        town=address.town,
        copies=copies,
        language=language,
        consent_on=today(),
        consent_way=ConsentWay.FORM,
        consent_version=VERSION,
    )
    subscriber.full_clean(validate_unique=False)
    try:
        with write_in_turn():
            subscriber.save(force_insert=True)
            write_entry(record=subscriber, verb=Verb.CREATED)
    except IntegrityError:  # sent twice, perhaps at the same moment
        return PostalSubscriber.objects.get(uid=subscriber.uid)
    return subscriber


def find_by_code(typed: str) -> PostalSubscriber | None:
    """The subscription of a code as somebody typed it. No query for what cannot be one."""
    code = plain_code(typed)
    return PostalSubscriber.objects.filter(code_digest=digest_of(code)).first() if code else None


@transaction.atomic
def end_subscription(*, subscriber: PostalSubscriber, actor: Any = None) -> bool:
    """From now on no edition is sent; whether this ended it. Twice does no harm."""
    ended = PostalSubscriber.objects.active().filter(pk=subscriber.pk).update(ended_on=today())
    if ended:
        write_entry(record=subscriber, verb=Verb.CHANGED, actor=actor, fields=["ended_on"])
    subscriber.refresh_from_db(fields=["ended_on"])
    return bool(ended)


@transaction.atomic
def restart_subscription(*, subscriber: PostalSubscriber, actor: Any = None) -> bool:
    """Take an ending back that was a mistake, while the address is still there."""
    taken_up = PostalSubscriber.objects.filter(pk=subscriber.pk, ended_on__isnull=False).update(ended_on=None)
    if taken_up:
        write_entry(record=subscriber, verb=Verb.CHANGED, actor=actor, fields=["ended_on"])
    subscriber.refresh_from_db(fields=["ended_on"])
    return bool(taken_up)
