"""The addresses of exhibits."""

from django.urls import path

from candour.evidence.views import exhibits, scope

app_name = "evidence"
urlpatterns = [
    path("exhibits/add/<path:reference>/", exhibits.add, name="add"),
    path("exhibits/<uuid:exhibit_id>/", exhibits.exhibit, name="exhibit"),
    path("exhibits/<uuid:exhibit_id>/file", exhibits.file, name="file"),
    path("exhibits/<uuid:exhibit_id>/continuity/", exhibits.continuity, name="continuity"),
    path("exhibits/<uuid:exhibit_id>/scope/", scope.state, name="scope"),
    path("exhibits/<uuid:exhibit_id>/outside-scope/", scope.outside, name="outside"),
]
