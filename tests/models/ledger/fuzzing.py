"""What holds of every file that is brought into a ledger, whatever is in it."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

from models.exchange import document
from models.ledger import acts
from models.ledger.verify import verify
from models.problems import Refused
from models.sources.kinds import kind_of
from models.vocabulary import LANGUAGES, vocabulary

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def whole_or_nothing(ledger, name, content, act):
    """Import a file: all of it, or nothing, with a sentence for each problem; then leave the ledger as it was.

    ``act`` imports a path. Gives its outcome, or the :class:`Refused` that came instead.
    """
    before, entries, sources = ledger.facts, len(ledger.history()), _sources(ledger)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        kind_of(path)
        try:
            outcome = act(path)
        except Refused as refused:
            said = [vocabulary(language).problem_line(each) for language in LANGUAGES for each in refused.problems]
            assert (ledger.facts, len(ledger.history()), _sources(ledger)) == (before, entries, sources)
            assert said
            assert all(said)
            return refused
    try:
        assert not verify(ledger)
        assert document.read("".join(document.text(ledger.facts))) == ledger.facts
    finally:
        if outcome.change is not None:
            acts.undo(ledger)
    assert ledger.facts == before
    return outcome


def cut(content, part):
    """Give the first part of a file, from 0 to 1 of it."""
    return content[: int(len(content) * part)]


def disturbed(content, part, noise):
    """Give a file with other bytes somewhere in it."""
    place = int((len(content) - 1) * part)
    return content[:place] + noise + content[place + len(noise) :]


def _sources(ledger):
    return ledger.connection.execute("SELECT COUNT(*) FROM sources").fetchone()[0]
