"""Where a field stands while it is read, and where its errors and references are collected."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from miteinander.foundation.exchange.nodes import Node
from miteinander.foundation.exchange.places import Place
from miteinander.foundation.exchange.problems import FieldError, Problems


@dataclass(frozen=True, slots=True)
class Link:
    """A reference by slug to a record of `kind`; becomes the record itself before anything is saved."""

    kind: str
    slug: str


@dataclass(frozen=True)
class Use:
    """A link and the place where it was written."""

    link: Link
    context: Context
    line: Place | None


@dataclass(frozen=True)
class Context:
    document: str
    path: tuple[str, ...]
    problems: Problems
    uses: list[Use] = field(default_factory=list)

    def inside(self, step: str) -> Context:
        return replace(self, path=(*self.path, step))

    def report(self, node: Node, error: FieldError | str) -> None:
        self.problems.add(self.document, node.line, self.path, error)

    def link(self, node: Node, kind: str, slug: str) -> Link:
        link = Link(kind, slug)
        self.uses.append(Use(link, self, node.line))
        return link
