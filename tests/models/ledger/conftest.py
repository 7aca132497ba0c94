"""A ledger to act on, and files to bring into it."""

import pytest

from tests.models import samples


@pytest.fixture
def ledger(tmp_path):
    """Give a ledger with an account and a service and nothing else."""
    with samples.opened(tmp_path / "test.clauseledger") as opened:
        yield opened


@pytest.fixture(scope="module")
def lasting_ledger(tmp_path_factory):
    """Give such a ledger that all tests of a module share: each leaves it as it was."""
    with samples.opened(tmp_path_factory.mktemp("lasting") / "test.clauseledger") as opened:
        yield opened


@pytest.fixture
def written(tmp_path):
    """Write files, each content under its name; give their paths."""

    def write(files):
        paths = [tmp_path / name for name in files]
        for path, content in zip(paths, files.values(), strict=True):
            path.write_bytes(content)
        return paths

    return write
