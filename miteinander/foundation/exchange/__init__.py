"""Reading programme files: YAML with line numbers, field types, kinds of records, differences.

Owns the form of a file and the registry `kinds`; refuses to know any model or to open a transaction
(the import itself stands in `surfaces/programme_files`).
Public: `fields` (field types), `kinds` (registry), `model_kind`, `reading`, `records`, `difference`.
"""

from miteinander.foundation.exchange import fields, kinds
from miteinander.foundation.exchange.kinds import Kind, coming_kind
from miteinander.foundation.exchange.model_kinds import model_kind
from miteinander.foundation.exchange.problems import FieldError, RecordError

__all__ = ["FieldError", "Kind", "RecordError", "coming_kind", "fields", "kinds", "model_kind"]
