"""The tables of the room."""

from .article import Article, ArticleText
from .desk import ArticleComment, ArticleVersion, ContributionLink
from .edition import Edition, EditionDeadline
from .flatplan import FlatplanPage, Slot
from .section import Section

__all__ = [
    "Article",
    "ArticleComment",
    "ArticleText",
    "ArticleVersion",
    "ContributionLink",
    "Edition",
    "EditionDeadline",
    "FlatplanPage",
    "Section",
    "Slot",
]
