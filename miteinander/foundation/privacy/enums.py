"""Legal bases a public body may rely on (shared list, Art. 6(1) GDPR; (f) is not open to authorities)."""

from enum import StrEnum


class Basis(StrEnum):
    CONSENT = "Art. 6 (1) a GDPR"
    CONTRACT = "Art. 6 (1) b GDPR"
    LEGAL_DUTY = "Art. 6 (1) c GDPR"
    PUBLIC_TASK = "Art. 6 (1) e GDPR"


class Erasure(StrEnum):
    """What happens when the time is over."""

    DELETE = "delete the record"
    BLANK = "empty the fields"
    ANONYMISE = "cut the tie to the person"
