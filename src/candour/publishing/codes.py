"""The closed lists of this room: what may hold publication up, and what a published page says of people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BlockerKind(TextChoices):
    CRIMINAL_TRIAL = "criminal-trial", _("Criminal trial")
    APPEAL_PERIOD = "appeal-period", _("Time to appeal against conviction or sentence")
    MISCONDUCT = "misconduct-proceedings", _("Misconduct meeting or hearing")
    TRIBUNAL = "appeals-tribunal", _("Police Appeals Tribunal")
    INQUEST = "inquest", _("Inquest")
    LINKED = "linked-investigation", _("Linked investigation")
    CPS = "cps-decision", _("Decision of the Crown Prosecution Service")
    REVIEW = "review", _("Review, or a victim's right to review")
    RESTRICTION = "reporting-restriction", _("Reporting restriction or anonymity by law")
    FAMILY_TOLD = "family-told", _("The family or injured person told beforehand")
    COMPLAINANT_TOLD = "complainant-told", _("The complainant told beforehand")
    OFFICER_TOLD = "officer-told", _("The people under investigation told beforehand")
    FORCE_TOLD = "force-told", _("The force told beforehand")
    WELSH = "welsh-translation", _("Welsh translation")


FOR_A_RECOMMENDATION = (
    BlockerKind.CRIMINAL_TRIAL,
    BlockerKind.LINKED,
    BlockerKind.RESTRICTION,
    BlockerKind.FORCE_TOLD,
    BlockerKind.WELSH,
)


class PageKind(TextChoices):
    INVESTIGATION = "investigation", _("Investigation")
    RECOMMENDATION = "recommendation", _("Recommendation")
    ENTRY = "entry", _("Entry of the national register")
    ROUND = "round", _("Round of requests")


class Began(TextChoices):
    COMPLAINT = "complaint", _("A complaint")
    CONDUCT = "conduct", _("Conduct that the force referred, or that came to light")
    DSI = "dsi", _("A death or serious injury after contact with the police")
    UNKNOWN = "unknown", _("Not stated")


class PublicRole(TextChoices):
    """A role and never a name; `officer` where the rank is not given or would identify."""

    OFFICER = "officer", _("Police officer")
    PC = "pc", _("Police constable")
    DC = "dc", _("Detective constable")
    SERGEANT = "sergeant", _("Sergeant")
    DS = "ds", _("Detective sergeant")
    INSPECTOR_OR_ABOVE = "inspector-or-above", _("Inspector or above")
    SPECIAL = "special-constable", _("Special constable")
    PCSO = "pcso", _("Police community support officer")
    STAFF = "police-staff", _("Member of police staff")
    CONTRACTOR = "contractor", _("Contractor")


class Serving(TextChoices):
    SERVING = "serving", _("serving")
    FORMER = "former", _("had left by the outcome")
    UNSTATED = "unstated", _("not stated")


class Decision(TextChoices):
    GROSS = "case-to-answer-gross", _("Case to answer for gross misconduct")
    MISCONDUCT = "case-to-answer-misconduct", _("Case to answer for misconduct")
    CASE = "case-to-answer", _("Case to answer")
    NO_CASE = "no-case", _("No case to answer")
    CHARGED = "charged", _("Charged")


class Proceeding(TextChoices):
    HEARING = "hearing", _("Misconduct hearing")
    ACCELERATED = "accelerated-hearing", _("Accelerated misconduct hearing")
    MEETING = "meeting", _("Misconduct meeting")
    RPRP = "rprp", _("Reflective practice review process")
    UPP = "upp", _("Unsatisfactory performance procedures")
    TRIAL = "criminal-trial", _("Criminal trial")


class Outcome(TextChoices):
    DISMISSED = "dismissed-without-notice", _("Dismissed without notice")
    WOULD_HAVE = "would-have-been-dismissed", _("Would have been dismissed if still serving")
    FINAL_WARNING = "final-written-warning", _("Final written warning")
    WARNING = "written-warning", _("Written warning")
    REDUCED = "reduction-in-rank", _("Reduction in rank")
    REFLECTION = "reflective-practice", _("Reflective practice")
    GROSS_PROVEN = "gross-misconduct-proven", _("Gross misconduct found proven")
    MISCONDUCT_PROVEN = "misconduct-proven", _("Misconduct found proven")
    NOT_PROVEN = "not-proven", _("Not proven")
    NO_ACTION = "no-action", _("No action")
    RESIGNED = "resigned", _("Resigned")
    RETIRED = "retired", _("Retired")
    CONVICTED = "convicted", _("Convicted")
    ACQUITTED = "acquitted", _("Acquitted")
    IMPRISONED = "imprisoned", _("Sent to prison")
    SUSPENDED = "suspended-sentence", _("Suspended prison sentence")
    FINED = "fined", _("Fined")


class Platform(TextChoices):
    WHATSAPP = "whatsapp", _("WhatsApp")
    MESSENGER = "facebook-messenger", _("Facebook Messenger")
    FACEBOOK = "facebook", _("Facebook")
    SMS = "sms", _("Text message")
    SNAPCHAT = "snapchat", _("Snapchat")
    X = "x-twitter", _("X, formerly Twitter")
    INSTAGRAM = "instagram", _("Instagram")
    EMAIL = "email", _("Email")
    OTHER = "other", _("Another service")


class Theme(TextChoices):
    """The subjects under which investigations are found."""

    DEATH = "death-and-serious-injury", _("Death and serious injury")
    WELFARE = "welfare-and-vulnerable-people", _("Welfare and vulnerable people")
    CUSTODY = "custody-and-detention", _("Custody and detention")
    FORCE = "use-of-force-and-armed-policing", _("Use of force and armed policing")
    ROAD = "road-traffic-incidents", _("Road traffic incidents")
    DISCRIMINATION = "discrimination", _("Discrimination")
    CORRUPTION = "corruption-and-abuse-of-power", _("Corruption and abuse of power")
    DOMESTIC = "domestic-abuse", _("Domestic abuse")
    CHILD = "child-sexual-abuse", _("Child sexual abuse")
    NATIONAL = "national-recommendations", _("National recommendations")
