"""Who sits at the desk."""

import pytest
from django.urls import reverse

from miteinander.foundation.languages.enums import Origin
from miteinander.foundation.languages.text import stamp
from miteinander.foundation.translation import sources
from miteinander.foundation.translation.actions import Edit
from tests.support.accounts import make_account


@pytest.fixture
def translator(db):
    """Turkish and Arabic, nothing else."""
    return make_account("translator", languages=["tr", "ar"])


@pytest.fixture
def edit_of():
    """`edit_of(record, "name", "tr", "Ev", checked=True)`: an edit by somebody who sees the record as it stands."""

    def made(record, key, lang, text, *, checked=False):
        source = sources.source_of_kind(sources.kind_of(type(record)))
        segment = {one.key: one for one in source.segments(record, lang)}[key]
        return Edit(
            text=text,
            checked=checked,
            seen_german=segment.german_stamp,
            seen_text=stamp(segment.text),
            was_checked=segment.state == Origin.CHECKED.value,
        )

    return made


@pytest.fixture
def page_of():
    """Address of the editing page of a record."""
    return lambda record, lang: reverse(
        "translation:edit", args=[sources.kind_of(type(record)), record.pk, lang]
    )
