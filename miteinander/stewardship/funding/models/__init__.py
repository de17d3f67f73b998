from .books import Movement
from .fund import GRANTED, ZERO, Fund, Instalment, PlannedIncome, YearlyNeed
from .fund_print import FundPrint
from .order import BINDING, Order, OrderShare, Quote
from .plan import Allocation, CarryOver, CostLine, Transfer
from .proof import CreditTransfer, MoneyReturn, PaymentAccount, PaymentRun, Proof
from .receipt import Income, Receipt, ReceiptFile, ReceiptShare
from .rule import Counter, DatedRule, value_on
from .waiting_file import WaitingFile

__all__ = [
    "BINDING",
    "GRANTED",
    "ZERO",
    "Allocation",
    "CarryOver",
    "CostLine",
    "Counter",
    "CreditTransfer",
    "DatedRule",
    "Fund",
    "FundPrint",
    "Income",
    "Instalment",
    "MoneyReturn",
    "Movement",
    "Order",
    "OrderShare",
    "PaymentAccount",
    "PaymentRun",
    "PlannedIncome",
    "Proof",
    "Quote",
    "Receipt",
    "ReceiptFile",
    "ReceiptShare",
    "Transfer",
    "WaitingFile",
    "YearlyNeed",
    "value_on",
]
