"""The addresses of the whole: each room brings its own."""

from django.urls import include, path

from candour.web import errors, views

urlpatterns = [
    path("", views.home, name="home"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("", include("candour.look.urls")),
    path("accounts/", include("candour.accounts.sign_in_urls")),
    path("administration/", include("candour.accounts.urls")),
    path("forces/", include("candour.bodies.urls")),
    path("", include("candour.papers.urls")),
    path("", include("candour.evidence.urls")),
    path("", include("candour.deadlines.urls")),
    path("", include("candour.matters.urls")),
    path("", include("candour.register.urls")),
    path("recommendations/", include("candour.learning.urls")),
    path("", include("candour.publishing.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
