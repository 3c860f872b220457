"""Every step of the law is taken in one of these chapters: a new step without a row here fails."""

from pathlib import Path

import pytest

from candour.deadlines.law import the_law

HERE = Path(__file__).parent
FACTORIES = [HERE.parents[1] / "make" / name for name in ("matters.py", "courses.py")]
CHAPTERS = {
    "test_02_intake": (
        "complaint.log",
        "complaint.forward",
        "complaint.take-in",
        "complaint.not-a-complaint",
        "complaint.contact",
        "preservation.enter",
    ),
    "test_03_recording": (
        "complaint.recording-test",
        "complaint.keep-outside",
        "complaint.record",
        "complaint.look-again-at-copy",
        "complaint.resolve",
        "complaint.tell-outcome",
    ),
    "test_04_keeping_informed": (
        "keeping-informed.update",
        "keeping-informed.withhold",
        "keeping-informed.look-again",
    ),
    "test_16_news_of_proceedings": (
        "keeping-informed.proceedings-began",
        "keeping-informed.proceedings-outcome",
        "keeping-informed.appeal-brought",
        "keeping-informed.proceedings-news",
        "handling.prosecutor",
    ),
    "test_05_referral": (
        "referral.test",
        "referral.refer",
        "referral.refer-again",
        "referral.refer-by-policing-body",
        "referral.call-in",
        "referral.treat-as-referred",
        "referral.decide-necessity",
        "referral.return",
        "referral.decide-mode",
        "referral.enter-answer",
    ),
    "test_06_handling": ("handling.decide", "handling.must-investigate"),
    "test_07_local_investigation": (
        "investigation.appoint",
        "investigation.special-procedures",
        "investigation.progress-report",
        "investigation.report",
        "investigation.determine",
    ),
    "test_19_directed_and_independent": (
        "investigation.appoint-directed",
        "investigation.ask-views",
        "investigation.decide-special-procedures",
        "investigation.give-views",
        "investigation.own-progress-report",
        "investigation.report-to-director-general",
    ),
    "test_08_suspension": (
        "hold.suspend",
        "hold.suspend-own",
        "hold.direct-continuing",
        "hold.proceedings-concluded",
        "hold.ask",
        "hold.resume",
        "hold.refused",
        "hold.not-resume",
    ),
    "test_09_withdrawal": (
        "withdrawal.signed-notice",
        "withdrawal.wish",
        "withdrawal.letter",
        "withdrawal.confirmed",
        "withdrawal.cancelled",
        "withdrawal.deemed",
        "withdrawal.decide",
        "withdrawal.decide-referred",
        "withdrawal.enter-decision",
        "withdrawal.tell-director-general",
        "withdrawal.tell-review-body",
    ),
    "test_10_outcome": (
        "handling.review-body",
        "handling.decide-outcome",
        "handling.determine",
        "handling.enter-determination",
        "handling.provide-outcome",
        "handling.provide-determination",
    ),
    "test_11_review": (
        "review.receive",
        "review.misdirected",
        "review.refuse",
        "review.decide",
        "review.recommend",
        "review.answer",
    ),
    "test_13_closing": ("handling.close",),
    "test_18_conduct_and_dsi": (
        "conduct-matter.record",
        "conduct-matter.not-recorded",
        "conduct-matter.decide",
        "conduct-matter.tell-outcome",
        "conduct-matter.close",
        "dsi-matter.record",
        "dsi-matter.determine",
    ),
    "test_17_disclosure": ("disclosure.give",),
    "test_15_taken_up_again": (
        "review.no-recommendation",
        "review.require-investigation",
        "review.enter-decision",
        "handling.reopen",
        "handling.re-investigate",
        "handling.enter-re-investigation",
    ),
}
OTHER_TRACKS: frozenset[str] = frozenset()
"""Tracks whose steps are stated in another chapter of the specification."""


def test_every_step_of_a_complaints_tracks_has_its_chapter() -> None:
    covered = [key for keys in CHAPTERS.values() for key in keys]
    law = {step.key for step in the_law().steps.values() if step.track not in OTHER_TRACKS}
    assert set(covered) == law
    assert len(covered) == len(set(covered))


@pytest.mark.parametrize(
    ("chapter", "key"), [(chapter, key) for chapter, keys in CHAPTERS.items() for key in keys]
)
def test_the_chapter_takes_the_step_itself_or_through_a_factory(chapter: str, key: str) -> None:
    written = [path.read_text(encoding="utf-8") for path in (HERE / f"{chapter}.py", *FACTORIES)]
    assert any(f'"{key}"' in text for text in written)
