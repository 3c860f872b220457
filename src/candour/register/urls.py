"""Addresses of this room, below /sources/."""

from django.urls import path

from candour.register.views import capturing, judging, listing, one

app_name = "register"
urlpatterns = [
    path("sources/", listing.sources, name="sources"),
    path("sources/export.csv", listing.export, name="export"),
    path("sources/waiting/", listing.waiting, name="waiting"),
    path("sources/capture/", capturing.capture, name="capture"),
    path("sources/<str:reference>/", one.source, name="source"),
    path("sources/<str:reference>/vanished/", capturing.vanished, name="vanished"),
    path("sources/<str:reference>/<int:number>/", one.version, name="version"),
    path("sources/<str:reference>/<int:number>/file", one.file, name="file"),
    path("sources/<str:reference>/<int:number>/changes/", one.changes, name="changes"),
    path("sources/<str:reference>/<int:number>/confirm/", judging.confirm, name="confirm"),
    path("sources/<str:reference>/<int:number>/read-again/", judging.again, name="read-again"),
    path("sources/<str:reference>/<int:number>/<int:statement>/", judging.statement, name="statement"),
]
