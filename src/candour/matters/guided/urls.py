"""Addresses of the public complaint form."""

from django.urls import path

from candour.matters.guided import views

urlpatterns = [
    path("complain/", views.start, name="complain"),
    path("complain/check/", views.check, name="complain-check"),
    path("complain/sent/", views.sent, name="complain-sent"),
    path("complain/not-sent/", views.not_sent, name="complain-not-sent"),
    path("complain/clear/", views.clear, name="complain-clear"),
    path("complain/cleared/", views.cleared, name="complain-cleared"),
    path("complain/people/", views.people, name="complain-people"),
    path("complain/people/<int:number>/", views.person, name="complain-person"),
    path("complain/<slug:key>/", views.page, name="complain-page"),
]
