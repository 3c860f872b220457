"""One reader on one file in a process of its own: `python -m benchmarks.chat_reading READER FILE` prints what it took.

The time is the processor's, so that it means the same on a machine that does other work; the first reading warms nothing up.
"""

import contextlib
import io
import json
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time


def candour(path: Path) -> int:
    """Into Parquet, with the span or row of every record."""
    from candour.evidence.formats.parquet import write
    from candour.evidence.formats.reading import Settled
    from candour.evidence.formats.registry import readings

    with TemporaryDirectory(dir=path.parent) as folder:
        entries = [write(reading, Path(folder)) for reading in readings(path, Settled())]
        assert all(entry["reconciliation"]["balances"] for entry in entries)
        return sum(sum(entry["kinds"].values()) for entry in entries)


def whatstk(path: Path) -> int:
    from whatstk import WhatsAppChat

    return len(WhatsAppChat.from_source(str(path)).df)


def chatminer(path: Path) -> int:
    from chatminer.chatparsers import WhatsAppParser

    parser = WhatsAppParser(str(path))
    parser.parse_file()
    return len(parser.parsed_messages.get_df())


def exporter(path: Path) -> int:
    from Whatsapp_Chat_Exporter import exported_handler
    from Whatsapp_Chat_Exporter.data_model import ChatCollection

    chats = ChatCollection()
    exported_handler.messages(str(path), chats, True)
    return sum(len(chat.keys()) for chat in chats.values())


READERS: dict[str, Callable[[Path], int]] = {
    one.__name__: one for one in (candour, whatstk, chatminer, exporter)
}


def main(reader: str, path: Path) -> int:
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            began = process_time()
            found = READERS[reader](path)
            seconds = process_time() - began
    except ImportError as missing:
        print(json.dumps({"missing": str(missing.name)}))
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"found": found, "seconds": seconds, "peak_mb": peak}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], Path(sys.argv[2])))
