"""One reader on one file in a process of its own: `python -m benchmarks.chat_reading READER FILE` prints what it took.

The time is the processor's, so that it means the same on a machine that does other work. Loading a library counts for none
of them; the first reading warms nothing up.
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

Reader = Callable[[Path], int]


def candour() -> Reader:
    """Into Parquet, with the span or row of every record."""
    from candour.evidence.formats.parquet import write
    from candour.evidence.formats.reading import Settled
    from candour.evidence.formats.registry import readings

    def read(path: Path) -> int:
        with TemporaryDirectory(dir=path.parent) as folder:
            entries = [write(reading, Path(folder)) for reading in readings(path, Settled())]
            assert all(entry["reconciliation"]["balances"] for entry in entries)
            return sum(sum(entry["kinds"].values()) for entry in entries)

    return read


def whatstk() -> Reader:
    from whatstk import WhatsAppChat

    return lambda path: len(WhatsAppChat.from_source(str(path)).df)


def chatminer() -> Reader:
    from chatminer.chatparsers import WhatsAppParser

    def read(path: Path) -> int:
        parser = WhatsAppParser(str(path))
        parser.parse_file()
        return len(parser.parsed_messages.get_df())

    return read


def exporter() -> Reader:
    from Whatsapp_Chat_Exporter import exported_handler
    from Whatsapp_Chat_Exporter.data_model import ChatCollection

    def read(path: Path) -> int:
        chats = ChatCollection()
        exported_handler.messages(str(path), chats, True)
        return sum(len(chat.keys()) for chat in chats.values())

    return read


READERS: dict[str, Callable[[], Reader]] = {
    one.__name__: one for one in (candour, whatstk, chatminer, exporter)
}


def main(reader: str, path: Path) -> int:
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            read = READERS[reader]()
            began = process_time()
            found = read(path)
            seconds = process_time() - began
    except ImportError as missing:
        print(json.dumps({"missing": str(missing.name)}))
        return 0
    print(json.dumps({"found": found, "seconds": seconds, "peak_mb": _peak_mb()}))
    return 0


def _peak_mb() -> float:
    """Of this program alone: what `getrusage` says begins with what the process that started it held."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(one for one in status.read_text().splitlines() if one.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], Path(sys.argv[2])))
