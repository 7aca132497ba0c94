"""A window whose register and evidence are empty: the tests of letters count from there."""

import pytest

from ui.window import LedgerWindow


@pytest.fixture
def window(unwritten: LedgerWindow) -> LedgerWindow:
    """Give the window of the sample's records alone."""
    return unwritten
