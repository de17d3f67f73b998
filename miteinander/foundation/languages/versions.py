"""One language of a long text that is written in blocks: what every such record says of itself."""

from typing import Any, Protocol

from .enums import Origin, TextState
from .registry import base_language


class _Stamped(Protocol):
    language: str
    body: Any
    made_by: str
    made_from: str

    @property
    def stamp(self) -> str: ...


class LanguageVersion:
    """For a record with `language`, `body`, `made_by`, `made_from` and `stamp`; the German one stands beside it."""

    @property
    def blocks(self: _Stamped) -> list[dict[str, Any]]:
        """The body as plain data: `type`, `value`, `id`."""
        return list(self.body.raw_data) if self.body else []

    def state(self: _Stamped, german: "_Stamped | None") -> TextState:
        """The state of this text beside the German one of its record."""
        if self.language == base_language():
            return TextState.CHECKED
        if german is not None and self.made_from != german.stamp:
            return TextState.OUTDATED
        return {Origin.MACHINE: TextState.MACHINE, Origin.CHECKED: TextState.CHECKED}.get(
            Origin(self.made_by), TextState.DRAFT
        )
