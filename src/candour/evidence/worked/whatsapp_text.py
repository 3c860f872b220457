"""The story as WhatsApp would export it in text: from an Android phone, and from an iPhone."""

from collections.abc import Callable, Iterable

from candour.evidence.worked.group import Act, Happening, Person

_NOTICE = "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them."
_MARK = "\u200e"
# What a text export has no form for.
UNWRITTEN = {Act.REACTED, Act.READ, Act.EDITED, Act.DELETED}


def android_text(story: Iterable[Happening]) -> str:
    """British settings: day first, 24 hours, to the minute; lines end in LF."""
    told = list(story)
    lines = [f"{told[0].at:%d/%m/%Y, %H:%M} - {_NOTICE}"]
    lines += [f"{one.at:%d/%m/%Y, %H:%M} - {_android(one, told)}" for one in told if one.act not in UNWRITTEN]
    return "\n".join(lines) + "\n"


def ios_text(story: Iterable[Happening], group: str) -> str:
    """Bracketed, to the second; messages end in CR LF and lines within them in LF; WhatsApp's own words bear a mark."""
    told = list(story)
    lines = [f"[{told[0].at:%d/%m/%Y, %H:%M:%S}] {group}: {_MARK}{_NOTICE}"]
    lines += [_ios(one, told, group) for one in told if one.act not in UNWRITTEN]
    return "\r\n".join(lines) + "\r\n"


def _android(one: Happening, told: list[Happening]) -> str:
    system = _system(one)
    return system if system is not None else f"{one.who.name}: {_body(one, told, _android_file)}"


def _ios(one: Happening, told: list[Happening], group: str) -> str:
    stamp = f"[{one.at:%d/%m/%Y, %H:%M:%S}] "
    system = _system(one)
    if system is not None:
        return f"{stamp}{group}: {_MARK}{system}"
    body = _body(one, told, _ios_file)
    opening = _MARK if one.act is Act.PHOTO else ""
    return f"{opening}{stamp}{one.who.name}: {body}"


def _system(one: Happening) -> str | None:
    match one.act:
        case Act.CREATED:
            return f'{one.who.name} created group "{one.text}"'
        case Act.ADDED:
            return f"{one.who.name} added {_list(one.others)}"
        case Act.JOINED_BY_LINK:
            return f"{one.who.name} joined using this group's invite link"
        case Act.REMOVED:
            return f"{one.who.name} removed {_list(one.others)}"
        case Act.LEFT:
            return f"{one.who.name} left"
        case Act.RENAMED:
            return f'{one.who.name} changed the subject to "{one.text}"'
        case Act.NUMBER_CHANGED:
            return f"{one.who.name} changed their phone number to a new number. Tap to message or add the new number."
        case _:
            return None


def _list(people: tuple[Person, ...]) -> str:
    *most, last = [one.name for one in people]
    return f"{', '.join(most)} and {last}" if most else last


def _body(one: Happening, told: list[Happening], named: Callable[[Happening], str]) -> str:
    if any(later.act is Act.DELETED and later.about == one.number for later in told):
        return "This message was deleted"
    edits = [later for later in told if later.act is Act.EDITED and later.about == one.number]
    if edits:
        return f"{edits[-1].text} <This message was edited>"
    if one.act is Act.POLL:
        return "\n".join(
            [
                f"POLL:\n{one.text}",
                *(f"OPTION: {text} ({votes} vote{'s' * (votes != 1)})" for text, votes in one.options),
            ]
        )
    return named(one) if one.file else one.text


def _android_file(one: Happening) -> str:
    return f"{_MARK}{one.file} (file attached)" + (f"\n{one.text}" if one.text else "")


def _ios_file(one: Happening) -> str:
    caption = f"{one.text} " if one.text else ""
    return f"{caption}{_MARK}<attached: {one.number:08d}-PHOTO-{one.at:%Y-%m-%d-%H-%M-%S}.jpg>"
