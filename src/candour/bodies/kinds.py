"""The closed lists of this room: kinds of body, of force, of name; laws on information; confidence."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class BodyKind(TextChoices):
    POLICE_FORCE = "police_force", _("Police force")
    LOCAL_POLICING_BODY = "local_policing_body", _("Policing body")
    OVERSIGHT = "oversight", _("Police complaints oversight")
    OMBUDSMAN = "ombudsman", _("Ombudsman or reviewer")
    INSPECTORATE = "inspectorate", _("Inspectorate")
    COLLEGE = "college", _("Professional body")
    TRIBUNAL = "tribunal", _("Tribunal")
    OTHER = "other", _("Other body")


class ForceKind(TextChoices):
    TERRITORIAL = "territorial", _("Territorial force")
    BTP = "btp", _("Railway police")
    MDP = "mdp", _("Defence police")
    CNC = "cnc", _("Civil nuclear police")
    NCA = "nca", _("National Crime Agency")
    SCOTLAND = "scotland", _("Police in Scotland")
    NORTHERN_IRELAND = "northern-ireland", _("Police in Northern Ireland")
    OTHER = "other", _("Other force")


class PolicingBodyKind(TextChoices):
    PCC = "pcc", _("Police and crime commissioner")
    MAYOR = "mayor", _("Mayor, or mayor's office")
    COMMON_COUNCIL = "common-council", _("Common Council")
    POLICE_AUTHORITY = "police-authority", _("Police authority, before commissioners")
    AUTHORITY = "authority", _("Police authority or board of its own")


class InformationLaw(TextChoices):
    FOIA = "foia-2000", _("Freedom of Information Act 2000")
    FOISA = "foisa-2002", _("Freedom of Information (Scotland) Act 2002")
    EXEMPT = "none", _("Outside the freedom of information Acts")


class NameKind(TextChoices):
    OFFICIAL = "official", _("Official name")
    FORMER = "former", _("Former name")
    ALSO = "also", _("Also called")
    ABBREVIATION = "abbreviation", _("Short form")
    PLACE = "place", _("Place alone")
    WELSH = "welsh", _("Welsh name")
    GAELIC = "gaelic", _("Gaelic name")
    AS_LISTED = "as-listed", _("As tables list it")
    MISSPELT = "misspelt", _("Misspelt in a published source")


class Confidence(TextChoices):
    READ = "read", _("Read")
    SECONDARY = "secondary", _("Secondary")
    UNCONFIRMED = "unconfirmed", _("Unconfirmed")


class Delegation(IntegerChoices):
    """What a policing body has taken on from the chief officer: section 13A of the Police Reform Act 2002."""

    MODEL_1 = 1, _("Model 1: reviews, oversight and complaints about the chief officer")
    MODEL_2 = 2, _("Model 2: also first contact, recording and what is handled outside Schedule 3")
    MODEL_3 = 3, _("Model 3: also keeping complainants informed")
