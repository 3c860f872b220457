"""Addresses of this room: the public pages, and the desk from which a case file is published."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from candour.publishing.views import desk, public, register_desk, register_search, round_desk, steps


def desk_of(stem: str) -> list[URLPattern]:
    """The same pages below a matter and below a recommendation, each under names of its own."""
    return [
        path("", desk.desk, name=stem),
        path("preview/", desk.preview, name=f"{stem}-preview"),
        path("consider/", steps.consider, name=f"{stem}-consider"),
        path("wait/", steps.block, name=f"{stem}-block"),
        path("wait/<uuid:pk>/ended/", steps.close, name=f"{stem}-close"),
        path("summary/", steps.summary, name=f"{stem}-summary"),
        path("summary/people/add/", steps.add_people, name=f"{stem}-add-people"),
        path("summary/people/<int:number>/remove/", steps.remove_people, name=f"{stem}-remove-people"),
        path("summary/events/add/", steps.add_event, name=f"{stem}-add-event"),
        path("summary/events/<int:number>/remove/", steps.remove_event, name=f"{stem}-remove-event"),
        path("publish/", steps.publish, name=f"{stem}-publish"),
        path("<uuid:pk>/withdraw/", steps.withdraw, name=f"{stem}-withdraw"),
    ]


desks: tuple[list[URLPattern | URLResolver], str] = (
    [
        path("matters/<str:reference>/publication/", include(desk_of("matter"))),
        path("recommendations/<str:reference>/publication/", include(desk_of("recommendation"))),
        path("rounds/<str:reference>/publication/", round_desk.desk, name="round"),
        path("rounds/<str:reference>/publication/preview/", round_desk.preview, name="round-preview"),
        path("rounds/<str:reference>/publication/publish/", round_desk.publish, name="round-publish"),
        path(
            "rounds/<str:reference>/publication/<uuid:pk>/withdraw/",
            round_desk.withdraw,
            name="round-withdraw",
        ),
        path("sources/entries/<str:reference>/publication/", register_desk.desk, name="entry"),
        path(
            "sources/entries/<str:reference>/publication/publish/",
            register_desk.publish,
            name="entry-publish",
        ),
        path(
            "sources/entries/<str:reference>/publication/<uuid:pk>/withdraw/",
            register_desk.withdraw,
            name="entry-withdraw",
        ),
    ],
    "publishing",
)

publications = [
    path("", public.page, name="publications"),
    path("search/", public.search, name="search-publications"),
    path("investigations/", public.page, name="investigations"),
    path("investigations/a-to-z/", public.page, name="investigations-a-to-z"),
    path("investigations/<slug:slug>/", public.page, name="investigation"),
    path("recommendations/", public.page, name="recommendations-public"),
    path("recommendations/<slug:slug>/", public.page, name="recommendation-public"),
    path("rounds/", public.page, name="rounds-public"),
    path("rounds/<slug:slug>/", public.page, name="round-public"),
    path("rounds/<slug:slug>.csv", public.page, name="round-public-csv"),
    path("register/", public.page, name="register-public"),
    path("register/search/", register_search.search, name="search-register"),
    path("register/forces/<slug:key>/", public.page, name="register-of-force"),
    path("register/years/<int:year>/", public.page, name="register-of-year"),
    path("register/<slug:slug>/", public.page, name="register-entry"),
    path("register.csv", public.page, name="register-csv"),
    path("register.json", public.page, name="register-json"),
    path("forces/", public.page, name="publication-forces"),
    path("forces/<slug:key>/", public.page, name="force-publications"),
    path("years/<int:year>/", public.page, name="publications-of-year"),
    path("open-data/", public.page, name="open-data"),
    path("feed.atom", public.page, name="feed"),
    path("investigations.csv", public.page, name="investigations-csv"),
    path("investigations.json", public.page, name="investigations-json"),
    path("recommendations.csv", public.page, name="recommendations-csv"),
    path("recommendations.json", public.page, name="recommendations-json"),
    path("index.json", public.page, name="publications-index"),
]

urlpatterns = [
    path("publications/", include(publications)),
    path("glossary/", public.page, name="glossary"),
    path("glossary/<slug:key>/", public.page, name="term"),
    path("record/", public.record, name="record"),
    path("record/checkpoint.txt", public.checkpoint, name="checkpoint"),
    path(f"{settings.STATIC_URL.strip('/')}/<path:name>", public.asset, name="kept-asset"),
    path("", include(desks)),
]
