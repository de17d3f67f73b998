"""PO (GNU gettext), as Poedit, OmegaT and Weblate know it: the context names the text, fuzzy means not valid yet."""

from collections.abc import Iterable

import polib
from django.utils.translation import gettext_lazy as _

from miteinander.foundation.languages.enums import TextState
from miteinander.foundation.languages.registry import site_codes

from .entries import MOST_ENTRIES, Entry, RecordTexts, TextFile, Unreadable, parse_record

NOT_VALID = (TextState.OUTDATED, TextState.MACHINE)


def write_po(records: Iterable[RecordTexts], lang: str) -> bytes:
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "miteinander",
        "Language": lang,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for record in records:
        for segment in record.segments:
            catalogue.append(
                polib.POEntry(
                    msgctxt=f"{record.kind}-{record.record}/{segment.key}",
                    msgid=segment.german,
                    msgstr=segment.text,
                    comment=f"{record.label}: {segment.label} ({segment.state.label}, ≤ {segment.longest})",
                    flags=["fuzzy"] if segment.state in NOT_VALID and segment.text else [],
                )
            )
    return (str(catalogue) + "\n").encode()


def read_po(content: bytes) -> TextFile:
    """Texts marked fuzzy are left out: their translator says that they are not valid. Raises Unreadable."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(_("Die Datei ist nicht als UTF-8 gespeichert.")) from None
    try:
        # polib opens what it takes for the name of a file; no name begins with this line.
        catalogue = polib.pofile("# miteinander\n" + text.replace("\x00", ""))
    except Exception:  # polib raises many kinds for broken files
        raise Unreadable(_("Die Datei ist beschädigt oder keine PO-Datei.")) from None
    entries = []
    for entry in catalogue:
        name, slash, key = (entry.msgctxt or "").partition("/")
        record = parse_record(name)
        if slash and record and not entry.obsolete and not entry.fuzzy:
            entries.append(Entry(*record, key, entry.msgid, entry.msgstr))
        if len(entries) > MOST_ENTRIES:
            raise Unreadable(_("Die Datei enthält zu viele Texte. Teilen Sie sie."))
    language = catalogue.metadata.get("Language", "").replace("_", "-")
    known = {code.lower(): code for code in site_codes()}
    return TextFile(known.get(language.lower(), language), entries)
