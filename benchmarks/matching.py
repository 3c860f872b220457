"""How fast sources are matched: 50,000 made-up cases, every pair that shares a key compared and explained, on one core."""

import random
from collections.abc import Iterator
from time import process_time

from benchmarks.measuring import Measured
from candour.register.matching import Features, likeness, pairs_to_compare

ENTRIES = 50_000
GOAL = 60_000
FORCES = tuple(f"Force {number}" for number in range(48))
BEHAVIOURS = tuple(f"behaviour_{number}" for number in range(40))


def measure() -> Iterator[Measured]:
    """As many cases a force and month as a country has; six in ten have a reference."""
    dice = random.Random(50_000)
    entries = {number: _case(dice) for number in range(ENTRIES)}
    began = process_time()
    compared = likely = 0
    for one, other in pairs_to_compare(entries):
        compared += 1
        likely += likeness(entries[one], entries[other]).likely
    spent = (process_time() - began) * 1000
    note = f"{compared:,} pairs compared, {likely:,} likely"
    yield Measured(f"matching {ENTRIES:,} entries", "ms", spent, goal=GOAL, note=note)


def _case(dice: random.Random) -> Features:
    year, month = dice.randint(2010, 2025), dice.randint(1, 12)
    outcome = f"{year + 1}-{month:02d}-{dice.randint(1, 28):02d}"
    return Features(
        references=frozenset({f"{year}/{dice.randint(100_000, 150_000)}"})
        if dice.random() < 0.6
        else frozenset(),
        forces=frozenset({dice.choice(FORCES)}),
        months=frozenset({f"{year}-{month:02d}"}),
        outcome_dates=frozenset({outcome}) if dice.random() < 0.7 else frozenset(),
        behaviours=frozenset(dice.sample(BEHAVIOURS, 2)),
        outcomes=frozenset({dice.choice(("dismissed_without_notice", "final_written_warning", "no_action"))}),
        roles=frozenset({dice.choice(("pc", "sergeant", "police_staff"))}),
    )
