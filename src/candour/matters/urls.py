"""Addresses of this room."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from candour.matters.addresses import ReferenceConverter
from candour.matters.views import (
    allegations,
    citing,
    evidence,
    letters,
    noticing,
    people,
    record,
    search,
    sections,
    steps,
    unlogged,
    work,
)

register_converter(ReferenceConverter, "reference")

matter = [
    path("", sections.overview, name="overview"),
    path("steps/", steps.steps, name="steps"),
    path("steps/<str:key>/", steps.step, name="step"),
    path("deadlines/", sections.deadlines, name="deadlines"),
    path("deadlines/<uuid:pk>/", sections.deadline, name="deadline"),
    path("allegations/", allegations.allegations, name="allegations"),
    path("allegations/add/", allegations.add, name="add-allegation"),
    path("allegations/<uuid:pk>/decide/", allegations.decide, name="decide-allegation"),
    path("allegations/<uuid:pk>/cite/", citing.choose, name="choose-citation"),
    path(
        "allegations/<uuid:pk>/cite/<uuid:exhibit_id>/<int:number>/<str:standard>/",
        citing.cite,
        name="cite",
    ),
    path("allegations/citations/<uuid:pk>/withdraw/", citing.withdraw, name="withdraw-citation"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add, name="add-person"),
    path("people/<uuid:pk>/acts-for/", people.acts_for, name="acts-for"),
    path("people/<uuid:pk>/identify/", people.identify, name="identify-person"),
    path("evidence/", evidence.evidence, name="evidence"),
    path("letters/", letters.letters, name="letters"),
    path("letters/write/", letters.choose, name="choose-letter"),
    path("letters/write/<slug:kind>/", letters.write_to, name="write-to"),
    path("letters/write/<slug:kind>/<str:to>/<slug:method>/", letters.write, name="write"),
    path("record/", record.record, name="record"),
    path("record/<int:index>/proof.json", record.proof, name="proof"),
]

pages: list[URLPattern | URLResolver] = [
    path("notice/", noticing.enter, name="notice"),
    path("search/", search.search, name="search"),
    path("people/<uuid:pk>/", people.person, name="person"),
    path("<reference:reference>/", include(matter)),
    path("", include("candour.matters.guided.handler_urls")),
]

urlpatterns = [
    path("work/", work.work, name="work"),
    path("work/unlogged/", unlogged.unlogged, name="work-unlogged"),
    path("work/export.csv", work.export, name="work-export"),
    path("matters/", include((pages, "matters"))),
    path("", include("candour.matters.guided.urls")),
    path("", include("candour.matters.tracking_urls")),
]
