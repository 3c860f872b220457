"""What a number counts, in words that can name nobody: only those of a closed list go out, for the rest is a source's own."""

import re

COUNTED = frozenset(
    "officers officer constables sergeants inspectors staff pcsos specials people employees complaints complaint cases "
    "allegations investigations referrals hearings meetings dismissals resignations incidents reviews appeals matters "
    "forces reports recommendations warnings phones messages images groups members".split()
)
OTHERS = frozenset(
    "police special civilian male female serving former misconduct gross conduct criminal public proven unproven upheld "
    "dismissed sacked resigned retired convicted charged referred suspended disciplined investigated finalised recorded "
    "received logged replied responded refused answered given faced attended resulted final written warning reflective "
    "practice management action advice accelerated hearing meeting dismissal without notice no further total year "
    "financial calendar number of and or in to not by for with from at a an the were was had have has been did who that "
    "who under old new other all none any per month quarter".split()
)
WORDS = re.compile(r"[a-z]+")
LONGEST = 120


def counted_words(what: str) -> str:
    """The whole label where each of its words is of the list, else the counted noun alone, else nothing."""
    written = " ".join(what.split())
    words = WORDS.findall(written.casefold())
    nouns = [one for one in words if one in COUNTED]
    if len(written) <= LONGEST and nouns and all(one in COUNTED or one in OTHERS for one in words):
        return written
    return nouns[0] if nouns else ""
