"""What the record keeps when somebody outside looks how a complaint is getting on."""

from candour.ledger.verbs import Verb, register

TRACKED = Verb(
    "complaint.track", "Progress shown to somebody with the tracking word", source="ukpga/2002/30/section/20"
)


def register_tracking_verbs() -> None:
    register(TRACKED)
