"""Citations as people write them: `uksi/2020/2/regulation/34` is regulation 34 of a named instrument."""

INSTRUMENTS = {
    "asp/2007/2": "St Andrew's Day Bank Holiday (Scotland) Act 2007",
    "ukpga/1971/80": "Banking and Financial Dealings Act 1971",
    "uksi/2026/597": "Police (Conduct) (Amendment) Regulations 2026",
    "asp/2002/13": "Freedom of Information (Scotland) Act 2002",
    "asp/2006/10": "Police, Public Order and Criminal Justice (Scotland) Act 2006",
    "ukpga/1996/16": "Police Act 1996",
    "ukpga/1998/32": "Police (Northern Ireland) Act 1998",
    "ukpga/2000/36": "Freedom of Information Act 2000",
    "ukpga/2002/30": "Police Reform Act 2002",
    "ukpga/2006/52": "Armed Forces Act 2006",
    "ukpga/2017/3": "Policing and Crime Act 2017",
    "ssi/2004/467": "Freedom of Information (Fees for Required Disclosure) (Scotland) Regulations 2004",
    "uksi/2004/3244": "Freedom of Information and Data Protection (Appropriate Limit and Fees) Regulations 2004",
    "uksi/2012/62": "Elected Local Policing Bodies (Complaints and Misconduct) Regulations 2012",
    "uksi/2012/1204": "Police (Complaints and Misconduct) Regulations 2012",
    "uksi/2012/2630": "Police Appeals Tribunals Rules 2012",
    "uksi/2012/2632": "Police (Conduct) Regulations 2012",
    "uksi/2015/625": "Police Appeals Tribunals (Amendment) Rules 2015",
    "uksi/2017/1135": "Police Barred List and Police Advisory List Regulations 2017",
    "uksi/2018/748": "Police Super-complaints Regulations 2018",
    "uksi/2020/1": "Police Appeals Tribunals Rules 2020",
    "uksi/2020/2": "Police (Complaints and Misconduct) Regulations 2020",
    "uksi/2020/3": "Police (Performance) Regulations 2020",
    "uksi/2020/4": "Police (Conduct) Regulations 2020",
    "uksi/2020/5": "Policing and Crime Act 2017 (Commencement No. 9 and Transitional Provisions) Regulations 2020",
    "uksi/2024/521": "Police (Conduct) (Amendment) Regulations 2024",
    "uksi/2025/502": "Police (Vetting) Regulations 2025",
    "uksi/2025/558": "Police (Conduct, Performance and Complaints and Misconduct) (Amendment) Regulations 2025",
}
PROCLAIMED = "royal proclamation under "
INSTRUMENT_PARTS = 3
SHORT = {
    "section": "s.",
    "regulation": "reg.",
    "rule": "r.",
    "schedule": "Sch.",
    "paragraph": "para.",
    "part": "Part ",
    "article": "art.",
}


def citation_in_words(source: str) -> str:
    """`Police Reform Act 2002, Sch. 3, para. 4`. What is no such path, guidance for one, is given as it stands."""
    if source.startswith(PROCLAIMED):
        return f"Royal proclamation under {citation_in_words(source.removeprefix(PROCLAIMED))}"
    kind, year, number, *rest = [*source.split("/"), "", ""][:3] + source.split("/")[3:]
    title = INSTRUMENTS.get(f"{kind}/{year}/{number}")
    if title is None:
        return source
    places = [f"{SHORT.get(word, word + ' ')}{at}" for word, at in zip(rest[::2], rest[1::2], strict=False)]
    return ", ".join([title, *(place.replace(".", ". ", 1) for place in places)])


def citation_spelled_out(source: str) -> str:
    """`Police Reform Act 2002, schedule 3, paragraph 4`, for readers who do not know the short forms."""
    parts = source.split("/")
    title = INSTRUMENTS.get("/".join(parts[:INSTRUMENT_PARTS]))
    if title is None:
        return source
    within = parts[INSTRUMENT_PARTS:]
    return ", ".join([title, *(f"{word} {at}" for word, at in zip(within[::2], within[1::2], strict=False))])


def citation_address(source: str) -> str | None:
    """Where the text is published, for a path of an instrument; None for guidance."""
    start = "/".join(source.split("/")[:3])
    return f"https://www.legislation.gov.uk/{source}" if start in INSTRUMENTS else None
