"""The tables of the room."""

from .article import Article, ArticleText
from .desk import ArticleComment, ArticleVersion, ContributionLink
from .distribution import (
    MOST_BY_POST,
    MOST_COPIES,
    CarrierRound,
    Delivery,
    DistributionSettings,
    Outlet,
    PostalSubscriber,
    distribution_settings,
)
from .edition import Edition, EditionDeadline
from .flatplan import FlatplanPage, Slot
from .print import EditionPrint
from .section import Section

__all__ = [
    "MOST_BY_POST",
    "MOST_COPIES",
    "Article",
    "ArticleComment",
    "ArticleText",
    "ArticleVersion",
    "CarrierRound",
    "ContributionLink",
    "Delivery",
    "DistributionSettings",
    "Edition",
    "EditionDeadline",
    "EditionPrint",
    "FlatplanPage",
    "Outlet",
    "PostalSubscriber",
    "Section",
    "Slot",
    "distribution_settings",
]
