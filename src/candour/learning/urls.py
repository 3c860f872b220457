"""Addresses of this room, below /recommendations/."""

from django.urls import path

from candour.learning.views import listing, one, steps

app_name = "learning"
urlpatterns = [
    path("", listing.recommendations, name="recommendations"),
    path("export.csv", listing.export, name="export"),
    path("new/", steps.new, name="recommend"),
    path("<str:reference>/", one.recommendation, name="recommendation"),
    path("<str:reference>/respond/", steps.respond, name="respond"),
    path("<str:reference>/more-time/", steps.extend, name="extend"),
    path("<str:reference>/judicial-review/", steps.judicial_review, name="judicial-review"),
    path("<str:reference>/decide-publication/", steps.decide_publication, name="decide-publication"),
    path("<str:reference>/commitments/add/", steps.commit, name="commit"),
    path("<str:reference>/commitments/<uuid:pk>/done/", steps.keep, name="keep"),
]
