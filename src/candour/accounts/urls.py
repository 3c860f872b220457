"""The addresses of the administration pages."""

from django.urls import path

from candour.accounts.views import appointments, people, reads, second_factor, walls

app_name = "accounts"
urlpatterns = [
    path("", people.administration, name="administration"),
    path("second-factor.svg", second_factor.enrolment_picture, name="enrolment-picture"),
    path("<slug:key>/people/", people.people, name="people"),
    path("<slug:key>/people/invite/", people.invite, name="invite"),
    path("<slug:key>/people/<uuid:identity>/", people.person, name="person"),
    path("<slug:key>/people/<uuid:identity>/close/", people.close, name="close"),
    path("<slug:key>/appointments/", appointments.appointments, name="appointments"),
    path("<slug:key>/appointments/add/", appointments.add, name="appoint"),
    path("<slug:key>/appointments/<uuid:identity>/end/", appointments.end, name="end-appointment"),
    path("<slug:key>/walls/", walls.walls, name="walls"),
    path("<slug:key>/walls/add/", walls.add, name="build-wall"),
    path("<slug:key>/walls/<uuid:identity>/take-down/", walls.lift, name="lift-wall"),
    path("<slug:key>/reads/", reads.reads, name="reads"),
    path("<slug:key>/access/", reads.access, name="access"),
]
