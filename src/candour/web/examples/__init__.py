"""The worked examples: a fictional force with its people and a caseload made by taking the steps."""

from candour.web.examples.accounts import print_accounts
from candour.web.examples.loading import load_examples

__all__ = ["load_examples", "print_accounts"]
