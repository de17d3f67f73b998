from .bringing import BringItem, Claim
from .door import Door, DoorEntry, DoorPhone
from .feedback import Feedback
from .invitation import Invitation
from .plan import RegistrationPlan, SeatPool
from .questions import Answer, Question
from .registration import Guest, ItemSeats, Registration
from .sheets import PrintedSheet

__all__ = [
    "Answer",
    "BringItem",
    "Claim",
    "Door",
    "DoorEntry",
    "DoorPhone",
    "Feedback",
    "Guest",
    "Invitation",
    "ItemSeats",
    "PrintedSheet",
    "Question",
    "Registration",
    "RegistrationPlan",
    "SeatPool",
]
