"""What the system must bring, on machines pretended to lack it."""

import subprocess
import sys
from collections.abc import Callable

import pytest

from ui.launch import Stop, system

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks libraries")


@pytest.mark.parametrize(
    ("arguments", "variables", "window"),
    [
        ([], {"DISPLAY": ":0"}, True),
        ([], {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ([], {"QT_QPA_PLATFORM": "offscreen"}, True),
        (["--language", "mine.clauseledger"], {"DISPLAY": ":0"}, True),
        (["mine.clauseledger"], {"DISPLAY": ":0"}, True),
        (["mine.clauseledger"], {}, False),
        ([], {}, False),
        (["assess", "mine.clauseledger"], {"DISPLAY": ":0"}, False),
        (["--help"], {"DISPLAY": ":0"}, False),
    ],
)
@on_linux
def test_only_a_window_asks_for_its_libraries(arguments: list[str], variables: dict[str, str], window: bool):
    assert system.opens_window(arguments, variables) is window


@on_linux
@pytest.mark.parametrize(
    ("variables", "missing"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, ["libEGL.so.1"]),
        ({"QT_QPA_PLATFORM": "xcb"}, ["libEGL.so.1", "libxcb-cursor.so.0"]),
        ({"DISPLAY": ":0"}, ["libEGL.so.1", "libxcb-cursor.so.0"]),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["libEGL.so.1"]),
        ({}, ["libEGL.so.1"]),
    ],
)
def test_what_is_missing_depends_on_the_display(variables: dict[str, str], missing: list[str]):
    absent = {"libEGL.so.1", "libxcb-cursor.so.0"}
    assert system.missing_libraries(variables, lambda soname: soname not in absent) == missing


@on_linux
def test_a_library_that_is_not_there_does_not_load():
    assert system.loads("libc.so.6") or system.loads("libc.so")
    assert not system.loads("libnobody-has-this.so.9")


@pytest.mark.parametrize(
    ("manager", "root", "command"),
    [
        ("apt-get", False, "sudo apt-get install libegl1 libxcb-cursor0"),
        ("apt-get", True, "apt-get install libegl1 libxcb-cursor0"),
        ("dnf", False, "sudo dnf install 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'"),
        ("zypper", False, "sudo zypper install 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'"),
        ("pacman", False, "sudo pacman -S libglvnd xcb-util-cursor"),
        ("", False, ""),
    ],
)
def test_one_command_for_each_distribution(manager: str, root: bool, command: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(system, "is_root", lambda: root)
    assert system.install_command(manager, ["libEGL.so.1", "libxcb-cursor.so.0"]) == command


@pytest.mark.parametrize(("known", "package"), [(0, "libglib2.0-0t64"), (100, "libglib2.0-0")])
def test_glib_goes_by_the_name_the_distribution_gave_it(known: int, package: str, monkeypatch: pytest.MonkeyPatch):
    asked: Callable[..., object] = lambda command, **_: subprocess.CompletedProcess(command, known)  # noqa: E731
    monkeypatch.setattr(subprocess, "run", asked)
    assert system.debian_packages(["libglib-2.0.so.0", "libgthread-2.0.so.0"]) == [package]


def test_root_on_debian_gets_the_libraries_installed(monkeypatch: pytest.MonkeyPatch):
    answers = iter([["libEGL.so.1"], []])
    installed: list[str] = []
    monkeypatch.setattr(system, "package_manager", lambda: "apt-get")
    monkeypatch.setattr(system, "is_root", lambda: True)
    monkeypatch.setattr(system, "apt_install", installed.extend)
    system.provide_libraries(lambda: next(answers))
    assert installed == ["libegl1"]


def test_anyone_else_gets_the_command(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(system, "package_manager", lambda: "dnf")
    monkeypatch.setattr(system, "is_root", lambda: True)
    with pytest.raises(Stop, match=r"(?s)缺少系统库.*dnf install 'libEGL\.so\.1"):
        system.provide_libraries(lambda: ["libEGL.so.1"])


@pytest.mark.parametrize(("results", "commands"), [([0], ["install"]), ([100, 0, 0], ["install", "update", "install"])])
def test_package_lists_are_fetched_only_when_needed(
    results: list[int], commands: list[str], monkeypatch: pytest.MonkeyPatch
):
    ran: list[str] = []

    def pretend(command: list[str], **settings: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(next(word for word in command if word in {"install", "update"}))
        assert settings["env"]["DEBIAN_FRONTEND"] == "noninteractive"  # type: ignore[index]
        return subprocess.CompletedProcess(command, results[len(ran) - 1], b"", b"")

    monkeypatch.setattr(subprocess, "run", pretend)
    system.apt_install(["libegl1"])
    assert ran == commands


def test_a_python_without_venv_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    monkeypatch.setattr(system, "package_manager", lambda: "apt-get")
    monkeypatch.setattr(system, "is_root", lambda: False)
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    with pytest.raises(Stop, match=rf"sudo apt-get install python{version}-venv"):
        system.provide_venv()
