"""Every verb of `candour` with the options and words it takes, as its parser knows them."""

import argparse
from collections.abc import Iterator

from candour.web.command import build_parser

Verbs = dict[str, set[str]]


def verbs() -> Verbs:
    """`candour law due` → {"RULE", "--fact", …}; a word that is no option by the name shown in its help."""
    return dict(_below(build_parser(), "candour"))


def _below(parser: argparse.ArgumentParser, name: str) -> Iterator[tuple[str, set[str]]]:
    below = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    for verb in below:
        for word, deeper in verb.choices.items():
            yield from _below(deeper, f"{name} {word}")
    if not below:
        yield name, {_shown(one) for one in parser._actions if not isinstance(one, argparse._HelpAction)}


def _shown(action: argparse.Action) -> str:
    return action.option_strings[-1] if action.option_strings else str(action.metavar or action.dest).upper()
