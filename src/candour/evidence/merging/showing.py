"""What laying phones beside one another has shown, as text and as JSON."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from candour.evidence.merging.clocks import Clock, Stretch
from candour.evidence.merging.conversation import Merged
from candour.evidence.merging.differences import Difference, Differs, differences
from candour.evidence.merging.files import SameFile, same_files
from candour.evidence.merging.folder import Part
from candour.evidence.merging.shares import Share, shares
from candour.evidence.merging.suggesting import Suggestion, suggestions
from candour.evidence.merging.supposing import Supposed

_DIFFERS = {
    Differs.DELETED: "one source shows as deleted what another still has",
    Differs.EDITED: "one source has the words before an edit",
    Differs.TEXT: "the words are not the same",
    Differs.FILE: "the files are not the same",
    Differs.SENDER: "the sender is not the same",
    Differs.TIME: "the times are further apart than the clocks allow",
    Differs.ALIKE: "several say the same at that time, and which is which is not settled",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """All that is found of one conversation in several sources. `decided`: a person has said that it is one."""

    parts: tuple[Part, ...]
    decided: bool
    shared: int
    clocks: tuple[Clock, ...]
    shares: tuple[Share, ...]
    differences: tuple[Difference, ...]
    same_files: tuple[SameFile, ...]
    suggestions: tuple[Suggestion, ...]
    supposed: tuple[Supposed, ...]

    def as_json(self) -> dict[str, Any]:
        parts = [{"source": source, "conversation": name} for source, name in self.parts]
        return {**asdict(self), "parts": parts}


def beside(
    parts: Sequence[Part],
    merged: Merged,
    books: Mapping[str, Mapping[str, str]],
    *,
    decided: bool,
    shared: int,
) -> Beside:
    return Beside(
        tuple(parts),
        decided,
        shared,
        merged.clocks,
        tuple(shares(merged)),
        tuple(differences(merged)),
        tuple(same_files(merged.placed)),
        tuple(suggestions(merged, books)),
        merged.supposed,
    )


def as_lines(found: Beside, names: Mapping[str, str]) -> Iterator[str]:
    """`names`: what each source's file is called. Citations are cut to the first figures of the source."""
    yield (
        "One conversation, as a person says:"
        if found.decided
        else "Seem to be one conversation; a person decides:"
    )
    yield from (f"  {source[:8]}  {names[source]}  {name or '(unnamed)'}" for source, name in found.parts)
    held = {one.source: one for one in found.shares}
    for clock in found.clocks:
        yield f"  {clock.source[:8]}: {_clock(clock)}; {_share(held[clock.source])}"
    yield from (f"  {one.source[:8]}: {_supposed(one)}" for one in found.supposed)
    for differs, count in Counter(one.differs for one in found.differences).items():
        yield f"  {count} times {_DIFFERS[differs]}: {', '.join(_cited(found.differences, differs))}"
    for same in found.same_files:
        yield f"  the same file {len(same.sendings)} times: {', '.join(_short(one.cites[0]) for one in same.sendings)}"
    for each in found.suggestions:
        yield f"  may be one person: {each.name} ({each.source[:8]}) and {each.other_name} ({each.other_source[:8]}): {_why(each)}"


def _clock(clock: Clock) -> str:
    kind = "in UTC" if clock.in_utc else "on the phone's clock"
    return f"times {kind}, by {clock.resolution}" + "".join(f"; {_stretch(one)}" for one in clock.stretches)


def _supposed(one: Supposed) -> str:
    """An order is suggested with what bears it out, and never settled here."""
    if one.order is None:
        return (
            "whether day or month comes first is not settled, and no order alone fits: of "
            f"{one.messages} messages that tell, {one.fitting} fit one order and {one.fitting_otherwise} the other"
        )
    return (
        f"whether day or month comes first is not settled. Laid out as {one.order}: {one.fitting} of {one.messages} "
        f"messages that tell stand at the time of {one.beside[:8]}, {one.fitting_otherwise} under the other order. "
        f"If you agree, read it again with --date-order {one.order}"
    )


def _stretch(one: Stretch) -> str:
    way = "ahead" if one.minutes > 0 else "behind"
    apart = f"{abs(one.minutes)} minutes {way}" if one.minutes else "level"
    return f"{apart} from {one.first.isoformat(sep=' ')} to {one.last.isoformat(sep=' ')} by {one.messages} messages"


def _share(one: Share) -> str:
    return f"holds {one.held}, of which {one.alone} stand nowhere else; lacks {one.lacking} that others have"


def _cited(found: Sequence[Difference], differs: Differs) -> list[str]:
    return [" and ".join(map(_short, one.cites)) for one in found if one.differs is differs][:20]


def _short(cite: str) -> str:
    source, _, locator = cite.partition(":")
    return f"{source[:8]}:{locator}"


def _why(one: Suggestion) -> str:
    reasons = ", ".join(one.reasons)
    return f"{reasons}; {one.messages} messages under both names, {one.others} under others"
