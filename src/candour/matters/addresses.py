"""The form of a matter's reference in an address."""


class ReferenceConverter:
    regex = r"[A-Z]{2,6}-\d{4}-\d{4,8}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
