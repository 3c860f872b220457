"""The writes of this room."""

from candour.learning.actions.answering import NewResponse, decide_publication, respond
from candour.learning.actions.following import commit, keep_commitment
from candour.learning.actions.recommending import (
    NewRecommendation,
    grant_more_time,
    recommend,
    suspend_for_judicial_review,
)
from candour.learning.actions.refusing import RecommendationRefused

__all__ = [
    "NewRecommendation",
    "NewResponse",
    "RecommendationRefused",
    "commit",
    "decide_publication",
    "grant_more_time",
    "keep_commitment",
    "recommend",
    "respond",
    "suspend_for_judicial_review",
]
