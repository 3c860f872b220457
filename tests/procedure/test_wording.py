"""The codes of bodies, people and roles as words: the same wherever they are shown."""

import pytest

from candour.accounts.codes import Role
from candour.procedure import load_law
from candour.procedure.wording import NAMES, all_in_words, who_in_words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("appropriate-authority-or-director-general", "appropriate authority or Director General"),
        ("independent-police-complaints-commission", "Independent Police Complaints Commission"),
        ("complaint_handler", "complaint handler"),
        ("iopc_casework", "IOPC casework manager"),
    ],
)
def test_offices_keep_their_capitals_and_codes_become_words(code: str, words: str) -> None:
    assert who_in_words(code) == words


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_called_in_the_law_what_it_is_called_where_people_are_appointed(role: Role) -> None:
    assert who_in_words(role).casefold() == str(role.label).casefold()


def test_nobody_whom_the_law_names_is_shown_as_a_code() -> None:
    law = load_law()
    named = {code for step in law.steps.values() for code in (*step.who, *step.tells)}
    named |= {
        code for rule in law.rules.values() for one in rule.versions for code in (one.owed_by, one.owed_to)
    }
    said = all_in_words(sorted(named))
    assert not {"_", "-"} & set(said)
    assert not [name for name in NAMES if name.lower() in said]
