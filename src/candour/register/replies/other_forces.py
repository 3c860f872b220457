"""Words of a reply that name another force than the one that replies."""

from candour.register.readers.forces import named_forces

LONGEST_NAME = 60


def may_be_name(written: str) -> bool:
    """A cell that is a name and nothing more: a narrative may speak of another force and be this one's all the same."""
    return 0 < len(written) <= LONGEST_NAME and not any(sign.isdigit() for sign in written)


def names_another(written: str, own: str) -> bool:
    """Names without `Police` may be places, and words that name the force itself as well are taken to be its own."""
    if own.lower() in written.lower():
        return False
    named = {one.force for one in named_forces(written.lower(), written) if not one.bare}
    return bool(named) and own not in named
