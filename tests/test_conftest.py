"""The guards around every test are really there."""

import os
import socket
from pathlib import Path

import platformdirs
import pytest


def test_the_network_is_out_of_reach():
    # An address reserved for documentation: if the guard fails, nobody is disturbed.
    with socket.socket() as plug, pytest.raises(pytest.fail.Exception, match="network"):
        plug.connect(("192.0.2.1", 80))


def test_this_machine_can_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows asks the system, not the environment")
def test_the_user_folder_is_the_tests_own(home: Path):
    assert Path(platformdirs.user_data_dir("anything")).is_relative_to(home)
    assert Path.home() == home
