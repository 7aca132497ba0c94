"""Records as people call them on the command line: a letter by its number, a message by its day and subject."""

from models.facts.facts import Facts
from models.problems import Refused
from models.register.called import letter_called
from models.vocabulary import Vocabulary


def record_called(facts: Facts, kind: str, said: str, words: Vocabulary) -> str:
    """Give the id of the record of a kind that a person calls so; what nobody is called comes back as it is."""
    if kind == "letter":
        try:
            return letter_called(facts, said).id
        except Refused as refused:
            if refused.problems[0].code == "no_such_record":
                return said
            raise
    if kind == "notice" and said not in facts.notices:
        found = [one.id for one in facts.notices.values() if words.called(one) == said]
        return found[0] if len(found) == 1 else said
    return said
