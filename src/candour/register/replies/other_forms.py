"""Files of a form that is not looked into here: what each is, and what to ask for in its place."""

import re

from candour.register.replies.packages import Package

LOCKED = "it is locked with a password; ask for a copy without one"
AS_PDF = "save it as PDF and add that, or enter what it says by hand"
AS_WORKBOOK = "ask for XLSX or ODS, or save it so"
PICTURE = "it is a picture; enter what it says by hand, or ask for the table itself"
PACKED = "it is packed; unpack it and add the files one by one"
BEGINNINGS = (
    (b"\xff\xd8\xff", PICTURE),
    (b"\x89PNG", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"\x1f\x8b", PACKED),
    (b"Rar!", PACKED),
    (b"7z\xbc\xaf", PACKED),
    (b"{\\rtf", f"it is a document in the RTF form; {AS_PDF}"),
)
COMPOUND = b"\xd0\xcf\x11\xe0"
STREAMS = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", f"it is a document in the old Word form; {AS_PDF}"),
    ("PowerPoint Document", f"they are slides; {AS_PDF}"),
    ("__properties_version1.0", "it is an e-mail; save what is attached to it, and add the files one by one"),
)
"""What the older forms of Office name inside the file, in UTF-16."""
PARTS = (
    ("word/", f"it is a Word document; {AS_PDF}"),
    ("ppt/", f"they are slides; {AS_PDF}"),
    ("xl/workbook.bin", f"it is a workbook in the binary form (XLSB); {AS_WORKBOOK}"),
    ("content.xml", f"it is an OpenDocument file, but no spreadsheet; {AS_PDF}"),
)
ATTACHED = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
HEADED = re.compile(
    rb"(?:from|to|date|subject|received|return-path|mime-version|x-[\w-]+|message-id):", re.IGNORECASE
)
PAGE = re.compile(rb"<table[\s>]", re.IGNORECASE)


def why_of_another_form(content: bytes) -> str:
    """Empty for a form that may be looked into."""
    if content.startswith(COMPOUND):
        named = (why for name, why in STREAMS if name.encode("utf-16-le") in content)
        return next(named, f"it is in the old Excel form; {AS_WORKBOOK}")
    if HEADED.match(content) and ATTACHED.search(content[:20_000]):
        return "it is an e-mail or a saved page in parts; save what is in it, and add the files one by one"
    if content.lstrip()[:1] == b"<" and PAGE.search(content):
        return "it is a web page, whatever its name says; open it as a spreadsheet and save it as XLSX"
    return next((why for beginning, why in BEGINNINGS if content.startswith(beginning)), "")


def why_of_another_package(package: Package) -> str:
    named = (why for part, why in PARTS if package.under(part))
    return next(named, "it is a zip, but no workbook; unpack it and add the files one by one")


def is_spreadsheet(package: Package) -> bool:
    """An OpenDocument file says first what it is; one that does not is taken for a spreadsheet."""
    if "content.xml" not in package:
        return False
    if "mimetype" not in package:
        return True
    with package.opened("mimetype") as part:
        return b"spreadsheet" in part.read(200)
