"""Looks for keys and passwords in the files that git tracks; false alarms are listed with a reason."""

import subprocess
import sys
from pathlib import Path

from detect_secrets import SecretsCollection
from detect_secrets.settings import transient_settings

PLUGINS = [{"name": name} for name in ("AWSKeyDetector", "BasicAuthDetector", "JwtTokenDetector", "PrivateKeyDetector")]
ALLOWED = {
    "src/candour/web/environment.py": "shows the forms of a database and a mail address in its messages",
    "docs/reference/configuration.md": "shows the form of a database address, with the word PASSWORD in it",
}


def main() -> int:
    listed = subprocess.run(["git", "ls-files", "-z"], check=True, capture_output=True, text=True).stdout.split("\0")
    found = SecretsCollection()
    with transient_settings({"plugins_used": PLUGINS}):
        for name in filter(None, listed):
            if "/vendor/" not in name and Path(name).is_file():
                found.scan_file(name)
    secrets = [(name, one) for name, one in found if name not in ALLOWED]
    for name, one in secrets:
        print(f"{name}:{one.line_number}: looks like a secret ({one.type})", file=sys.stderr)
    stale = [name for name in ALLOWED if name not in dict(found)]
    for name in stale:
        print(f"{name} no longer needs its place on the list of exceptions", file=sys.stderr)
    return 1 if secrets or stale else 0


if __name__ == "__main__":
    sys.exit(main())
