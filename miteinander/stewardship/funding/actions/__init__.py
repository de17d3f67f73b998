"""The verbs of the room; the only writers of money."""

from .files import attach_file, attach_waiting, discard_waiting, keep_waiting, remove_file
from .funds import (
    carry_over,
    grant_fund,
    left_of_fund,
    refuse_fund,
    request_fund,
    save_fund,
    save_line,
    set_allocation,
    transfer,
)
from .income import call_instalment, receive_instalment, record_income, return_money, reverse_income
from .orders import (
    add_quote,
    approve_order,
    cancel_order,
    close_order,
    place_order,
    save_order,
    send_back_order,
    shares_of,
)
from .payments import Payment, account, confirm_run, discard_run, file_of, make_run, save_account
from .plans import remove_line, set_financing, set_plan
from .proof_files import make_proof_file
from .proofs import (
    begin_proof,
    discard_proof,
    keep_proof_file,
    proposed_period,
    redraft_proof,
    save_proof_words,
    submit_proof,
    words_version,
)
from .receipts import enter_receipt, pay_receipt, proposed_shares, reverse_receipt, split_by_rule
from .retention import delete_receipt_file
from .rules import set_rule

__all__ = [
    "Payment",
    "account",
    "add_quote",
    "approve_order",
    "attach_file",
    "attach_waiting",
    "begin_proof",
    "call_instalment",
    "cancel_order",
    "carry_over",
    "close_order",
    "confirm_run",
    "delete_receipt_file",
    "discard_proof",
    "discard_run",
    "discard_waiting",
    "enter_receipt",
    "file_of",
    "grant_fund",
    "keep_proof_file",
    "keep_waiting",
    "left_of_fund",
    "make_proof_file",
    "make_run",
    "pay_receipt",
    "place_order",
    "proposed_period",
    "proposed_shares",
    "receive_instalment",
    "record_income",
    "redraft_proof",
    "refuse_fund",
    "remove_file",
    "remove_line",
    "request_fund",
    "return_money",
    "reverse_income",
    "reverse_receipt",
    "save_account",
    "save_fund",
    "save_line",
    "save_order",
    "save_proof_words",
    "send_back_order",
    "set_allocation",
    "set_financing",
    "set_plan",
    "set_rule",
    "shares_of",
    "split_by_rule",
    "submit_proof",
    "transfer",
    "words_version",
]
