from dataclasses import dataclass, field

import pytest

from miteinander.foundation.exchange import Kind, kinds


@dataclass
class Shelf:
    """A kind whose records live in a dictionary: each is a mapping of values with the attribute `slug`."""

    name: str
    records: dict = field(default_factory=dict)
    saves: list = field(default_factory=list)
    loads: list = field(default_factory=list)

    def load(self, slugs):
        wanted = list(slugs)
        self.loads.append(wanted)
        return {slug: self.records[slug] for slug in wanted if slug in self.records}

    def save(self, *, slug, record, values, actor=None):
        record = record or Record(slug, {})
        record.values.update(values)
        self.records[slug] = record
        self.saves.append((slug, actor))
        return record

    def kind(self, fields, **options):
        options.setdefault("save", self.save)
        return Kind(
            name=self.name,
            fields=fields,
            load=self.load,
            current=lambda record: record.values,
            known=lambda: self.records,
            **options,
        )


@dataclass
class Record:
    slug: str
    values: dict


@pytest.fixture
def shelf(monkeypatch):
    """`shelf("venues", {...})` registers a kind in an otherwise empty registry."""
    monkeypatch.setattr(kinds, "_kinds", {})

    def make(name, fields, **options):
        made = Shelf(name)
        kinds.register(made.kind(fields, **options))
        return made

    return make
