"""What the law says beside a record's figures: until when its claim can be brought, and what began that time anew."""

from models.assess import Assessment
from models.law.reference import LegalReference
from models.vocabulary import Vocabulary
from ui.wording import begun


def limitation_of(assessment: Assessment, kind: str, record: str, words: Vocabulary) -> str:
    """Say the limitation of the claim from a record; empty where none comes from it (yet)."""
    from models.law.limitation import CLAIMS, limitation  # much to load, and no figure waits for it

    found = limitation(assessment, kind, record) if kind in CLAIMS else None
    return said_of_limitation(found, words) if found is not None else ""


def said_of_limitation(found: LegalReference, words: Vocabulary) -> str:
    """Say a limitation: whose claim, its last day, each interruption with the record that made it."""
    last = found.value("last_day")
    day = words.value(last.value, last.unit)
    if last.earliest is not None:
        day += words.text("law.between", earliest=last.earliest, latest=last.latest)
    named = words.text("law.beside", name=words.text("law.limitations"))
    lines = [named, f"{words.text('law.value.last_day')} {day} · {words.text(f'law.status.{found.status}')}"]
    lines += [
        words.text(
            "law.interruption",
            day=one.on,
            ground=words.text(f"law.ground.{one.ground}"),
            record=words.record(*one.record),
        )
        for one in found.interruptions
    ]
    return "\n".join(map(begun, [*lines, *(words.text(f"law.note.{note}") for note in found.notes)]))
