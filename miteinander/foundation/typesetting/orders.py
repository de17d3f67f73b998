"""What the office orders: one document or the paper kit of a subject, and how it leaves the house."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from .documents import Document, Wish, document

KIT = "kit"
"""The key of a kit where a document's key is asked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """One document of an order. `copies`: how many of each sheet are wanted."""

    document: str
    format: str
    copies: int = 1


@dataclass(frozen=True)
class Order:
    about: str
    subject: int
    languages: tuple[str, ...]
    parts: tuple[Part, ...]
    is_kit: bool = False
    repeats: bool = False
    """Whether every sheet stands in the file as often as it is wanted; numbered sheets always do."""
    options: dict[str, str] = field(default_factory=dict)
    for_print: bool = False
    crop_marks: float | None = None
    paper: str = ""
    """The larger paper on which several stand side by side, "" for none."""

    @property
    def key(self) -> str:
        return KIT if self.is_kit else self.parts[0].document

    def wish(self, part: Part) -> Wish:
        """As many of the languages as the document holds. Raises KeyError."""
        one = document(part.document)
        return Wish(
            self.subject, self.languages[: one.most_languages], one.format(part.format), self.options_of(one)
        )

    def options_of(self, one: Document) -> dict[str, str]:
        """What was chosen, or the first choice of each option."""
        chosen = {}
        for option in one.options:
            choices = [value for value, _words in option.choices(self.subject)]
            wanted = self.options.get(option.key, "")
            if choices:
                chosen[option.key] = wanted if wanted in choices else choices[0]
        return chosen

    @property
    def is_personal(self) -> bool:
        return any(document(part.document).personal for part in self.parts)

    def looks_like(self, other: "Order") -> bool:
        """Whether both give the same file: how many are printed of it does not matter where it does not show."""
        if self.is_kit or self.paper or document(self.key).numbered is not None:
            return self == other
        return replace(self, parts=other.parts) == other and (
            replace(self.parts[0], copies=other.parts[0].copies) == other.parts[0]
        )

    def as_json(self) -> dict[str, Any]:
        plain = asdict(self)
        return plain | {"languages": list(self.languages), "parts": [asdict(part) for part in self.parts]}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Order":
        order = cls(**stored)
        return replace(
            order, languages=tuple(order.languages), parts=tuple(Part(**part) for part in stored["parts"])
        )
