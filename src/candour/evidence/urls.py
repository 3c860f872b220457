"""The addresses of exhibits."""

from django.urls import path

from candour.evidence.views import (
    chats,
    exhibits,
    exposure,
    holding,
    items,
    joining,
    making,
    marking,
    messages,
    ordering,
    people,
    reading,
    scheduling,
    scope,
    together,
)

app_name = "evidence"
urlpatterns = [
    path("exhibits/add/<path:reference>/", exhibits.add, name="add"),
    path("exhibits/<uuid:exhibit_id>/", exhibits.exhibit, name="exhibit"),
    path("exhibits/<uuid:exhibit_id>/file", exhibits.file, name="file"),
    path("exhibits/<uuid:exhibit_id>/continuity/", exhibits.continuity, name="continuity"),
    path("exhibits/<uuid:exhibit_id>/scope/", scope.state, name="scope"),
    path("exhibits/<uuid:exhibit_id>/outside-scope/", scope.outside, name="outside"),
    path("exhibits/<uuid:exhibit_id>/read/", reading.read, name="read"),
    path("exhibits/<uuid:exhibit_id>/date-order/", ordering.order, name="order"),
    path("exhibits/<uuid:exhibit_id>/search/", chats.find, name="search"),
    path("exhibits/<uuid:exhibit_id>/chats/<str:key>/", chats.chat, name="chat"),
    path(
        "exhibits/<uuid:exhibit_id>/messages/<str:source>/<path:place>/picture",
        messages.picture,
        name="picture",
    ),
    path("exhibits/<uuid:exhibit_id>/people/", people.tie, name="people"),
    path("exhibits/<uuid:exhibit_id>/people/<uuid:tie_id>/undo/", people.undo, name="untie"),
    path(
        "exhibits/<uuid:exhibit_id>/chats/<str:key>/answers-coded/",
        people.answers_coded,
        name="answers-coded",
    ),
    path("exhibits/<uuid:exhibit_id>/chats/<str:key>/exposure/", exposure.of_chat, name="exposure"),
    path(
        "exhibits/<uuid:exhibit_id>/messages/<str:source>/<path:place>/exposure/",
        exposure.of_message,
        name="card",
    ),
    path("exhibits/<uuid:exhibit_id>/messages/<str:source>/<path:place>/reply/", people.reply, name="reply"),
    path(
        "exhibits/<uuid:exhibit_id>/messages/<str:source>/<path:place>/account/",
        people.account,
        name="account",
    ),
    path(
        "exhibits/<uuid:exhibit_id>/messages/<str:source>/<path:place>/schedule/",
        scheduling.place,
        name="place",
    ),
    path(
        "exhibits/schedules/<str:which>.<str:form>/<path:reference>/",
        scheduling.paper,
        name="paper",
    ),
    path("exhibits/schedules/<str:which>/make/<path:reference>/", making.make, name="make-schedule"),
    path("exhibits/schedules/made/<uuid:made_id>.<str:form>", making.made, name="made"),
    path("exhibits/joined/<uuid:joining_id>/", joining.joined, name="joined"),
    path("exhibits/joined/<uuid:joining_id>/apart/", joining.apart, name="apart"),
    path("exhibits/together/<path:reference>/", together.together, name="together"),
    path("exhibits/schedules/<path:reference>/", scheduling.schedules, name="schedules"),
    path("exhibits/held-elsewhere/<path:reference>/", holding.held, name="held"),
    path("exhibits/bundle/<path:reference>/", making.bundle, name="bundle"),
    path("exhibits/bundles/<uuid:bundle_id>.zip", making.made_bundle, name="made-bundle"),
    path("exhibits/items/next/<path:reference>/", items.following, name="following"),
    path("exhibits/items/<path:reference>/", items.items, name="items"),
    path(
        "exhibits/<uuid:exhibit_id>/messages/<str:source>/<path:place>/marking/",
        marking.marking,
        name="marking",
    ),
    path(
        "exhibits/<uuid:exhibit_id>/messages/<str:source>/<path:place>/adjudication/",
        marking.adjudication,
        name="adjudication",
    ),
    path("exhibits/<uuid:exhibit_id>/messages/<str:source>/<path:place>/", messages.message, name="message"),
]
