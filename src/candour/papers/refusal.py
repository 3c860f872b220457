"""The one error a file or a letter raises when it cannot be taken: a sentence that says what to do."""


class RefusedFile(ValueError):
    """A file that is not taken in. The sentence says what is wrong and what to do; it names no content."""


class AlteredFile(RuntimeError):
    """A stored file that is missing, or is no longer the file that was put in."""


class IncompleteLetter(ValueError):
    """A letter that may not be written yet: each problem names the slot and its provision."""

    def __init__(self, kind: str, problems: list[str]) -> None:
        self.kind = kind
        self.problems = problems
        super().__init__(f"The letter '{kind}' cannot be written yet. " + " ".join(problems))
