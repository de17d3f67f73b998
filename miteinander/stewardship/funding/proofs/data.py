"""The data set of a proof: what stands on its pages, in its files and, handed in, in its frozen form.

Amounts are euros as Decimal. "lt. Bescheid" is what was granted, "lt. Abrechnung" what came and went up to the end of this
proof, earlier proofs included (shared/domain.md 3.3 and 3.4).
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

ZERO = Decimal("0.00")
FORMAT = "miteinander.proof/1"
"""Stands in the frozen set, so that later versions know how to read it."""


@dataclass(frozen=True)
class Head:
    recipient: str
    recipient_address: str
    telephone: str
    place: str
    made_on: date
    """When it was handed in; of a draft, today."""
    funder: str
    title: str
    kind: str
    """ "interim" or "final"."""
    kind_title: str
    is_grant: bool
    is_sample: bool
    purpose: str
    conditions: str
    decided_on: date | None
    file_number: str
    granted: Decimal
    paid_out: Decimal
    fund_start: date
    fund_end: date
    period_start: date
    period_end: date
    report_until: date | None
    transfer_share: Decimal | None
    """Percent by which a line may be exceeded; None: no rule is known."""


@dataclass(frozen=True)
class FinanceRow:
    """One kind of income: as granted and as settled, with its share of the whole in percent."""

    kind: str
    title: str
    planned: Decimal
    planned_percent: Decimal
    actual: Decimal
    actual_percent: Decimal
    note: str = ""


@dataclass(frozen=True)
class LineRow:
    """A cost line: its plan, what moved, what earlier proofs and this one settle."""

    number: int
    title: str
    kind: str
    kind_title: str
    planned: Decimal
    moved: Decimal
    earlier: Decimal
    earlier_eligible: Decimal
    now: Decimal
    now_eligible: Decimal
    most: Decimal | None
    """What the line may cost by the rule; None: no rule is known."""

    @property
    def actual(self) -> Decimal:
        return self.earlier + self.now

    @property
    def eligible(self) -> Decimal:
        return self.earlier_eligible + self.now_eligible

    @property
    def over(self) -> Decimal:
        """More than planned; negative: less."""
        return self.actual - self.planned

    @property
    def over_percent(self) -> Decimal | None:
        return None if not self.planned else (self.over * 100 / self.planned).quantize(Decimal("0.01"))

    @property
    def beyond(self) -> Decimal:
        """Beyond the rule."""
        return ZERO if self.most is None else max(self.actual - max(self.most, self.planned), ZERO)


@dataclass(frozen=True)
class KeptFile:
    name: str
    kind: str
    sha256: str
    """Of what is kept."""
    size: int
    document: int


@dataclass(frozen=True)
class ReceiptRow:
    """One payment on one cost line: the fifteen columns. A reversal or a credit note counts down."""

    position: int
    number: str
    line: int
    line_title: str
    ordered_on: date | None
    issued_on: date
    invoice_number: str
    paid_on: date
    payee: str
    subject: str
    gross: Decimal
    discount: Decimal
    paid: Decimal
    not_eligible: Decimal
    eligible: Decimal
    payment: str
    remark: str
    order: str
    activity: str
    receipt: int
    files: tuple[KeptFile, ...] = ()


@dataclass(frozen=True)
class IncomeRow:
    position: int
    number: str
    received_on: date
    payer: str
    reason: str
    amount: Decimal
    kind: str
    kind_title: str


@dataclass(frozen=True)
class ReturnRow:
    returned_on: date
    amount: Decimal
    interest: Decimal
    reason: str


@dataclass(frozen=True)
class Paragraph:
    """Of the narrative; `day` orders it, `record` says where it comes from."""

    text: str
    heading: str = ""
    link: str = ""


@dataclass(frozen=True)
class Evidence:
    day: date
    title: str
    kind: str
    name: str
    sha256: str
    consent: str = ""
    credit: str = ""


@dataclass(frozen=True)
class MovedRow:
    """A transfer between lines, or money carried in."""

    day: date
    source: str
    target: str
    amount: Decimal
    reason: str
    beyond_rule: bool = False


@dataclass(frozen=True)
class Note:
    """Something that deviates from the rules or the plan, with the reason somebody wrote."""

    record: str
    text: str


@dataclass(frozen=True)
class ProofData:
    head: Head
    narrative: tuple[Paragraph, ...]
    effects: str
    deviations: str
    finance: tuple[FinanceRow, ...]
    lines: tuple[LineRow, ...]
    receipts: tuple[ReceiptRow, ...]
    income: tuple[IncomeRow, ...]
    returns: tuple[ReturnRow, ...]
    moves: tuple[MovedRow, ...]
    notes: tuple[Note, ...]
    evidence: tuple[Evidence, ...]
    earlier_income: Decimal
    """Settled in earlier proofs."""
    format: str = field(default=FORMAT)

    @property
    def planned(self) -> Decimal:
        return sum((row.planned for row in self.lines), ZERO)

    @property
    def spent(self) -> Decimal:
        return sum((row.actual for row in self.lines), ZERO)

    @property
    def spent_now(self) -> Decimal:
        return sum((row.now for row in self.lines), ZERO)

    @property
    def spent_earlier(self) -> Decimal:
        return sum((row.earlier for row in self.lines), ZERO)

    @property
    def eligible(self) -> Decimal:
        return sum((row.eligible for row in self.lines), ZERO)

    @property
    def income_now(self) -> Decimal:
        return sum((row.amount for row in self.income), ZERO)

    @property
    def covered(self) -> Decimal:
        """All income as settled."""
        return sum((row.actual for row in self.finance), ZERO)

    @property
    def income_planned(self) -> Decimal:
        return sum((row.planned for row in self.finance), ZERO)

    @property
    def returned(self) -> Decimal:
        return sum((row.amount for row in self.returns), ZERO)

    @property
    def result(self) -> Decimal:
        """What is left of the income; negative: costs that nothing covers."""
        return self.covered - self.spent - self.returned
