"""Letting the machine fill what is missing in one record and language."""

from typing import Any

from .actions import Gone, fill_by_machine
from .machine import ServiceFailed, service
from .sources import UnknownKind, source_of_kind


def fill(*, kind: str, record_id: int, lang: str, actor: Any = None) -> int:
    """How many texts were written. Asks outside any transaction; running twice asks for nothing the second time.

    Does nothing without a service, for a language it does not know, or for a record that is gone. Raises ServiceFailed
    when trying again later makes sense.
    """
    machine = service()
    if machine is None or not machine.knows(lang):
        return 0
    try:
        source = source_of_kind(kind)
    except UnknownKind:
        return 0
    record = source.records().filter(pk=record_id).first()
    if record is None:
        return 0
    wanted = [
        segment for segment in source.segments(record, lang) if segment.is_open and segment.may_be_filled
    ]
    texts: dict[str, tuple[str, str]] = {}
    try:
        for start in range(0, len(wanted), machine.most_at_once):
            some = wanted[start : start + machine.most_at_once]
            answers = machine.translate([segment.german for segment in some], lang)
            texts |= {
                segment.key: (segment.german, text) for segment, text in zip(some, answers, strict=True)
            }
    except ServiceFailed as error:
        if error.temporary:
            raise
    if not texts:
        return 0
    try:
        return fill_by_machine(source=source, record_id=record_id, lang=lang, texts=texts, actor=actor)
    except Gone:
        return 0
