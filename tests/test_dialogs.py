"""No dialog is left out of the test that opens them all (``tests/ui/test_every_dialog.py``)."""

from tests.ui.openings import WAYS, dialogs


def test_there_is_a_way_to_every_dialog_of_the_source():
    assert dialogs() == set(WAYS), "tests/ui/openings.py says how each dialog comes up"
