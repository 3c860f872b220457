"""What a reader says when it cannot read: one line with the file and the offset, never a word of its content."""


class UnreadableExport(Exception):
    """`place` is a byte offset, or a table and row; None where the whole file is meant."""

    def __init__(self, name: str, reason: str, place: int | str | None = None) -> None:
        self.name, self.reason, self.place = name, reason, place
        super().__init__(self.line)

    @property
    def line(self) -> str:
        match self.place:
            case None:
                return f"{self.name}: {self.reason}"
            case int():
                return f"{self.name}, byte {self.place}: {self.reason}"
            case str():
                return f"{self.name}, {self.place}: {self.reason}"
