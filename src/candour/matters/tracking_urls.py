"""Addresses for people outside: tracking without signing in, and a party's own complaints."""

from django.urls import path

from candour.matters import parties_view
from candour.matters.tracking import views
from candour.matters.tracking.verbs import register_tracking_verbs

register_tracking_verbs()

urlpatterns = [
    path("track/", views.track, name="track"),
    path("my-complaints/", parties_view.my_complaints, name="my-complaints"),
    path("my-complaints/<str:reference>/", parties_view.my_complaint, name="my-complaint"),
    path("my-complaints/<str:reference>/letters/<uuid:pk>/", parties_view.my_letter, name="my-letter"),
    path("my-complaints/<str:reference>/papers/<uuid:pk>/", parties_view.my_paper, name="my-paper"),
    path("my-complaints/<str:reference>/letters/<uuid:pk>/pdf/", parties_view.my_letter_pdf, name="my-letter-pdf"),
]
