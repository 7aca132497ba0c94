"""What the system must bring: Qt's shared libraries, and the part of Python that makes environments.

Found missing here, before an import fails in words nobody can act on. As root on Debian and its relatives the packages
are installed; anywhere else the user is given the one command that does.
"""

from __future__ import annotations

import os
import sys

from ui.launch import Stop, last_lines, say

TYPE_CHECKING = False  # as typing's, without the cost of importing typing at every start
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


# Each shared library Qt loads, and the packages that bring it on Debian and on Arch.
PACKAGES = {
    "libGL.so.1": ("libgl1", "libglvnd"),
    "libEGL.so.1": ("libegl1", "libglvnd"),
    "libX11.so.6": ("libx11-6", "libx11"),  # linked by QtGui whether or not there is an X display
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype2"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libzstd.so.1": ("libzstd1", "zstd"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libx11"),
    "libwayland-client.so.0": ("libwayland-client0", "wayland"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "wayland"),
}
WAYLAND_LIBRARIES = [name for name in PACKAGES if name.startswith("libwayland-")]
X11_LIBRARIES = [name for name in PACKAGES if name.startswith(("libxcb-", "libxkbcommon-x11", "libX11-xcb"))]
QT_LIBRARIES = [name for name in PACKAGES if name not in WAYLAND_LIBRARIES + X11_LIBRARIES]


def has_display(environment: Mapping[str, str]) -> bool:
    """Say whether a window could be shown. Only Linux can be without; QT_QPA_PLATFORM chooses for itself."""
    if not sys.platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def opens_window(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Say whether the program will show its window: it was given no command, or a ledger to open."""
    if not has_display(environment) or {"-h", "--help", "--version"} & set(arguments):
        return False
    words = [argument for argument in arguments if not argument.startswith("-")]
    return not words or words[0].endswith(".clauseledger")


def loads(soname: str) -> bool:
    """Say whether the system can load a shared library: what Python's import would find out too late."""
    import ctypes

    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_libraries(environment: Mapping[str, str], can_load: Callable[[str], bool] = loads) -> list[str]:
    """Name the libraries Qt would lack for the display that ``environment`` describes."""
    if not sys.platform.startswith("linux"):
        return []

    def lacking(libraries: Sequence[str]) -> list[str]:
        return [library for library in libraries if not can_load(library)]

    platform = environment.get("QT_QPA_PLATFORM", "")
    if platform:
        return lacking(QT_LIBRARIES + (X11_LIBRARIES if platform.startswith("xcb") else []))
    ways = []  # onto the screen; one is enough, since Qt tries each
    if environment.get("WAYLAND_DISPLAY"):
        ways.append(lacking(WAYLAND_LIBRARIES))
    if environment.get("DISPLAY"):
        ways.append(lacking(X11_LIBRARIES))
    return lacking(QT_LIBRARIES) + min(ways, key=len, default=[])


def provide_libraries(missing: Callable[[], list[str]]) -> None:
    """Install the missing libraries when this is root on Debian; otherwise stop with the command that does."""
    lacking = missing()
    if not lacking:
        return
    manager = package_manager()
    if manager == "apt-get" and is_root():
        apt_install(debian_packages(lacking))
        lacking = missing()
        if not lacking:
            return
    command = install_command(manager, lacking)
    names = " ".join(lacking)
    raise Stop(
        f"打开窗口缺少系统库 {names}。" + ("请先运行：" if command else "请用系统的软件包管理器安装。"),
        f"The window lacks these system libraries: {names}. "
        + ("Run this first:" if command else "Install them with your system's package manager."),
        f"    {command}" if command else "",
    )


def package_manager() -> str:
    """Name the system's package manager; empty when it is none we know."""
    import shutil

    return next((name for name in ("apt-get", "dnf", "zypper", "pacman") if shutil.which(name)), "")


def is_root() -> bool:
    """Say whether this process may install system packages."""
    return sys.platform != "win32" and os.geteuid() == 0


def install_command(manager: str, lacking: Sequence[str]) -> str:
    """Give the one command that brings ``lacking`` on this distribution; empty when we do not know it."""
    if manager == "apt-get":
        names = debian_packages(lacking)
    elif manager == "pacman":
        names = sorted({PACKAGES[library][1] for library in lacking})
    else:
        # RPM packages declare the libraries they bring, so there is no list of their names here to go stale.
        names = [f"'{library}()(64bit)'" if sys.maxsize > 2**32 else library for library in lacking]
    verb = "-S" if manager == "pacman" else "install"
    return " ".join([*([] if is_root() else ["sudo"]), manager, verb, *names]) if manager else ""


def debian_packages(lacking: Sequence[str]) -> list[str]:
    """Name the Debian packages of ``lacking``; Debian 13 and Ubuntu 24.04 renamed GLib's for 64-bit time."""
    import subprocess

    names = {PACKAGES[library][0] for library in lacking}
    if "libglib2.0-0" in names:
        renamed = subprocess.run(["apt-cache", "show", "libglib2.0-0t64"], capture_output=True, check=False)
        if renamed.returncode == 0:
            names = names - {"libglib2.0-0"} | {"libglib2.0-0t64"}
    return sorted(names)


def apt_install(packages: Sequence[str]) -> None:
    """Install Debian packages as root; a machine that has no package lists yet, or old ones, gets them first."""
    import subprocess

    say("正在安装系统软件包：" + " ".join(packages), "Installing system packages")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    waiting = ["-o", "DPkg::Lock::Timeout=120"]
    adding = ["apt-get", *waiting, "install", "-y", "--no-install-recommends", *packages]
    for command in (adding, ["apt-get", *waiting, "update"], adding):
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if command is adding and done.returncode == 0:
            return
    raise Stop(
        "apt-get 未能安装系统软件包，请检查网络和软件源，再次运行。",
        "apt-get could not install the system packages: check the network and its sources, then run again.",
        last_lines((done.stdout + done.stderr).decode(errors="replace")),
    )


def provide_venv() -> None:
    """See that this Python can make environments; Debian and Ubuntu ship that part separately."""
    import importlib
    import importlib.util

    def complete() -> bool:
        importlib.invalidate_caches()
        return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))

    if complete():
        return
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    debian = package_manager() == "apt-get" and sys.base_prefix == "/usr"
    if debian and is_root():
        apt_install([package])
        if complete():
            return
    raise Stop(
        "这个 Python 缺少 venv 与 ensurepip。" + ("请先运行下面的命令：" if debian else "请安装完整的 Python 3.13。"),
        "This Python lacks venv and ensurepip. " + ("Run this first:" if debian else "Install a complete Python 3.13."),
        f"    sudo apt-get install {package}" if debian else "",
    )


def require_glibc() -> None:
    """Stop where Qt's packages cannot run at all: it publishes none for Linux with musl."""
    import sysconfig

    if "musl" in str(sysconfig.get_config_var("SOABI")):
        raise Stop(
            "Qt 没有适用于 musl（如 Alpine Linux）的软件包：请在使用 glibc 的系统（如 Debian、Fedora）上运行。",
            "Qt has no packages for musl (Alpine Linux): run it on a system with glibc, such as Debian or Fedora.",
        )
