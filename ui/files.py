"""Writing files so that nobody ever finds half of one."""

import os
import tempfile
from pathlib import Path


def write_beside(path: Path, content: bytes) -> None:
    """Write a file whole: beside its place first, then renamed onto it. Raises OSError, and then leaves nothing."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
