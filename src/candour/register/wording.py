"""Fields, subjects and values of statements in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.look.dates import partial_date_in_words
from candour.register.statements import DOCUMENT, Value

FIELDS = {
    "doc_type": gettext_lazy("Kind of document"),
    "title": gettext_lazy("Title"),
    "published_date": gettext_lazy("Published"),
    "force": gettext_lazy("Force"),
    "references": gettext_lazy("Reference"),
    "matter_type": gettext_lazy("How it began"),
    "incident_or_title_month": gettext_lazy("Month"),
    "referral_or_start_date": gettext_lazy("Referred or begun"),
    "investigation_concluded": gettext_lazy("Investigation concluded"),
    "platforms": gettext_lazy("Service used"),
    "behaviours": gettext_lazy("Behaviour alleged or found"),
    "standards_breached": gettext_lazy("Standard named"),
    "learning_considered": gettext_lazy("Learning considered"),
    "learning_made": gettext_lazy("Learning made"),
    "n": gettext_lazy("How many people"),
    "role": gettext_lazy("Role"),
    "label": gettext_lazy("Described as"),
    "serving_or_former": gettext_lazy("Serving or former"),
    "allegation_level": gettext_lazy("Highest level stated"),
    "decision": gettext_lazy("Decision"),
    "proceeding": gettext_lazy("Proceedings"),
    "outcome": gettext_lazy("Outcome"),
    "outcome_date": gettext_lazy("When"),
    "barred_list": gettext_lazy("On the barred list"),
    "date": gettext_lazy("Made"),
    "to": gettext_lazy("Made to"),
    "summary": gettext_lazy("What it asks for"),
    "due_date": gettext_lazy("Answer due"),
    "accepted": gettext_lazy("Accepted"),
    "what": gettext_lazy("What is counted"),
    "value": gettext_lazy("Number"),
    "state": gettext_lazy("Instead of a number"),
    "at_least": gettext_lazy("At least"),
    "at_most": gettext_lazy("At most"),
}
SHORT = {
    "case_to_answer_gross": gettext_lazy("case to answer for gross misconduct"),
    "case_to_answer_misconduct": gettext_lazy("case to answer for misconduct"),
    "hearing": gettext_lazy("misconduct hearing"),
    "accelerated_hearing": gettext_lazy("accelerated misconduct hearing"),
    "meeting": gettext_lazy("misconduct meeting"),
    "conduct_matter": gettext_lazy("conduct matter"),
    "dismissed_without_notice": gettext_lazy("dismissed without notice"),
    "would_have_been_dismissed": gettext_lazy("would have been dismissed if still serving"),
    "final_written_warning": gettext_lazy("final written warning"),
    "written_warning": gettext_lazy("written warning"),
    "pc": gettext_lazy("police constable"),
    "dc": gettext_lazy("detective constable"),
    "ds": gettext_lazy("detective sergeant"),
    "di": gettext_lazy("detective inspector"),
    "dci": gettext_lazy("detective chief inspector"),
    "pcso": gettext_lazy("police community support officer"),
    "rprp": gettext_lazy("reflective practice review process"),
    "upp": gettext_lazy("unsatisfactory performance procedures"),
    "dsi": gettext_lazy("death or serious injury"),
    "iopc_summary": gettext_lazy("summary of an investigation"),
    "iopc_press_release": gettext_lazy("press release of the overseer"),
    "recommendation_page": gettext_lazy("page of recommendations"),
    "hearing_outcome": gettext_lazy("notice or outcome of a hearing"),
    "news": gettext_lazy("news report"),
    "foi_or_statistics": gettext_lazy("reply or table with numbers"),
    "not_relevant": gettext_lazy("not about police misconduct"),
    "superintendent_or_above": gettext_lazy("superintendent or above"),
    "discriminatory_racist": gettext_lazy("discriminatory: racist"),
    "discriminatory_sexist": gettext_lazy("discriminatory: sexist or misogynistic"),
    "discriminatory_homophobic": gettext_lazy("discriminatory: homophobic"),
    "discriminatory_transphobic": gettext_lazy("discriminatory: transphobic"),
    "discriminatory_disability": gettext_lazy("discriminatory: about disability"),
    "discriminatory_religious": gettext_lazy("discriminatory: about religion"),
    "controlling_coercive": gettext_lazy("controlling or coercive behaviour"),
    "bullying_harassment": gettext_lazy("bullying or harassment"),
    "abuse_of_position_relationship": gettext_lazy("abuse of position for a relationship"),
    "abuse_of_position_other": gettext_lazy("abuse of position, otherwise"),
    "use_of_force_reviewed": gettext_lazy("use of force, looked at"),
    "improper_stop_search_or_arrest": gettext_lazy("improper stop, search or arrest"),
}
DATE_LENGTHS = {4, 7, 10}


def field_in_words(field: str) -> str:
    return str(FIELDS.get(field, field.replace("_", " ").capitalize()))


def subject_in_words(subject: str) -> str:
    """`person-2` is Person 2."""
    return _("The document") if subject == DOCUMENT else subject.replace("-", " ").capitalize()


def value_in_words(value: Value) -> str:
    match value:
        case None:
            return _("nothing")
        case bool():
            return _("yes") if value else _("no")
        case int():
            return str(value)
        case _:
            return _text(value)


def told_in_words(value: Value, field: str) -> str:
    """As `value_in_words`, where nothing said means something."""
    return _("not answered yet") if field == "accepted" and value is None else value_in_words(value)


def _text(value: str) -> str:
    if value in SHORT:
        return str(SHORT[value])
    if len(value) in DATE_LENGTHS and value.replace("-", "").isdigit():
        return partial_date_in_words(value)
    return value.replace("_", " ")
