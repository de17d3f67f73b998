"""Proofs of use: begun, told, handed in, kept."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from miteinander.foundation.audit.actions import after_write
from miteinander.foundation.audit.enums import Verb
from miteinander.foundation.media.models import CouncilDocument
from miteinander.foundation.media.pictures import CheckedFile
from miteinander.foundation.values.clock import today
from miteinander.foundation.work import enqueue

from ..enums import FundState, ProofKind, ProofState
from ..errors import Refused
from ..models import Fund, Income, Proof, Receipt, ReceiptShare
from ..proofs.canonical import as_plain, fingerprint
from ..proofs.checks import findings_of
from ..proofs.narrative import draft_of, merged, own_paragraph
from ..proofs.reading import income_in, proof_data, shares_in
from .funds import lock_fund

LONGEST_PARAGRAPH = 5000
MOST_PARAGRAPHS = 500


def proposed_period(fund: Fund) -> tuple[date, date]:
    """From the day after the last proof handed in, to the end of the source or today. One query."""
    last = fund.proofs.filter(state=ProofState.SUBMITTED).aggregate(last=Max("period_end"))["last"]
    start = fund.period_start if last is None else last + timedelta(days=1)
    return start, max(start, min(fund.period_end, today()))


@transaction.atomic
def begin_proof(
    *, fund: Fund, kind: ProofKind, period_start: date, period_end: date, actor: Any = None
) -> Proof:
    """A draft with its narrative. Raises Refused, ValidationError."""
    fund = lock_fund(fund)
    if fund.state != FundState.GRANTED:
        raise Refused(
            "closed",
            _("„%(fund)s“ ist %(state)s. Nachgewiesen wird Geld, das bewilligt und noch nicht abgerechnet ist.")
            % {"fund": fund, "state": fund.get_state_display()},
        )  # fmt: skip
    if (other := fund.proofs.filter(state=ProofState.DRAFT).first()) is not None:
        raise Refused(
            "open",
            _("Es gibt schon einen Nachweis im Entwurf. Bitte reichen Sie ihn zuerst ein, oder verwerfen Sie ihn."),
            other=other.pk,
        )  # fmt: skip
    if period_end < period_start:
        raise Refused("period", _("Der Zeitraum endet vor seinem Anfang."), field="period_end")
    last = fund.proofs.aggregate(last=Max("period_end"))["last"]
    if last is not None and period_start <= last:
        raise Refused(
            "overlap",
            _("Bis zum %(day)s ist schon nachgewiesen. Bitte beginnen Sie am Tag danach.") % {"day": f"{last:%d.%m.%Y}"},
            field="period_start",
        )  # fmt: skip
    proof = Proof(fund=fund, kind=kind, period_start=period_start, period_end=period_end)
    proof.full_clean(exclude=["narrative", "frozen"])
    proof.narrative = draft_of(proof)
    proof.save()
    after_write(record=proof, verb=Verb.CREATED, actor=actor)
    return proof


def _draft(proof: Proof) -> Proof:
    found = Proof.objects.select_for_update().select_related(None).get(pk=proof.pk)
    if found.state != ProofState.DRAFT:
        raise Refused("submitted", _("Dieser Nachweis ist eingereicht und bleibt, wie er ist."))
    return found


def words_version(proof: Proof) -> str:
    """Changes with every word of a draft, so that nobody saves over somebody else."""
    return fingerprint([proof.narrative, proof.deviations, proof.effects, proof.place])[:16]


@transaction.atomic
def save_proof_words(
    *, proof: Proof, paragraphs: Mapping[str, str], values: Mapping[str, str], added: str = "", seen: str = "",
    actor: Any = None,
) -> Proof:  # fmt: skip
    """What people wrote: paragraphs by key (empty: left out), place, effects, deviations, a paragraph of their own.

    Raises Refused when somebody else saved meanwhile or the text is too long.
    """
    proof = _draft(proof)
    if seen and seen != words_version(proof):
        raise Refused(
            "overtaken",
            _("Jemand hat den Text inzwischen geändert. Ihre Eingaben stehen noch hier, sind aber nicht gespeichert. Wenn Sie noch einmal speichern, gilt Ihre Fassung."),
        )  # fmt: skip
    texts = [*paragraphs.values(), added]
    if any(len(text) > LONGEST_PARAGRAPH for text in texts) or len(proof.narrative) >= MOST_PARAGRAPHS:
        raise Refused(
            "long",
            _("Ein Absatz ist zu lang: höchstens %(most)d Zeichen. Bitte teilen Sie ihn.")
            % {"most": LONGEST_PARAGRAPH},
        )
    proof.narrative = [
        {**part, "text": _clean(paragraphs.get(part["key"], part["text"]))} for part in proof.narrative
    ]
    if _clean(added):
        proof.narrative.append(own_paragraph(proof.narrative, _clean(added)))
    for name in ("place", "effects", "deviations"):
        if name in values:
            setattr(proof, name, _clean(values[name]))
    proof.full_clean(exclude=["narrative", "frozen"])
    proof.save()
    after_write(record=proof, verb=Verb.CHANGED, actor=actor, fields=["narrative", *sorted(values)])
    return proof


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\x00", "").strip()


@transaction.atomic
def redraft_proof(*, proof: Proof, actor: Any = None) -> Proof:
    """Draft the narrative anew; what people edited stays."""
    proof = _draft(proof)
    proof.narrative = merged(proof.narrative, draft_of(proof))
    proof.save()
    after_write(record=proof, verb=Verb.CHANGED, actor=actor, fields=["narrative"])
    return proof


@transaction.atomic
def discard_proof(*, proof: Proof, actor: Any = None) -> None:
    """A draft only; receipts are free of it anyway."""
    proof = _draft(proof)
    after_write(record=proof, verb=Verb.DELETED, actor=actor)
    document = proof.file
    proof.delete()
    if document is not None:
        document.delete()


@transaction.atomic
def submit_proof(*, proof: Proof, on: date | None = None, actor: Any) -> Proof:
    """Hand in: the data set is frozen with its hash, its receipts and income are locked, a final proof closes the source.

    A receipt that is booked at the same moment is either in, or refused. Raises Refused with `findings` when a check blocks.
    """
    fund = lock_fund(proof.fund)
    proof = _draft(proof)
    proof.fund = fund
    if getattr(actor, "pk", None) is None:
        raise Refused("who", _("Bitte melden Sie sich an."))
    if not fund.is_open:
        raise Refused("closed", _("„%(fund)s“ ist nicht bewilligt oder schon abgerechnet.") % {"fund": fund})
    proof.submitted_on = on or today()
    data = proof_data(proof)
    blocking = [one for one in findings_of(proof, data) if one.blocking]
    if blocking:
        raise Refused(
            "blocked",
            _("Der Nachweis lässt sich noch nicht einreichen: %(sentence)s")
            % {"sentence": blocking[0].sentence},
            findings=blocking,
        )
    proof.frozen = as_plain(data)
    proof.frozen_sha256 = fingerprint(proof.frozen)
    _lock_records(proof)
    draft_file, proof.file = proof.file, None
    proof.state, proof.submitted_by = ProofState.SUBMITTED, actor
    proof.save()
    if draft_file is not None:
        draft_file.delete()
    if proof.kind == ProofKind.FINAL:
        fund.state = FundState.PROVED
        fund.save()
        after_write(record=fund, verb=Verb.OTHER, actor=actor, fields=["state"], detail="abgerechnet")
    after_write(record=proof, verb=Verb.OTHER, actor=actor, fields=["state"], detail="eingereicht")
    enqueue("funding.make_proof_file", proof_id=proof.pk)
    return proof


def _lock_records(proof: Proof) -> None:
    """While the proof is still a draft: what it takes in is then read by what is marked."""
    ReceiptShare.objects.filter(pk__in=list(shares_in(proof).values_list("pk", flat=True))).update(
        proof=proof
    )
    Receipt.objects.filter(shares__proof=proof, proof__isnull=True).update(proof=proof)
    Income.objects.filter(pk__in=list(income_in(proof).values_list("pk", flat=True))).update(proof=proof)


@transaction.atomic
def keep_proof_file(*, proof: Proof, content: bytes, name: str) -> CouncilDocument:
    """The PDF that was made; that of a proof handed in is never replaced."""
    proof = Proof.objects.select_for_update().get(pk=proof.pk)
    old = proof.file
    if old is not None and proof.state == ProofState.SUBMITTED:
        return old
    document = CouncilDocument(title=str(proof)[:255])
    document.file.save(name, CheckedFile(content, name=name), save=False)
    document.save()
    proof.file = document
    proof.save(update_fields=["file"])
    if old is not None:
        old.delete()
    return document
