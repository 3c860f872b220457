"""Addresses of rounds of requests, below /rounds/."""

from django.urls import path

from candour.register.views import round_authorities, round_replies, round_reported, rounds

AUTHORITY = "rounds/<str:reference>/authorities/<slug:key>/"
REPLY = f"{AUTHORITY}replies/<int:number>/"

urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.new, name="round-new"),
    path("rounds/<str:reference>/", rounds.round_page, name="round"),
    path("rounds/<str:reference>/cells.csv", rounds.cells, name="round-cells"),
    path("rounds/<str:reference>/send/", rounds.send, name="round-send"),
    path("rounds/<str:reference>/reported/new/", round_reported.new, name="reported-new"),
    path("rounds/<str:reference>/reported/<int:number>/", round_reported.correct, name="reported-correct"),
    path(
        "rounds/<str:reference>/reported/<int:number>/strike/", round_reported.strike, name="reported-strike"
    ),
    path(AUTHORITY, round_authorities.authority, name="round-authority"),
    path(f"{AUTHORITY}answer/", round_authorities.answer, name="round-answer"),
    path(f"{AUTHORITY}figure/", round_authorities.figure, name="round-figure"),
    path(f"{AUTHORITY}figures/<int:number>/strike/", round_authorities.strike, name="round-strike"),
    path(f"{AUTHORITY}letters/<slug:kind>.pdf", round_authorities.letter, name="round-letter"),
    path(f"{AUTHORITY}replies/new/", round_replies.new, name="reply-new"),
    path(REPLY, round_replies.reply, name="reply"),
    path(f"{REPLY}settle/", round_replies.settle, name="reply-settle"),
    path(f"{REPLY}set-aside/", round_replies.set_reply_aside, name="reply-set-aside"),
    path(f"{REPLY}take-up/", round_replies.take_up, name="reply-take-up"),
    path(f"{REPLY}map/", round_replies.map_columns, name="reply-map"),
    path(f"{REPLY}tables/<int:mapping>/leave-out/", round_replies.drop, name="reply-leave-out"),
    path(f"{REPLY}file", round_replies.file, name="reply-file"),
    path(f"{AUTHORITY}enter/<slug:act>/", round_authorities.dated, name="round-dated"),
]
