"""What is found over phones that were joined: on the pages, on schedules that stay as they were made, and in the bundle."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from pypdf import PdfReader

from candour.accounts.codes import Role
from candour.accounts.models import CaseFile, User
from candour.accounts.permissions import NotPermitted
from candour.evidence.actions import look_outside
from candour.evidence.actions.joining import join_chats, part_chats
from candour.evidence.actions.people import code_reply, say_answers_coded
from candour.evidence.codes import Beyond, Schedule
from candour.evidence.models import Bundle, Exhibit, Item, Joining, MadeSchedule
from candour.evidence.schedules.gathering import schedules_of
from candour.evidence.schedules.keeping import FILES, keep_schedule
from candour.evidence.schedules.rows import BAR
from candour.ledger.verification import verify
from tests.evidence.test_schedules import placed
from tests.make.accounts import a_user, appointed, signed_in
from tests.make.exhibits import (
    ADDED,
    CHAT,
    a_file,
    a_marking,
    a_read_exhibit,
    a_scope,
    an_investigator,
    place_of,
)
from tests.make.moments import at_nine

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AT = {"at": at_nine(ADDED), "on": ADDED}
DOGWOOD = "14/01/2023, 21:12 - Pc Dogwood: good one\n"
OTHER = CHAT.replace("14/01/2023, 21:10", "13/01/2023, 07:10 - Pc Dogwood: here\n14/01/2023, 21:10").replace(
    "14/01/2023, 21:11", f"{DOGWOOD}14/01/2023, 21:13"
)


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def joined(second: str = OTHER) -> tuple[CaseFile, Exhibit, Exhibit, User, Joining]:
    """Two phones of one conversation; only the second holds what Dogwood wrote."""
    case_file = a_file()
    one = a_read_exhibit(case_file)
    other = a_read_exhibit(case_file, content=second, reference="HLM/2")
    by = an_investigator(case_file)
    chats = [one.chats.get(), other.chats.get()]
    return case_file, one, other, by, join_chats(case_file=case_file, chats=chats, by=by, **AT)


def relied_on(exhibit: Exhibit, by: User, words: str = "[insult]") -> Item:
    item = a_marking(exhibit, by, words).item
    placed(item, Schedule.USED, by)
    return item


def page(client: Client, at: str) -> str:
    answer = client.get(at)
    assert answer.status_code == 200, at
    return " ".join(answer.content.decode().split())


def said_in(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def exposure_of(case_file: CaseFile) -> dict[str, str]:
    (row,) = schedules_of(case_file).used
    return dict(row.exposure)


def test_a_schedule_tells_of_people_on_every_phone_and_which_exhibits_bear_each_out() -> None:
    case_file, one, _, by, _ = joined()
    relied_on(one, by)
    found = exposure_of(case_file)
    assert found["sent it"] == "Pc Cedar (HLM/1, HLM/2)"
    assert "Pc Alder, Pc Briar (HLM/1, HLM/2)" in str(found), "either phone shows that they were there"
    everybody = ", ".join(found.values())
    assert "Pc Dogwood (HLM/2)" in everybody, "nobody but the second phone knows of them"
    (row,) = schedules_of(case_file).used
    assert row.rests.startswith(
        "From exhibits HLM/1, HLM/2 as one conversation, which is on the record since"
    )


def test_of_a_chat_that_nobody_joined_it_says_that_it_rests_on_one_exhibit_alone() -> None:
    case_file = a_file()
    one, by = a_read_exhibit(case_file), an_investigator(case_file)
    a_read_exhibit(case_file, content=OTHER, reference="HLM/2")
    relied_on(one, by)
    (row,) = schedules_of(case_file).used
    assert row.rests == "From exhibit HLM/1 alone."
    assert "Dogwood" not in str(row.exposure)
    assert "HLM/1" not in str(row.exposure), "with one exhibit there is nothing to tell apart"


def test_a_phone_outside_its_scope_gives_nothing_and_is_named() -> None:
    case_file, one, other, by, _ = joined()
    relied_on(one, by)
    a_scope(other, first_day=date(2024, 1, 1), beyond=Beyond.REFUSED)
    (row,) = schedules_of(case_file).used
    assert "From exhibit HLM/1 alone. Nothing came from HLM/2, which belong to it" in row.rests
    assert "Dogwood" not in str(row.exposure)


def test_what_is_kept_back_on_one_phone_is_kept_back_in_the_context_of_its_copy_on_another() -> None:
    case_file, one, other, by, joining = joined()
    relied_on(other, by, "good one")
    insult = a_marking(one, by).item
    placed(insult, Schedule.SENSITIVE, by, reasons="It names a victim.")
    (row,) = schedules_of(case_file).used
    assert "[insult]" not in str(row.context)
    placed(insult, Schedule.UNUSED, by, ((5, 13),))
    (row,) = schedules_of(case_file).used
    assert "[insult]" not in str(row.context)
    assert "that ████████████ again" in str(row.context)
    part_chats(joining=joining, because="Two groups of one name.", by=by, **AT)
    (row,) = schedules_of(case_file).used
    assert "[insult]" in str(row.context), "taken apart, nothing says that it is a copy"


def test_a_copy_in_other_words_is_left_out_whole() -> None:
    case_file, one, other, by, _ = joined(
        CHAT.replace("that [insult] again", "This message was deleted")
        + "20/01/2023, 07:05 - Pc Dogwood: on my way\n"
    )
    relied_on(other, by, "Not on")
    placed(a_marking(one, by).item, Schedule.UNUSED, by, ((5, 13),))
    said = [line.words for line in schedules_of(case_file).used[0].context]
    assert "This message was deleted" not in said
    assert BAR * 12 in said


def made_and_parted() -> tuple[Client, CaseFile, MadeSchedule]:
    case_file, one, _, by, joining = joined()
    relied_on(one, by)
    made = keep_schedule(case_file, Schedule.USED, by=by, **AT)
    part_chats(joining=joining, because="Two groups of one name.", by=by, **AT)
    return signed_in(by), case_file, made


def test_a_schedule_that_was_made_stays_as_it_was_and_says_that_its_chats_were_taken_apart() -> None:
    client, case_file, made = made_and_parted()
    at = f"/exhibits/schedules/made/{made.pk}"
    assert "Pc Dogwood (HLM/2)" in said_in(client.get(f"{at}.pdf").content)
    assert client.get(f"{at}.ods").status_code == 200
    shown = page(client, f"/exhibits/schedules/{case_file.reference}/")
    assert "rests on HLM/1, HLM/2" in shown
    assert "HLM/1, HLM/2 were read as one conversation" in shown
    assert "Taken apart since" in shown
    assert "Two groups of one name." in shown
    draft = client.get(f"/exhibits/schedules/used.pdf/{case_file.reference}/").content
    assert "Dogwood" not in said_in(draft), "as the chats stand now"
    assert "DRAFT: NOT KEPT" in said_in(draft)


def test_whoever_takes_chats_apart_is_told_what_was_made_of_them() -> None:
    case_file, one, _, by, joining = joined()
    client, at = signed_in(by), f"{joining.get_absolute_url()}apart/"
    assert "was made while they were read as one" not in page(client, at)
    relied_on(one, by)
    keep_schedule(case_file, Schedule.USED, by=by, **AT)
    assert "1 schedule was made while they were read as one. It stays as it was made" in page(client, at)
    part_chats(joining=joining, because="Two groups of one name.", by=by, **AT)
    assert "1 schedule that was made before stays as it was made." in page(client, joining.get_absolute_url())


def test_what_a_made_schedule_rests_on_is_on_the_record() -> None:
    _, _, made = made_and_parted()
    rests = [(one.exhibit.reference, one.scope.number, one.joining) for one in made.rests_on.all()]
    joining = Joining.objects.get()
    assert rests == [("HLM/1", 1, joining), ("HLM/2", 1, joining)]
    assert verify().ok


def test_a_schedule_is_made_on_its_page_by_who_may_schedule_and_opens_to_who_may_read() -> None:
    case_file, one, _, by, _ = joined()
    relied_on(one, by)
    at = f"/exhibits/schedules/used/make/{case_file.reference}/"
    assert signed_in(by).post(at).status_code == 302
    made = MadeSchedule.objects.get()
    handler = appointed(a_user("Handler"), Role.COMPLAINT_HANDLER, case_file).user
    assert signed_in(handler).get(f"/exhibits/schedules/made/{made.pk}.pdf").status_code == 200
    assert signed_in(handler).post(at).status_code == 403
    with pytest.raises(NotPermitted):
        keep_schedule(case_file, Schedule.USED, by=handler, **AT)
    assert signed_in(a_user("Nobody Here")).get(f"/exhibits/schedules/made/{made.pk}.pdf").status_code == 404
    assert signed_in(by).get(f"/exhibits/schedules/made/{made.pk}.exe").status_code == 404
    assert signed_in(by).post(f"/exhibits/schedules/all/make/{case_file.reference}/").status_code == 404


def test_a_made_schedule_closes_where_the_scope_was_narrowed_since_and_stays_open_where_it_was_widened() -> (
    None
):
    case_file, one, _, by, _ = joined()
    a_scope(one, first_day=date(2023, 1, 14), beyond=Beyond.REFUSED)
    relied_on(one, by)
    made = keep_schedule(case_file, Schedule.USED, by=by, **AT)
    at = f"/exhibits/schedules/made/{made.pk}.pdf"
    a_scope(one, beyond=Beyond.REFUSED)
    assert signed_in(by).get(at).status_code == 200
    a_scope(one, first_day=date(2023, 1, 15), beyond=Beyond.REFUSED)
    answer = signed_in(by).get(at)
    assert answer.status_code == 403
    assert "under a scope that HLM/1 no longer has" in answer.content.decode()


def test_a_made_schedule_whose_file_was_altered_is_not_given_out() -> None:
    client, _, made = made_and_parted()
    path = FILES.path_of(made.pdf)
    path.chmod(0o600)
    path.write_bytes(b"another")
    answer = client.get(f"/exhibits/schedules/made/{made.pk}.pdf")
    assert answer.status_code == 500
    assert "not the one that was made" in answer.content.decode()


def test_what_somebody_opened_outside_the_scope_for_a_day_stands_on_no_schedule() -> None:
    case_file, one, _, by, _ = joined()
    item = relied_on(one, by)
    a_scope(one, first_day=date(2023, 1, 20))
    look_outside(
        exhibit=one,
        first_day=date(2023, 1, 1),
        last_day=date(2023, 1, 20),
        reasons="A lead from the second phone.",
        by=by,
        **AT,
    )
    found = schedules_of(case_file)
    assert (found.used, found.outside) == ([], 1), item.mark


def test_the_bundle_tells_of_every_phone_and_holds_the_schedule_that_was_kept() -> None:
    case_file, one, _, by, _ = joined()
    relied_on(one, by)
    client = signed_in(by)
    assert client.post(f"/exhibits/bundle/{case_file.reference}/").status_code == 302
    made = Bundle.objects.get()
    with ZipFile(BytesIO(client.get(f"/exhibits/bundles/{made.pk}.zip").content)) as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    item = files["item-1.html"].decode()
    assert "Pc Dogwood (HLM/2)" in item
    assert "From exhibits HLM/1, HLM/2 as one conversation" in item
    assert files["schedule.pdf"] == FILES.read_checked(made.schedule.pdf)
    assert files["schedule.ods"] == FILES.read_checked(made.schedule.ods)


def test_the_card_of_an_item_is_over_all_phones_or_over_one_alone_where_that_is_asked() -> None:
    _, one, _, by, _ = joined()
    item = a_marking(one, by).item
    at = f"{item.get_absolute_url()}exposure/"
    client = signed_in(by)
    shown = page(client, at)
    assert "Over HLM/1, HLM/2 as one conversation" in shown
    assert "Pc Dogwood" in shown
    assert "is exhibit HLM/2, the source" in shown
    alone = page(client, f"{at}?alone")
    assert "This is one phone alone." in alone
    assert "Dogwood" not in alone
    chat = f"{one.chats.get().get_absolute_url()}exposure/"
    assert "Dogwood" in page(client, chat)
    assert "Dogwood" not in page(client, f"{chat}?alone")


def test_silence_over_several_phones_is_inferred_once_the_answers_of_each_were_coded() -> None:
    _file, one, other, by, _ = joined()
    relied_on(one, by)
    say_answers_coded(chat=one.chats.get(), every=True, by=by, **AT)
    client, card = signed_in(by), f"{Item.objects.get().get_absolute_url()}exposure/"
    assert "No reply, reaction or report by Pc Alder was found" not in page(client, card)
    say_answers_coded(chat=other.chats.get(), every=True, by=by, **AT)
    assert "No reply, reaction or report by Pc Alder was found" in page(client, card)


def test_an_answer_that_was_coded_and_lies_outside_the_scope_now_plays_no_part() -> None:
    case_file = a_file()
    one, by = a_read_exhibit(case_file), an_investigator(case_file)
    item = a_marking(one, by, "van keys").item
    code_reply(item=item, place=place_of(one, "Take that down").place, stance="challenged", by=by, **AT)
    card = f"{item.get_absolute_url()}exposure/"
    assert "as challenging it" in page(signed_in(by), card)
    a_scope(one, last_day=date(2023, 1, 13), beyond=Beyond.REFUSED)
    assert "as challenging it" not in page(signed_in(by), card)
