"""The values that a field with a closed list may have; what a person types is found among them in words or as a code."""

import re

from candour.register.replies.figures import State
from candour.register.statements import Value
from candour.register.wording import value_in_words

WITH_WORDS = frozenset({"imprisonment", "suspended_sentence", "fine"})
"""Sentences, which may say how long or how much: `imprisonment(18 months)`."""
WRITTEN = re.compile(r"(?P<code>[^()]+?)\s*(?:\((?P<words>[^()]{1,40})\))?")
CLOSED: dict[str, tuple[str, ...]] = {
    "doc_type": (
        "iopc_summary",
        "iopc_press_release",
        "recommendation_page",
        "hearing_outcome",
        "news",
        "foi_or_statistics",
        "not_relevant",
    ),
    "matter_type": ("complaint", "conduct_matter", "dsi"),
    "platforms": (
        "WhatsApp",
        "Facebook Messenger",
        "Facebook",
        "SMS",
        "Snapchat",
        "X/Twitter",
        "Instagram",
        "email",
        "other",
    ),
    "state": tuple(one.value for one in State),
    "standards_breached": (
        "honesty_integrity",
        "authority_respect_courtesy",
        "equality_diversity",
        "use_of_force",
        "orders_instructions",
        "duties_responsibilities",
        "confidentiality",
        "fitness_for_duty",
        "discreditable_conduct",
        "challenging_reporting",
    ),
    "role": (
        "pc",
        "dc",
        "sergeant",
        "ds",
        "inspector",
        "di",
        "dci",
        "superintendent_or_above",
        "chief_officer",
        "special_constable",
        "pcso",
        "police_staff",
        "officer",
    ),
    "serving_or_former": ("serving", "former"),
    "allegation_level": ("criminal", "gross_misconduct", "misconduct", "rprp", "none"),
    "decision": (
        "case_to_answer_gross",
        "case_to_answer_misconduct",
        "case_to_answer",
        "performance_issue",
        "no_case",
        "no_indication",
        "charged",
    ),
    "proceeding": (
        "hearing",
        "accelerated_hearing",
        "meeting",
        "rprp",
        "upp",
        "management_action",
        "criminal_trial",
    ),
    "outcome": (
        "dismissed_without_notice",
        "would_have_been_dismissed",
        "final_written_warning",
        "written_warning",
        "reduction_in_rank",
        "reflective_practice",
        "management_action",
        "words_of_advice",
        "upp",
        "no_action",
        "not_proven",
        "gross_misconduct_proven",
        "misconduct_proven",
        "resigned",
        "retired",
        "convicted",
        "acquitted",
        "imprisonment",
        "suspended_sentence",
        "conditional_discharge",
        "fine",
        "pending",
    ),
    "behaviours": (
        "sharing_images_of_victims",
        "sharing_images_of_detainees",
        "sharing_inappropriate_images",
        "indecent_images_of_children",
        "extreme_pornography",
        "covert_recording",
        "discriminatory_messages",
        "discriminatory_racist",
        "discriminatory_sexist",
        "discriminatory_homophobic",
        "discriminatory_transphobic",
        "discriminatory_disability",
        "discriminatory_religious",
        "discriminatory_behaviour",
        "offensive_messages",
        "sexualised_messages",
        "inappropriate_social_media_posts",
        "failure_to_challenge_or_report",
        "disclosure_of_confidential_information",
        "misuse_of_police_systems",
        "abuse_of_position_relationship",
        "abuse_of_position_other",
        "sexual_misconduct",
        "sexual_activity_on_duty",
        "controlling_coercive",
        "bullying_harassment",
        "abusive_language",
        "excessive_force",
        "use_of_force_reviewed",
        "improper_stop_search_or_arrest",
        "neglect_of_duty",
        "dangerous_or_unauthorised_driving",
        "drink_or_drug_offence",
        "notifiable_association",
        "dishonesty",
        "theft_or_fraud",
        "interference_with_investigation",
        "breach_of_orders_or_policy",
        "other_criminal_offence",
    ),
}


def closed_value(field: str, written: str) -> str | None:
    """The value that was meant, by its code or by the words in which it is shown; None where it is none of the list."""
    found = WRITTEN.fullmatch(written.strip())
    typed = _plain(found["code"]) if found else ""
    code = next((one for one in CLOSED[field] if typed in {_plain(one), _plain(value_in_words(one))}), None)
    if code is None or found is None:
        return None
    if not found["words"]:
        return code
    return f"{code}({found['words'].strip()})" if field == "outcome" and code in WITH_WORDS else None


def choices_of(field: str) -> list[tuple[str, str]]:
    return [(one, value_in_words(one)) for one in CLOSED.get(field, ())]


def is_offered(field: str, value: Value) -> bool:
    """Whether a choice of the list says all of the value."""
    return value in CLOSED.get(field, ())


def _plain(written: str) -> str:
    return " ".join(written.replace("_", " ").casefold().split())
