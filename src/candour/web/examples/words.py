"""Invented people and events for the caseload. Names are made of two lists; what is alleged is mild on purpose."""

from dataclasses import dataclass

GIVEN = (
    "Alex Amina Bethan Callum Carys Chidi Dana Devon Elif Emrys Farah Ffion Gwen Hari Imran Isla Jamie Jo Kasia Kit "
    "Leila Linus Mabli Mina Nadia Nia Omar Oona Pavel Priya Quinn Rhys Robin Sanjay Seren Tamsin Tomos Uma Wren Zofia"
).split()
FAMILY = (
    "Ashbank Birchall-Weir Coldbrook Dunmere Eastmoor Fernhythe Gorsedale Hollinfold Inglewater Kestrelby Larkfold "
    "Marlpit Netherfen Oakhanger Pinfold Quarrybank Reedmace Saltersgate Thornwick Underhowe Vetchling Withybed Yewdale"
).split()
PLACES = (
    "Market Street, Wexmoor",
    "Wexmoor custody suite",
    "the ring road at Saltersgate",
    "a flat in Tannery Row",
    "Eastmoor station yard",
    "outside the Corn Hall",
    "the A-road near Netherfen",
    "by telephone",
)


@dataclass(frozen=True)
class Event:
    """What somebody says happened. `serious`: it meets a description for referral; `crime`: a limb of the recording test."""

    code: str
    words: str
    summary: str
    wanted: str
    factor: str
    about: str = "officer-or-staff"
    serious: str = ""
    crime: bool = False


EVENTS = (
    Event("A1", "I reported my shed broken into and nobody has rung me back in six weeks.", "No contact after a burglary report.", "I want to know what is being done.", "response-or-investigation", about="service"),
    Event("A4", "I waited two hours on the telephone and was cut off twice.", "Poor service from the contact centre.", "An apology, and for the phones to work.", "call-handling", about="service"),
    Event("A3", "The letter said one thing and the officer told me another.", "Conflicting information about a witness appointment.", "A clear answer.", "response-or-investigation"),
    Event("H1", "The officer rolled her eyes and told me to get on with it.", "Discourteous manner at the front counter.", "An apology.", "custody"),
    Event("H3", "He laughed at me when I said I was frightened.", "Dismissive response to a worried caller.", "For him to understand how it felt.", "domestic-or-gender-abuse"),
    Event("H4", "They believed my neighbour before I had opened my mouth.", "Lack of impartiality in a neighbour dispute.", "For somebody to listen to my side.", "neighbour-dispute"),
    Event("B4", "He pushed me against the van harder than he needed to.", "Force used when moving a person to a van.", "To know whether that was allowed.", "arrest", crime=True),
    Event("B1", "They stopped me for nothing and would not give their names.", "Stop and search without grounds explained.", "A copy of the record and an apology.", "stop-and-search"),
    Event("B2", "They came in without showing me the paper and left my things on the floor.", "Conduct of a search of premises.", "For the door to be mended.", "search-of-premises"),
    Event("B5", "I asked for my tablets four times in the cells.", "Medication not given in custody.", "For this not to happen to anybody else.", "custody"),
    Event("C", "My bicycle came back from the store without its wheels.", "Damage to property held by police.", "The wheels, or what they cost.", "property"),
    Event("D2", "The officer told my former landlord where I live now.", "Address given to somebody with no right to it.", "To feel safe where I live.", "domestic-or-gender-abuse", crime=True),
    Event("E", "A police car came through on the wrong side with no lights on.", "Driving of a marked vehicle.", "For the driver to be spoken to.", "road-traffic-or-driving"),
    Event("F6", "He asked me where I was really from and then searched my bag.", "Search said to have been influenced by race.", "For somebody to take it seriously.", "stop-and-search", serious="discriminatory-aggravation", crime=True),
    Event("G2", "He came to take my statement and has been sending me personal messages since.", "Personal messages to a witness met through the work.", "For it to stop.", "social-media", serious="serious-corruption", crime=True),
    Event("B4", "My wrist was broken when they put the handcuffs on.", "Broken wrist during an arrest.", "To know how that could happen.", "arrest", serious="death-or-serious-injury", crime=True),
)
OFFICERS = ("PC 2208", "PC 1173", "PC 3946", "Sergeant 4417", "PC 5120", "DC 0871", "PCSO 7032", "PC 2764")
UNKNOWN = (
    "Tall officer with glasses who drove the second car",
    "The woman at the front counter on the Tuesday morning",
    "Two officers in a marked van, numbers not seen",
)
