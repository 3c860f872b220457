"""Who speaks in a page tells its kind: the watchdog says `we` outside quotation marks, a newspaper only within them."""

from tests.register.reading import line

QUOTED = """Man dies in cell in Eastgate

Wexmoor Constabulary has referred itself to the Independent Office for Police Conduct (IOPC) after a man died.

IOPC regional director Ann Example said: "{first}

"Our investigation is at an early stage."
"""


def test_what_the_watchdog_says_in_a_newspaper_makes_no_release_of_it():
    assert line(QUOTED.format(first="We sent investigators to the station."))["doc_type"] == "news"


def test_the_watchdog_speaking_for_itself_makes_a_release():
    page = QUOTED.format(first="Our thoughts are with the family.")
    said = (
        page + "\nWe received a mandatory referral from the force and began an independent investigation.\n"
    )
    assert line(said)["doc_type"] == "iopc_press_release"


def test_a_title_of_the_usual_form_is_enough_for_a_page_without_words_of_misconduct():
    page = line(
        "Collision after a pursuit - Dunmere Police, September 2028\nOn 29 September 2028 a car left the road."
    )
    assert page["doc_type"] != "not_relevant"
    assert (page["force"], page["incident_or_title_month"]) == (["Dunmere Police"], "2028-09")


def test_a_title_that_begins_with_images_is_no_caption():
    title = "Images of people in cells shared – Dunmere Police, November 2028"
    assert (
        line(f"{title}\n\nPublished 2 Aug 2030\nInvestigation\n\nAn officer shared images.")["title"] == title
    )


def test_a_page_about_attending_hearings_is_of_no_case():
    page = (
        "Misconduct hearings of Severnside Police are held to establish the facts, and those whose misconduct is"
        " found proven may be dismissed. Anyone can attend. These are the conditions of entry."
    )
    assert line(page)["doc_type"] == "not_relevant"


def test_a_recommendation_under_the_reform_act_is_no_piece_of_legislation():
    page = line(
        "Title: IOPC Learning Recommendation Made Under Paragraph 28A of the Police Reform Act 2002\n"
        "The IOPC recommends that Dunmere Police should review how seized property is kept in custody."
    )
    assert page["doc_type"] == "recommendation_page"


def test_empty_headings_of_recommendations_leave_a_summary_a_summary():
    page = (
        "Police contact with a man before his death - Dunmere Police, May 2029\n\nPublished 5 Jan 2031\n\n"
        "A man died. Our investigation concluded in June 2030.\n\nIOPC reference\n\nDate of recommendation\n"
        "Date response due\n"
    )
    assert line(page)["doc_type"] == "iopc_summary"


def test_a_case_that_a_report_says_is_not_linked_is_not_read_as_its_own():
    page = line(
        "Six officers face inquiry\n\nBy Ann Example\n\nThe watchdog has begun a misconduct inquiry into six Dunmere"
        " Police officers who shared messages on Signal.\n\nThe case is not linked to that of a Wexmoor Constabulary officer who posted"
        " racist remarks on Facebook.\n"
    )
    assert page["force"] == ["Dunmere Police"]
    assert "Facebook" not in page["platforms"]
    assert "discriminatory_racist" not in page["behaviours"]


PANEL = """Misconduct panel rules that a former constable would have been dismissed

A misconduct hearing heard that the former Wexmoor Constabulary officer, who was sacked from a second job, sent insults to a
colleague. The panel, led by a legally qualified chair, found gross misconduct on Wednesday.
"""


def test_under_the_watchdogs_own_masthead_a_report_of_a_hearing_is_its_release():
    masthead = "Independent Office for Police Conduct (IOPC - formerly IPCC)\nPrintable version\n\n"
    assert line(PANEL)["doc_type"] != "iopc_press_release"
    assert line(masthead + PANEL)["doc_type"] == "iopc_press_release"


def test_the_frame_of_the_sites_that_forces_share_tells_who_wrote_a_notice():
    frame = "Quickly exit this site by pressing the Escape key Leave this site\n"
    notice = (
        "A Wexmoor Constabulary officer has been dismissed after what he said while he was off duty."
        " The officer stays anonymous. Members of the public could watch.\n"
    )
    assert line(notice)["doc_type"] != "hearing_outcome"
    assert line(frame + notice)["doc_type"] == "hearing_outcome"


def test_the_watchdogs_recommendations_on_a_forces_site_are_a_page_of_recommendations():
    page = line(
        "Skip Navigation\nBody fade\n\nIPCC recommendations\n\nDunmere Police has a duty to respond to these. They come from an"
        " independent investigation by the IPCC into a decision to bail a man."
    )
    assert (page["title"], page["doc_type"]) == ("IPCC recommendations", "recommendation_page")


def test_the_day_the_label_and_a_title_of_the_usual_form_make_a_summary_whatever_it_tells():
    page = (
        "Complaint about an officer's messages - Dunmere Police, May 2029\n\nPublished 5 Jan 2031\nInvestigation\n\n"
        "Dunmere Police's professional standards department looked at the conduct of an officer before the matter was referred."
        " The superintendent said that misconduct was possible.\n"
    )
    assert line(page)["doc_type"] == "iopc_summary"
