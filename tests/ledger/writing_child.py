"""A process of its own that writes to the record: `python writing_child.py HOW`, for the tests of concurrency.

`many N` writes N reports; `endless` writes until it is killed; `stuck` stops between saving a row and the commit.
"""

import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main(how: str, count: int) -> None:
    from candour.ledger.writing import entry
    from tests.make.reports import NOON, WRITER, a_report
    from tests.make.trial_tables import Report, trial_app

    with trial_app():
        print("ready", flush=True)
        if how == "stuck":
            report = Report(stage="stuck")
            with entry("trial.write", subject=report, by=WRITER, at=NOON) as record:
                record.save(report)
                print("saved", flush=True)
                time.sleep(600)
        written = 0
        while how == "endless" or written < count:
            a_report(pages=written)
            written += 1
            print(written, flush=True)


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
