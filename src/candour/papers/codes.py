"""The closed lists of this room: kinds and states of letters, markings, sources and file kinds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Marking(TextChoices):
    """Classification shown on a document."""

    NOT_MARKED = "not-marked", _("Not marked")
    OFFICIAL = "official", _("Official")
    OFFICIAL_SENSITIVE = "official-sensitive", _("Official-Sensitive")


class FileKind(TextChoices):
    """What a file is, found by looking into it; never by its name or what the browser said."""

    PDF = "pdf", _("PDF")
    PNG = "png", _("PNG image")
    JPEG = "jpeg", _("JPEG image")
    TEXT = "text", _("Plain text")
    CSV = "csv", _("CSV table")
    EML = "eml", _("E-mail message")
    DOCX = "docx", _("Word document")
    XLSX = "xlsx", _("Excel workbook")
    ODT = "odt", _("OpenDocument text")
    ODS = "ods", _("OpenDocument spreadsheet")


class Source(TextChoices):
    """Where a document came from."""

    COMPLAINANT = "complainant", _("The complainant")
    INTERESTED_PERSON = "interested-person", _("An interested person")
    PERSON_COMPLAINED_ABOUT = "person-complained-about", _("The person complained about")
    WITNESS = "witness", _("A witness")
    POLICE_FORCE = "police-force", _("The police force")
    LOCAL_POLICING_BODY = "local-policing-body", _("The local policing body")
    OVERSIGHT = "oversight", _("The Independent Office for Police Conduct")
    OTHER_BODY = "other-body", _("Another body")
    WRITTEN_HERE = "written-here", _("Written on this system")
    LETTER = "letter", _("A letter made on this system")


class LetterKind(TextChoices):
    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")
    RECORD_COPY = "record-copy", _("Copy of the record")
    COMPLAINT_COPY = "complaint-copy", _("Copy of the complaint")
    UPDATE = "update", _("Progress update")
    OUTCOME = "outcome", _("Outcome")
    REVIEW_RIGHT = "review-right", _("Right to apply for a review")
    REVIEW_DECISION = "review-decision", _("Review decision")
    WITHDRAWAL_REQUEST = "withdrawal-request", _("Asking whether the complaint is withdrawn")
    RESUMPTION_REQUEST = "resumption-request", _("Asking whether to resume")
    REFERRAL = "referral", _("Referral")
    TIMELINESS = "timeliness", _("Investigation not completed in its period")
    FORWARDING = "forwarding", _("Complaint sent to the body responsible")
    RECOMMENDATION = "recommendation", _("Recommendation")
    FREE = "free", _("Letter")


class Method(TextChoices):
    POST = "post", _("Post")
    HAND = "hand", _("By hand")
    EMAIL = "email", _("E-mail")


class LetterState(TextChoices):
    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")
    SENDING = "sending", _("Being sent")
    UNSETTLED = "unsettled", _("Not known whether it left")
    SENT = "sent", _("Sent")
    RETURNED = "returned", _("Returned undelivered")


class ProvidedBasis(TextChoices):
    """Why a letter counts as provided on its day."""

    HANDED = "handed", _("Handed over on that day")
    EMAIL_SENT = "email-sent", _("E-mailed on that day and not returned")
    POST_DEEMED = "post-deemed", _("Deemed, in the ordinary course of post")
    STATED = "stated", _("Stated by a person who knows the day")


class Trouble(TextChoices):
    """Why an e-mail did not go out."""

    UNREACHABLE = "unreachable", _("The mail server could not be reached.")
    REFUSED = "refused", _("The mail server refused the message or the address.")
    NO_ADDRESS = "no-address", _("The recipient has no e-mail address.")
    FILE_ALTERED = "file-altered", _("The stored letter is missing or is not the one approved.")
