"""What an event of a chat says where its source keeps no words for it, and what a reader noticed about a line."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.evidence.chats.lines import Line
from candour.evidence.chats.searching import pieces
from candour.evidence.records import Certainty, Kind, Mark, Media, MembershipChange, When, Zone

MARKS = {
    Mark.LOOKALIKE: gettext_lazy("Holds a line that looks like the start of another message"),
    Mark.TIME_GOES_BACK: gettext_lazy("Its time lies before that of the line above"),
    Mark.IMPLAUSIBLE_TIME: gettext_lazy("Its time is not plausible"),
    Mark.MEDIA_OMITTED: gettext_lazy("The file was left out of the export"),
    Mark.VIEW_ONCE: gettext_lazy("Could be viewed once"),
    Mark.NOT_UTF8: gettext_lazy("Holds bytes that are no text"),
    Mark.HOLDS_NUL: gettext_lazy("Holds bytes that are no text"),
    Mark.CUT: gettext_lazy("Longer than is shown; the rest is listed as not read"),
    Mark.REPAIRED: gettext_lazy("Shown with its broken letters mended; the source is as it was"),
    Mark.LOCATION: gettext_lazy("A place"),
    Mark.CONTACT: gettext_lazy("A contact"),
    Mark.STARRED: gettext_lazy("Starred on the phone"),
    Mark.DELETED_STATE: gettext_lazy("Recovered by the examiner's tool as deleted"),
}
MEDIA = {
    Media.PHOTO: gettext_lazy("Photograph"),
    Media.VIDEO: gettext_lazy("Film"),
    Media.VIDEO_NOTE: gettext_lazy("Film"),
    Media.AUDIO: gettext_lazy("Sound recording"),
    Media.STICKER: gettext_lazy("Sticker"),
    Media.GIF: gettext_lazy("Moving picture"),
    Media.DOCUMENT: gettext_lazy("Document"),
    Media.CONTACT: gettext_lazy("Contact"),
    Media.UNKNOWN: gettext_lazy("File"),
}
FORMATS = {
    "whatsapp-text": gettext_lazy("WhatsApp, exported as text"),
    "whatsapp-android-database": gettext_lazy("WhatsApp database of an Android telephone"),
    "whatsapp-ios-database": gettext_lazy("WhatsApp database of an iPhone"),
    "messenger": gettext_lazy("Messenger or Instagram, as downloaded"),
    "telegram": gettext_lazy("Telegram, as exported"),
    "signal-text": gettext_lazy("Signal, exported as text"),
    "signal-database": gettext_lazy("Signal database of a computer"),
    "sms-backup": gettext_lazy("Backup of text messages"),
    "cellebrite-report": gettext_lazy("Cellebrite report"),
}
"""How the formats are called by people; what is not here keeps its key."""
ZONES = {
    Zone.UTC: gettext_lazy("in UTC"),
    Zone.OFFSET: gettext_lazy("with its distance from UTC beside it"),
    Zone.PHONE_AT_EXPORT: gettext_lazy("by the clock of the phone on the day the file was made"),
    Zone.UNKNOWN: gettext_lazy("by a clock that is not known"),
}
CERTAINTIES = {
    Certainty.CERTAIN: gettext_lazy("as the source says it"),
    Certainty.INFERRED: gettext_lazy("its form was worked out from the whole file, or said by a person"),
    Certainty.AMBIGUOUS: gettext_lazy("it can be read in more than one way"),
    Certainty.PARTIAL: gettext_lazy("the source leaves out the year"),
    Certainty.IMPOSSIBLE: gettext_lazy("there is no such time"),
    Certainty.ABSENT: gettext_lazy("the source gives none"),
}
_CHANGES = {
    MembershipChange.CREATED: gettext_lazy("%(who)s created the group"),
    MembershipChange.ADDED: gettext_lazy("%(who)s added %(whom)s"),
    MembershipChange.JOINED_BY_LINK: gettext_lazy("%(whom)s joined by an invitation link"),
    MembershipChange.JOINED: gettext_lazy("%(whom)s joined"),
    MembershipChange.REMOVED: gettext_lazy("%(who)s removed %(whom)s"),
    MembershipChange.LEFT: gettext_lazy("%(whom)s left"),
    MembershipChange.MADE_ADMIN: gettext_lazy("%(whom)s became an administrator of the group"),
    MembershipChange.NO_LONGER_ADMIN: gettext_lazy("%(whom)s is no longer an administrator of the group"),
    MembershipChange.PRESENT: gettext_lazy("%(whom)s was on the list of members when the phone was read"),
}


def noticed(line: Line) -> list[str]:
    return [str(MARKS[Mark(one)]) for one in line.marks if Mark(one) in MARKS]


def clock_in_words(when: When) -> str:
    """On which clock a time as written is taken to be, and how surely it was read."""
    return f"{ZONES[when.zone]}; {CERTAINTIES[when.certainty]}"


def media_named(line: Line) -> str:
    return str(MEDIA[Media(line.media)]) if line.media else ""


def event_in_words(line: Line, names: Mapping[str, str] | str | None = None) -> str:
    """The source's own words where it has them, else ours, with the people behind the `names` where they are known."""
    text = "".join(words for words, _lit in pieces(line.text or ""))
    if text and not _is_a_name(line):
        return text
    tied = names if isinstance(names, Mapping) else {}
    subjects = [tied.get(one, one) for one in line.more.get("subjects") or ()]
    more = {**line.more, **({"subjects": subjects} if subjects else {})}
    sender = tied.get(line.sender, line.sender) if line.sender else None
    ours = _WORDS.get(Kind(line.kind), _unclassified)(replace(line, sender=sender, more=more))
    return f"{ours} (“{text}”)" if text and text not in ours else ours


def _is_a_name(line: Line) -> bool:
    """A database numbers its events and keeps beside the number what it is about, such as the group's name."""
    return line.kind in (Kind.MEMBERSHIP, Kind.RENAME) and line.more.get("code") is not None


def _membership(line: Line) -> str:
    subjects = line.more.get("subjects") or [line.sender or _("somebody")]
    names = {"who": line.sender or _("somebody"), "whom": ", ".join(subjects)}
    return str(_CHANGES[MembershipChange(line.more["change"])]) % names


def _before_and_after(line: Line) -> dict[str, str]:
    return {
        "who": line.sender or _("somebody"),
        "before": line.more.get("before") or "?",
        "after": line.more.get("after") or "?",
    }


def _rename(line: Line) -> str:
    return _("%(who)s named the chat “%(after)s”") % _before_and_after(line)


def _number_change(line: Line) -> str:
    return _("The number %(before)s became %(after)s") % _before_and_after(line)


def _settings(line: Line) -> str:
    return _("A setting of the chat was changed: %(setting)s") % {
        "setting": line.more.get("setting") or _("not known which")
    }


def _call(line: Line) -> str:
    return _("Call: %(outcome)s") % {
        "outcome": line.more.get("outcome") or _("nothing known of how it ended")
    }


def _poll(line: Line) -> str:
    return _("Poll: %(question)s") % {"question": line.more.get("question") or ""}


def _unclassified(line: Line) -> str:
    return _("An event that no rule explains (%(code)s)") % {
        "code": line.more.get("code", line.more.get("reason", "?"))
    }


_WORDS: dict[Kind, Callable[[Line], str]] = {
    Kind.MEMBERSHIP: _membership,
    Kind.RENAME: _rename,
    Kind.NUMBER_CHANGE: _number_change,
    Kind.SETTINGS: _settings,
    Kind.CALL: _call,
    Kind.POLL: _poll,
}
