"""Message catalogues without gettext tools: collect message ids, bring catalogues up to date, compile them.

German is the source language. `locale/` holds what the public reads, in every language of the site; `locale_office/`
holds what only the office reads, in the languages of the office. `locale_wagtail/` is kept by hand: sentences of Wagtail
that the office says differently, by their English ids.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polib

from .extraction import Message, messages_of_python, messages_of_template

PACKAGE = Path(__file__).resolve().parents[2]
PUBLIC, OFFICE, WAGTAIL = PACKAGE / "locale", PACKAGE / "locale_office", PACKAGE / "locale_wagtail"
OFFICE_LANGUAGES = ("en",)
OFFICE_FILES = {
    "models.py",
    "office.py",
    "wagtail_hooks.py",
    "fields.py",
    "report.py",
    "command.py",
    "settings.py",
    "tasks.py",
}
OFFICE_PLACES = (
    "civic/concept/result",
    "civic/council/role_packs.py",
    "civic/people/confirmations.py",
    "civic/people/office_confirmations.py",
    "civic/people/templates/people/office/",
    "civic/planning/",
    "foundation/access/actions/",
    "foundation/access/apps.py",
    "foundation/access/mail_templates.py",
    "foundation/access/office_forms.py",
    "foundation/access/templates/access/office/",
    "foundation/audit/",
    "foundation/exchange/",
    "foundation/interface/deletions.py",
    "foundation/interface/enums.py",
    "foundation/interface/office_",
    "foundation/languages/enums.py",
    "foundation/languages/templates/languages/translated_widget.html",
    "foundation/mailing/addresses.py",
    "foundation/mailing/apps.py",
    "foundation/mailing/claims.py",
    "foundation/mailing/delivery.py",
    "foundation/mailing/enums.py",
    "foundation/mailing/models.py",
    "foundation/mailing/office",
    "foundation/mailing/tasks.py",
    "foundation/mailing/templates/mailing/office/",
    "foundation/mailing/wagtail_hooks.py",
    "foundation/media/",
    "foundation/privacy/",
    "foundation/translation/",
    "foundation/typesetting/composing.py",
    "foundation/typesetting/enums.py",
    "foundation/typesetting/findings.py",
    "foundation/typesetting/formats.py",
    "foundation/typesetting/forms.py",
    "foundation/typesetting/kit_cover.py",
    "foundation/typesetting/models",
    "foundation/typesetting/office",
    "foundation/typesetting/templates/",
    "foundation/values/",
    "foundation/work/",
    "programme/events/actions.py",
    "programme/events/drafts.py",
    "programme/events/moving_days.py",
    "programme/events/office_",
    "programme/events/planning_forms.py",
    "programme/events/clashes.py",
    "programme/events/date_advice.py",
    "programme/events/enums.py",
    "programme/events/kinds.py",
    "programme/events/layout.py",
    "programme/events/models/",
    "programme/events/office_days.py",
    "programme/events/recurrence.py",
    "programme/events/rule_text.py",
    "programme/events/result",
    "programme/events/rule_words.py",
    "programme/events/series_actions.py",
    "programme/events/series_kind.py",
    "programme/events/templates/events/office_",
    "programme/events/todos.py",
    "programme/newspaper/actions/",
    "programme/newspaper/article_source.py",
    "programme/newspaper/blocks.py",
    "programme/newspaper/distribution/actions/",
    "programme/newspaper/distribution/documents/",
    "programme/newspaper/distribution/grid.py",
    "programme/newspaper/distribution/kinds.py",
    "programme/newspaper/distribution/office",
    "programme/newspaper/distribution/print_run.py",
    "programme/newspaper/enums.py",
    "programme/newspaper/errors.py",
    "programme/newspaper/kinds.py",
    "programme/newspaper/models/",
    "programme/newspaper/office_",
    "programme/newspaper/own_checks.py",
    "programme/newspaper/parts.py",
    "programme/newspaper/policies.py",
    "programme/newspaper/preflight",
    "programme/newspaper/print_uses.py",
    "programme/newspaper/result",
    "programme/newspaper/schedule.py",
    "programme/newspaper/templates/newspaper/distribution/office/",
    "programme/newspaper/templates/newspaper/office/",
    "programme/newspaper/text_fields.py",
    "programme/newspaper/year_wheel.py",
    "programme/participation/actions/",
    "programme/participation/counting.py",
    "programme/participation/door_companion.py",
    "programme/participation/door_forms.py",
    "programme/participation/feedback_office.py",
    "programme/participation/inviting.py",
    "programme/participation/kinds.py",
    "programme/participation/life_companion.py",
    "programme/participation/mail_samples.py",
    "programme/participation/minimum.py",
    "programme/participation/models/",
    "programme/participation/office_",
    "programme/participation/result",
    "programme/participation/support.py",
    "programme/participation/templates/participation/door/office/",
    "programme/participation/templates/participation/office/",
    "stewardship/funding/",
    "surfaces/office/",
    "surfaces/operations/",
    "surfaces/programme_files/",
    "surfaces/website/blocks.py",
    "surfaces/website/page_kind.py",
    "surfaces/website/page_source.py",
)
PUBLIC_PLACES = (
    "stewardship/funding/templates/funding/transparency/",
    "stewardship/funding/transparency/",
)
"""Inside the places of the office."""
# Plural rules of GNU gettext, from the Unicode CLDR.
_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
_TWO = "nplurals=2; plural=(n != 1);"
PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "uk": _SLAVIC,
    "ru": _SLAVIC,
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "fr": "nplurals=2; plural=(n > 1);",
    "tr": _TWO,
}


@dataclass
class Found:
    message: Message
    places: list[str] = field(default_factory=list)


def folder_of(code: str) -> str:
    """Django's folder name of a language: de-simple -> de_Simple."""
    first, _, rest = code.partition("-")
    if not rest:
        return first
    return f"{first}_{rest.title() if len(rest) > 2 else rest.upper()}"


