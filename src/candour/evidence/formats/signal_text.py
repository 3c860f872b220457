"""Signal's conversations as text: Signal writes none itself, so this is the form that its export programs share."""

import re

from candour.evidence.formats.reading import Reading, Settled
from candour.evidence.formats.sources import Source
from candour.evidence.formats.whatsapp.reading import WhatsAppText

# WhatsApp's bracketed form always has seconds.
_HEADER = re.compile(rb"(?:\A|\n)\[\d{4}-\d\d-\d\d,? \d\d:\d\d\] [^\n]")


class SignalText:
    name = "signal-text"

    def recognises(self, source: Source) -> bool:
        return _HEADER.search(source.opening()) is not None

    def read(self, source: Source, settled: Settled = Settled()) -> Reading:  # noqa: B008
        """Cut as WhatsApp's text is: the header has the same parts."""
        reading = WhatsAppText().read(source, settled)
        reading.format = self.name
        return reading
