"""References to other records by slug."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from miteinander.foundation.exchange.context import Context, Link
from miteinander.foundation.exchange.fields.contacts import Slug
from miteinander.foundation.exchange.fields.field import Field, Find
from miteinander.foundation.exchange.nodes import Node


class Reference(Field):
    """The slug of a record of `kind`, in the same files or stored. A link until it is resolved."""

    unique_in_list = True
    ordered_in_list = False

    def __init__(self, kind: str, **options: Any) -> None:
        super().__init__(**options)
        self.kind = kind

    def parse(self, node: Node, context: Context) -> Link | None:
        slug = Slug(required=self.required).read(node, context)
        return context.link(node, self.kind, slug) if slug else None

    def links(self, value: Any) -> Iterator[Link]:
        if isinstance(value, Link):
            yield value

    def kinds(self) -> Iterator[str]:
        yield self.kind

    def resolved(self, value: Any, find: Find) -> Any:
        return find(value) if isinstance(value, Link) else value

    def comparable(self, value: Any) -> str | None:
        """The slug; `value` is a link, a record, a slug or None."""
        if value is None or value == "":
            return None
        return value if isinstance(value, str) else str(value.slug)
