"""Where words that a person quotes stand in a text: once, and character for character but for spaces and line ends."""

import re

from django.utils.translation import gettext as _


class NotQuoted(ValueError):
    """The words are not in the text, or not only once. The sentence says which."""


def span_of(quoted: str, text: str) -> tuple[int, int]:
    """Start and end in `text`. A text that was laid out anew may break its lines elsewhere; nothing else may differ."""
    words = quoted.split()
    if not words:
        raise NotQuoted(_("Quote the words of the source that say it."))
    found = list(re.finditer(r"\s+".join(re.escape(word) for word in words), text))
    if not found:
        raise NotQuoted(_("These words do not stand in the source as it was read. Copy them from its text."))
    if len(found) > 1:
        raise NotQuoted(
            _("These words stand there %(n)s times. Quote more of them, until it is one place.")
            % {"n": len(found)}
        )
    return found[0].span()
