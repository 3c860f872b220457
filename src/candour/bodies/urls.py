"""Addresses of the public pages on forces, below `forces/`."""

from django.urls import path

from candour.bodies import views

app_name = "bodies"
urlpatterns = [
    path("", views.forces, name="forces"),
    path("<slug:key>/", views.force, name="force"),
]
