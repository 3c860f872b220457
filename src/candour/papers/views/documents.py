"""Adding a document to a case file, and giving one out again after its hash was checked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from candour.accounts.access import open_case_file_or_404
from candour.papers.actions import file_document
from candour.papers.codes import FileKind, Marking, Source
from candour.papers.forms import DocumentForm
from candour.papers.gate import opened_document, require_writer
from candour.papers.models import Document
from candour.papers.refusal import AlteredFile, RefusedFile
from candour.papers.sniffing import ENDINGS, MEDIA_TYPES
from candour.papers.store import read_checked
from candour.papers.views.showing import show


@require_GET
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The file as an attachment. Nothing in it can run here, whatever it holds."""
    found = opened_document(request, document_id, "document.read")
    return given_out(request, found)


def given_out(request: HttpRequest, document: Document) -> HttpResponse:
    try:
        content = read_checked(document.sha256)
    except AlteredFile as altered:
        return show(
            request, "documents/altered", document.case_file, status=500, document=document, reason=altered
        )
    kind = FileKind(document.file_kind)
    name = slugify(document.title)[:80] or "document"
    return attachment(content, MEDIA_TYPES[kind], f"{name}.{ENDINGS[kind]}")


def attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    """To be saved, never shown: no sniffing, no script, no copy in a shared cache."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def add_document(request: HttpRequest, reference: str) -> HttpResponse:
    case_file = open_case_file_or_404(request, reference, "document.add")
    today = timezone.localdate()
    require_writer(request.user, case_file, on=today)  # type: ignore[arg-type]
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = _file(request, case_file, form)
        except RefusedFile as refused:
            form.add_error("upload", str(refused))
        else:
            messages.success(request, _("The document was added."))
            return redirect("papers:document-added", added.pk)
    return show(request, "documents/add", case_file, form=form)


def _file(request: HttpRequest, case_file: object, form: DocumentForm) -> Document:
    entered = form.cleaned_data
    return file_document(
        case_file=case_file,  # type: ignore[arg-type]
        upload=entered["upload"],
        title=entered["title"],
        marking=Marking(entered["marking"]),
        source=Source(entered["source"]),
        on=entered["received_on"],
        by=request.user,  # type: ignore[arg-type]
        at=timezone.now(),
    )


@require_GET
def document_added(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """What was found in the file: its kind, size and hash."""
    found = opened_document(request, document_id, "document.facts")
    return show(request, "documents/facts", found.case_file, document=found)
