"""The address of the pattern page."""

from django.urls import path

from candour.look.views import patterns

urlpatterns = [path("look/patterns", patterns, name="look-patterns")]
