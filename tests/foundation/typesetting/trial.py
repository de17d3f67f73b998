"""A sheet for tests: a text, perhaps a picture, on a coloured ground."""

from dataclasses import dataclass

from miteinander.foundation.languages.registry import direction
from miteinander.foundation.languages.text import LocalText
from miteinander.foundation.typesetting.formats import A6, PageFormat
from miteinander.foundation.typesetting.ingredients import Drawing, Picture, mosaic_drawing
from miteinander.foundation.typesetting.rendering import Sheet


@dataclass(frozen=True)
class Note:
    text: str = "Guten Tag"
    lang: str = "de"
    picture: Picture | None = None
    mosaic: Drawing | None = None

    @property
    def local(self) -> LocalText:
        return LocalText(self.text, self.lang, direction(self.lang))


@dataclass(frozen=True)
class _Printable:
    text: LocalText
    picture: Picture | None
    mosaic: Drawing


def note(data: Note, format: PageFormat = A6) -> Sheet:
    mosaic = data.mosaic or mosaic_drawing("zettel", colour="sun", columns=3, rows=1)
    return Sheet(
        "/foundation/typesetting/sheets/trial.typ", _Printable(data.local, data.picture, mosaic), format
    )
