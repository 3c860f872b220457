"""The public pages on the law: every rule with its versions, a calculator, tests, lists, lifecycles and calendars."""
