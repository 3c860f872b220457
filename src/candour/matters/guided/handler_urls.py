"""Addresses of the handler's guided form, in the namespace `matters`."""

from django.urls import path

from candour.matters.guided import handler_views as views

urlpatterns = [
    path("new/", views.start, name="new"),
    path("new/check/", views.check, name="new-check"),
    path("new/clear/", views.clear, name="new-clear"),
    path("new/sent/", views.sent, name="new-sent"),
    path("new/people/", views.people, name="new-people"),
    path("new/people/<int:number>/", views.person, name="new-person"),
    path("new/<slug:key>/", views.page, name="new-page"),
]
