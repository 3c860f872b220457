"""Addresses of this room: the law, open to everybody."""

from django.urls import path

from candour.deadlines.law_pages import reference_views, rule_views, unconfirmed_views

urlpatterns = [
    path("law/", rule_views.rules, name="law"),
    path("law/rules/<str:key>/", rule_views.rule, name="law-rule"),
    path("law/tests/", reference_views.statutory_tests, name="law-tests"),
    path("law/tests/<str:key>/", reference_views.statutory_test, name="law-test"),
    path("law/lists/", reference_views.code_lists, name="law-lists"),
    path("law/lists/<str:name>/", reference_views.code_list, name="law-list"),
    path("law/lifecycles/", reference_views.lifecycles, name="law-lifecycles"),
    path("law/lifecycles/<str:track>/", reference_views.lifecycle, name="law-lifecycle"),
    path("law/calendars/", reference_views.calendars, name="law-calendars"),
    path("law/calendars/<str:key>/", reference_views.calendar, name="law-calendar"),
    path("law/unconfirmed/", unconfirmed_views.unconfirmed, name="law-unconfirmed"),
]
