"""What truly happened in the fictional group: who was there when, who wrote, forwarded, answered, edited, deleted."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TITLE, LATER_TITLE = "Harrowdale B Relief: rota", "Harrowdale B Relief: banter"
_SURNAMES = (
    "Alder Ashby Aspen Birchall Bracken Bramble Briar Burdock Campion Cedar Clover Comfrey Cowslip Damson Elder Fennel "
    "Foxglove Furze Gorse Hawthorn Hazel Heather Hemlock Hornbeam Juniper Larch Linden Lovage Mallow Maple Medlar "
    "Myrtle Nettle Oakes Rowan Rushes Sorrel Tansy Teasel Thistle Willow Yarrow"
).split()
_WORDS = (
    "ok on my way late shift early turn brief kit van keys custody sarge brew tea milk court statement rota swap cover "
    "tomorrow tonight who has the a is for you me lol 😂 👍 thanks mate see done no yes maybe overtime leave"
).split()


class Act(StrEnum):
    CREATED = "created"
    ADDED = "added"
    JOINED_BY_LINK = "joined-by-link"
    REMOVED = "removed"
    LEFT = "left"
    RENAMED = "renamed"
    NUMBER_CHANGED = "number-changed"
    WROTE = "wrote"
    PHOTO = "photo"
    POLL = "poll"
    EDITED = "edited"
    DELETED = "deleted"
    REACTED = "reacted"
    READ = "read"


class Stance(StrEnum):
    """How a reply takes what it answers."""

    ENDORSES = "endorses"
    CHALLENGES = "challenges"


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Happening:
    """`about` is the number of the happening that this one edits, deletes, answers, reacts to or forwards."""

    number: int
    at: datetime
    act: Act
    who: Person
    others: tuple[Person, ...] = ()
    text: str = ""
    file: str | None = None
    picture: str | None = None  # the same word for the same picture
    about: int | None = None
    stance: Stance | None = None
    forwarded: bool = False
    options: tuple[tuple[str, int], ...] = ()


def officers() -> tuple[Person, ...]:
    """Numbers are from the range that the regulator keeps free for drama."""
    return tuple(
        Person(f"PC {surname}", f"+44 7700 9{number:05d}")
        for number, surname in enumerate(_SURNAMES, start=101)
    )


class _Story:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311  a story must come out the same each time
        self.people = officers()
        self.at = datetime.fromisoformat("2023-01-09T06:40:00")
        self.happenings: list[Happening] = []
        self.present: list[Person] = []

    def happens(self, act: Act, who: Person, **more: object) -> Happening:
        self.at += timedelta(seconds=self.chance.randint(20, 5_000))
        made = Happening(number=len(self.happenings) + 1, at=self.at, act=act, who=who, **more)  # type: ignore[arg-type]
        self.happenings.append(made)
        return made

    def someone(self, *, but: Person | None = None) -> Person:
        return self.chance.choice([one for one in self.present if one != but])

    def begin(self) -> None:
        founder, *rest = self.people
        self.present = [founder]
        self.happens(Act.CREATED, founder, text=TITLE)
        for first in range(0, 30, 3):
            added = tuple(rest[first : first + 3])
            self.happens(Act.ADDED, founder, others=added)
            self.present += added
        for late in rest[30:]:
            self.chatter(3)
            self.happens(Act.JOINED_BY_LINK, late)
            self.present.append(late)

    def chatter(self, count: int) -> None:
        for _ in range(count):
            words = " ".join(self.chance.choices(_WORDS, k=self.chance.randint(2, 14)))
            lines = "\n" + " ".join(self.chance.choices(_WORDS, k=5)) if self.chance.random() < 0.12 else ""
            self.happens(Act.WROTE, self.someone(), text=words + lines)

    def photos(self) -> None:
        """Five photographs; the last is the first again, passed on by somebody else."""
        for place, picture in enumerate(("car-park", "briefing", "cake", "cordon", "car-park"), start=1):
            self.chatter(4)
            stamp = f"{self.at:%Y%m%d}"
            file = f"IMG-{stamp}-WA{place:04d}.jpg"
            sent = self.happens(
                Act.PHOTO,
                self.someone(),
                file=file,
                picture=picture,
                text="[insult] at it again" * (picture == "car-park"),
                forwarded=place == 5,
            )
            if picture == "car-park":
                self.answers(sent)

    def answers(self, sent: Happening) -> None:
        for text in ("😂😂 spot on", "brilliant, keep them coming"):
            self.happens(
                Act.WROTE, self.someone(but=sent.who), text=text, about=sent.number, stance=Stance.ENDORSES
            )
        if not any(one.stance is Stance.CHALLENGES for one in self.happenings):
            self.happens(
                Act.WROTE,
                self.someone(but=sent.who),
                text="Not on. Take that down.",
                about=sent.number,
                stance=Stance.CHALLENGES,
            )
        self.happens(Act.REACTED, self.someone(but=sent.who), text="😂", about=sent.number)

    def changes(self) -> None:
        wrote = self.happens(Act.WROTE, self.someone(), text="late turn at 1400")
        self.happens(Act.EDITED, wrote.who, text="late turn at 1500", about=wrote.number)
        regretted = self.happens(Act.WROTE, self.someone(), text="about that [insult] in custody")
        self.chatter(2)
        self.happens(Act.DELETED, regretted.who, about=regretted.number)
        self.happens(Act.RENAMED, self.people[0], text=LATER_TITLE)
        self.happens(
            Act.NUMBER_CHANGED, self.people[7], others=(Person(self.people[7].name, "+44 7700 900999"),)
        )
        self.happens(
            Act.POLL,
            self.people[0],
            text="Christmas do?",
            options=(("Friday", 12), ("Saturday", 9), ("Neither", 1)),
        )

    def end(self) -> None:
        for leaver in (self.people[5], self.people[11], self.people[19]):
            self.chatter(5)
            self.happens(Act.LEFT, leaver)
            self.present.remove(leaver)
        self.happens(Act.REMOVED, self.people[0], others=(self.people[23],))
        self.present.remove(self.people[23])
        self.chatter(10)


def story(*, chatter: int = 60, seed: int = 42) -> tuple[Happening, ...]:
    """The whole story, the same for the same seed; `chatter` is how many everyday messages stand in the middle."""
    told = _Story(seed)
    told.begin()
    told.chatter(chatter // 2)
    told.photos()
    told.changes()
    told.chatter(chatter - chatter // 2)
    told.end()
    return tuple(told.happenings)
