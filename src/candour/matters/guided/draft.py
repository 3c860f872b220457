"""The answers given so far, kept in the session under one key and bounded in size."""

import json
from collections.abc import Iterable, MutableMapping
from secrets import token_hex
from typing import Any

MOST_BYTES = 64 * 1024
MOST_PEOPLE = 5

Answer = dict[str, Any]


class TooLong(ValueError):
    """The answers together would pass the bound of a draft; nothing was changed."""


class Draft:
    """One complaint being written. `token` belongs to this draft alone, so that it is sent once."""

    def __init__(self, session: MutableMapping[str, Any], key: str) -> None:
        self.session, self.key = session, key
        held = session.get(key)
        self.held: dict[str, Any] = held if isinstance(held, dict) else {"token": token_hex(16), "pages": {}}

    @property
    def token(self) -> str:
        return str(self.held["token"])

    @property
    def is_begun(self) -> bool:
        return bool(self.held["pages"])

    def answered(self, page: str) -> bool:
        return page in self.held["pages"]

    def answer(self, page: str) -> Answer:
        found: Answer = self.held["pages"].get(page, {})
        return found

    def get(self, page: str, field: str, otherwise: Any = "") -> Any:
        return self.answer(page).get(field, otherwise)

    def put(self, page: str, answer: Answer) -> bool:
        """Keep an answer; returns whether it differs from what was held. Raises TooLong and keeps the old one."""
        pages = {**self.held["pages"], page: answer}
        if len(json.dumps(pages, ensure_ascii=False).encode()) > MOST_BYTES:
            raise TooLong
        differs = self.held["pages"].get(page) != answer
        self._keep(pages)
        return differs

    def forget(self, pages: Iterable[str]) -> None:
        gone = set(pages)
        self._keep({page: answer for page, answer in self.held["pages"].items() if page not in gone})

    def keep_only(self, pages: Iterable[str]) -> None:
        """Drop the answers to questions that the other answers no longer ask."""
        self.forget(set(self.held["pages"]) - set(pages))

    def clear(self) -> None:
        self.session.pop(self.key, None)
        self.held = {"token": token_hex(16), "pages": {}}

    def _keep(self, pages: dict[str, Answer]) -> None:
        self.held = {**self.held, "pages": pages}
        self.session[self.key] = self.held
