"""Addresses of this room, below /sources/ and /rounds/."""

from django.urls import path

from candour.register import round_urls
from candour.register.views import (
    adding,
    capturing,
    entries,
    judging,
    linking,
    listing,
    one,
    settling,
    watching,
)

app_name = "register"
urlpatterns = [
    path("sources/", listing.sources, name="sources"),
    path("sources/export.csv", listing.export, name="export"),
    path("sources/waiting/", listing.waiting, name="waiting"),
    path("sources/capture/", capturing.capture, name="capture"),
    path("sources/capture/address/", watching.capture_address, name="capture-address"),
    path("sources/gone/", watching.gone, name="gone"),
    path("sources/watched/", watching.watched, name="watched"),
    path("sources/watched/add/", watching.watch, name="watch"),
    path("sources/watched/<uuid:pk>/", watching.watched_one, name="watched-one"),
    path("sources/watched/<uuid:pk>/end/", watching.unwatch, name="unwatch"),
    path("sources/entries/", entries.entries, name="entries"),
    path("sources/entries/<str:reference>/", entries.entry, name="entry"),
    path("sources/entries/<str:reference>/links/<uuid:link>/undo/", entries.unlink, name="unlink"),
    path("sources/entries/<str:reference>/links/<uuid:link>/<str:subject>/", entries.place, name="place"),
    path(
        "sources/entries/<str:reference>/links/<uuid:link>/same/<str:subject>/",
        settling.place_group,
        name="place-group",
    ),
    path("sources/entries/<str:reference>/settle/<int:person>/<str:field>/", settling.settle, name="settle"),
    path(
        "sources/entries/<str:reference>/settle/<slug:kind>/<int:number>/<str:field>/",
        settling.settle_group,
        name="settle-group",
    ),
    path("sources/<str:reference>/", one.source, name="source"),
    path("sources/<str:reference>/case/", linking.case_of, name="case"),
    path("sources/<str:reference>/case/<str:entry>/", linking.link, name="link"),
    path("sources/<str:reference>/vanished/", capturing.vanished, name="vanished"),
    path("sources/<str:reference>/<int:number>/", one.version, name="version"),
    path("sources/<str:reference>/<int:number>/file", one.file, name="file"),
    path("sources/<str:reference>/<int:number>/changes/", one.changes, name="changes"),
    path("sources/<str:reference>/<int:number>/add/", adding.add, name="add"),
    path("sources/<str:reference>/<int:number>/confirm/", judging.confirm, name="confirm"),
    path("sources/<str:reference>/<int:number>/read-again/", judging.again, name="read-again"),
    path("sources/<str:reference>/<int:number>/second-reader/", judging.second, name="second-reader"),
    path("sources/<str:reference>/<int:number>/<int:statement>/", judging.statement, name="statement"),
    *round_urls.urlpatterns,
]
