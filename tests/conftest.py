"""What holds for every test: no display needed, the developer's own folders untouched, no network."""

import os
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import settings

if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("here", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=50, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")

USER_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_DOCUMENTS_DIR": "documents",
    "XDG_RUNTIME_DIR": "runtime",
}


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty home of its own, so that neither data nor settings leak in, out or across."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "runtime").mkdir(mode=0o700)  # Qt insists on the mode
    for variable, name in USER_FOLDERS.items():
        monkeypatch.setenv(variable, str(folder / name))
    return folder


def is_local(address: object) -> bool:
    """Say whether a socket address stays on this machine: a Unix socket's path, or a loopback host."""
    if not isinstance(address, tuple):
        return True
    return address[0] in {"localhost", "::1"} or str(address[0]).startswith("127.")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that reaches for the network: the program never does."""

    def guarded(name: str) -> None:
        connect = getattr(socket.socket, name)

        def only_local(self: socket.socket, address: object) -> object:
            if not is_local(address):
                pytest.fail(f"the network was reached for: {address}")
            return connect(self, address)

        monkeypatch.setattr(socket.socket, name, only_local)

    guarded("connect")
    guarded("connect_ex")
