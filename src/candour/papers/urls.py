"""The addresses of letters and documents."""

from django.urls import path

from candour.papers.views import documents, fates, letters

app_name = "papers"
urlpatterns = [
    path("letters/<uuid:letter_id>/", letters.letter, name="letter"),
    path("letters/<uuid:letter_id>/pdf", letters.letter_pdf, name="letter-pdf"),
    path("letters/<uuid:letter_id>/edit", letters.edit, name="letter-edit"),
    path("letters/<uuid:letter_id>/approve", letters.approve, name="letter-approve"),
    path("letters/<uuid:letter_id>/send", letters.send, name="letter-send"),
    path("letters/<uuid:letter_id>/provided", fates.provided, name="letter-provided"),
    path("letters/<uuid:letter_id>/returned", fates.returned, name="letter-returned"),
    path("letters/<uuid:letter_id>/settle", fates.settle, name="letter-settle"),
    path("documents/<uuid:document_id>/", documents.document, name="document"),
    path("documents/<uuid:document_id>/facts", documents.document_added, name="document-added"),
    path("documents/add/<path:reference>/", documents.add_document, name="document-add"),
]