def catalogue_path(code: str, *, office: bool = False) -> Path:
    return (OFFICE if office else PUBLIC) / folder_of(code) / "LC_MESSAGES" / "django.po"


def is_office(path: Path) -> bool:
    """Whether only people of the office read the texts of this source file."""
    relative = path.relative_to(PACKAGE).as_posix()
    if relative.startswith(PUBLIC_PLACES):
        return False
    return path.name in OFFICE_FILES or relative.startswith(OFFICE_PLACES)


def collect(*, office: bool) -> dict[Message, Found]:
    """All messages of the sources, public or office. A message both use is public."""
    found: dict[Message, Found] = {}
    public: set[Message] = set()
    for path in sorted(_sources()):
        for message, _line in _messages(path):
            if is_office(path) == office:
                entry = found.setdefault(message, Found(message))
                entry.places.append(path.relative_to(PACKAGE.parent).as_posix())
            elif office:
                public.add(message)
    return {message: entry for message, entry in found.items() if message not in public}


def update(code: str, messages: Mapping[Message, Found], *, office: bool = False) -> polib.POFile:
    """Bring one catalogue file up to date with what `collect` found: new messages empty, unused ones removed."""
    path = catalogue_path(code, office=office)
    before_all = polib.pofile(str(path)) if path.exists() else polib.POFile()
    old = {_key(entry): entry for entry in before_all}
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = before_all.metadata | {
        "Project-Id-Version": "miteinander",
        "Language": folder_of(code),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS.get(code, _TWO),
    }
    catalogue.metadata.setdefault("X-Review", "written")
    forms = plural_count(code)
    for message, found in sorted(messages.items(), key=lambda pair: (pair[1].places[0], pair[0].singular)):
        before = old.get((message.context, message.singular))
        entry = polib.POEntry(
            msgid=message.singular,
            msgctxt=message.context or None,
            occurrences=[(place, "") for place in sorted(set(found.places))],
        )
        if message.plural:
            entry.msgid_plural = message.plural
            texts = before.msgstr_plural if before else {}
            entry.msgstr_plural = {number: texts.get(number, "") for number in range(forms)}
        else:
            entry.msgstr = before.msgstr if before else ""
        if "%(" in message.singular:
            entry.flags = ["python-format"]
        catalogue.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return catalogue


def compile_catalogues(folders: Iterable[Path] = (PUBLIC, OFFICE, WAGTAIL)) -> list[Path]:
    """Write the binary catalogue beside each that is older than its source or missing."""
    written = []
    for folder in folders:
        for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                draft = target.with_suffix(".mo.new")
                polib.pofile(str(source)).save_as_mofile(str(draft))
                draft.replace(target)
                written.append(target)
    return written


def plural_count(code: str) -> int:
    return int(PLURALS.get(code, _TWO).split("=", 1)[1].split(";", 1)[0])


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return (entry.msgctxt or "", entry.msgid)


def _sources() -> Iterator[Path]:
    for pattern in ("**/*.py", "**/templates/**/*.html", "**/templates/**/*.txt"):
        for path in PACKAGE.glob(pattern):
            if "migrations" not in path.parts:
                yield path


def _messages(path: Path) -> Iterator[tuple[Message, int]]:
    source = path.read_text(encoding="utf-8")
    return messages_of_python(source) if path.suffix == ".py" else messages_of_template(source)
