"""What the layout engine takes: an edition as plain frozen data, without models."""

from dataclasses import dataclass, field, replace

from miteinander.foundation.typesetting.ingredients import Picture


@dataclass(frozen=True)
class Face:
    """Words of a paragraph that stand out, from the first to before the last: bold, italic, or leading somewhere."""

    first: int
    last: int
    bold: bool = False
    italic: bool = False
    leads: str = ""


def faces_within(faces: tuple[Face, ...], first: int, last: int) -> tuple[Face, ...]:
    """The faces of some of the words, counted from the first of these."""
    return tuple(
        replace(face, first=max(face.first, first) - first, last=min(face.last, last) - first)
        for face in faces
        if face.first < last and face.last > first
    )


@dataclass(frozen=True)
class Mosaic:
    """A drawn picture: `identity` decides its tiles."""

    identity: str
    colour: str
    motifs: str = ""


@dataclass(frozen=True)
class Block:
    """A block of an article. Which fields count depends on `kind`.

    heading: `text` · p: `text`, `faces` · quote: `text`, `title` (who says it) · box: `title`, `text`, `faces` · list: `items` ·
    table: `title`, `rows` (the first is the head) · link: `text`, `to` · picture: `picture`, or `mosaic` and
    `title` (what it shows); `text` (its caption)
    """

    kind: str
    text: str = ""
    title: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    to: str = ""
    picture: Picture | None = None
    mosaic: Mosaic | None = None
    faces: tuple[Face, ...] = ()


@dataclass(frozen=True)
class Twin:
    """Another language version of a story, online; `words` stand in that language ("Auf Deutsch lesen")."""

    lang: str
    dir: str
    words: str
    address: str


@dataclass(frozen=True)
class Story:
    """One article in one language. `code_address` is where the QR code leads; empty for no code."""

    slug: str
    lang: str
    dir: str
    title: str
    blocks: tuple[Block, ...]
    kicker: str = ""
    standfirst: str = ""
    mosaic: Mosaic | None = None
    picture: Picture | None = None
    caption: str = ""
    credit: str = ""
    says: str = ""
    """The alternative text of the mosaic, when it shows something; empty for decoration."""
    colour: str = "coral"
    twins: tuple[Twin, ...] = ()
    code_address: str = ""
    may_continue: bool = True

    @property
    def key(self) -> str:
        return f"{self.slug}@{self.lang}"

    @property
    def rtl(self) -> bool:
        return self.dir == "rtl"


@dataclass(frozen=True)
class Advert:
    """An advertisement. `label` ("ANZEIGE") belongs to it by law; its absence is a finding. `lines`: wished height."""

    title: str
    text: str
    label: str = ""
    picture: Picture | None = None
    mosaic: Mosaic | None = None
    address: str = ""
    lines: int = 12
    lang: str = "de"
    dir: str = "ltr"


@dataclass(frozen=True)
class Notice:
    """A short announcement of the house, in a box of its own."""

    title: str
    text: str
    lang: str = "de"
    dir: str = "ltr"
    colour: str = "sun"
    address: str = ""


@dataclass(frozen=True)
class CalendarLine:
    """A date; `place` stands there where the page has room for the places of all."""

    day: str
    title: str
    when: str
    place: str = ""


@dataclass(frozen=True)
class CalendarDistrict:
    name: str
    colour: str
    lines: tuple[CalendarLine, ...]


@dataclass(frozen=True)
class StripDate:
    """A date of the dark strip on the front page: "6.", "Dez · So 10:30", what and where."""

    day: str
    when: str
    title: str
    place: str
    mosaic: Mosaic


@dataclass(frozen=True)
class Slot:
    """One place of the flatplan. `kind`: article, advertisement, notice, calendar, imprint, addresses, filler."""

    kind: str = "article"
    story: Story | None = None
    advert: Advert | None = None
    notice: Notice | None = None


@dataclass(frozen=True)
class PageToSet:
    """`pattern` is a wish: front, lead-two, one-long, two-halves, three, multilingual, service, calendar, imprint-back."""

    number: int
    section: str
    colour: str
    pattern: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class EditionToSet:
    """A whole edition. `format` is a4, tabloid or berliner; `sample` the sentence that marks sample data."""

    title: str
    subtitle: str
    issue: str
    """Number and season: "Ausgabe 2 · Herbst 2026"."""
    format: str
    pages: tuple[PageToSet, ...]
    lang: str = "de"
    price: str = ""
    running: str = ""
    """The running head, for example "Vielfalt · Herbst 2026"."""
    languages: tuple[tuple[str, str, str], ...] = ()
    """Language, direction and own name of every language of the edition."""
    languages_word: str = ""
    teasers: tuple[str, ...] = ()
    """Keys of the stories that the front page announces; empty: chosen by the engine."""
    strip: tuple[StripDate, ...] = ()
    calendar_kicker: str = ""
    calendar_title: str = ""
    calendar: tuple[CalendarDistrict, ...] = ()
    calendar_address: str = ""
    calendar_words: str = ""
    imprint_title: str = ""
    imprint: tuple[tuple[str, str], ...] = field(default=())
    """Label and value of every row; an empty value is a finding."""
    addresses: tuple[tuple[str, str], ...] = ()
    mark: Mosaic | None = None
    sample: str = ""

    def story_pages(self) -> dict[str, int]:
        """The page on which each story begins, by its key."""
        found: dict[str, int] = {}
        for page in self.pages:
            for slot in page.slots:
                if slot.story is not None:
                    found.setdefault(slot.story.key, page.number)
        return found
