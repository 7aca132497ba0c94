"""The private environment ``.venv``: is it complete, and if not, make it so.

It holds exactly the packages pinned in the requirements files, each file checked against its SHA-256. Where pip fetches
them from is the user's own configuration; nothing here overrides it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys

from ui.launch import Stop, last_lines, say, system

TYPE_CHECKING = False  # as typing's, without the cost of importing typing at every start
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def interpreter(root: str) -> str:
    """Give the path of the private environment's interpreter, whether or not it exists."""
    parts = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
    return os.path.join(root, ".venv", *parts)


def stamp_path(root: str) -> str:
    """Give the path of the file that says what a completed set-up installed. Without it, nothing was completed."""
    return os.path.join(root, ".venv", "ready.txt")


def system_line() -> str:
    """Name the kind of machine; packages compiled for another kind would pass for installed."""
    machine = os.environ.get("PROCESSOR_ARCHITECTURE", "") if sys.platform == "win32" else os.uname().machine
    return f"system {sys.platform} {machine}"


def stamp_lines(root: str, needs: Sequence[str]) -> list[str]:
    """Give the lines that ``ready.txt`` must contain for ``needs`` to be installed and usable here and now."""
    lines = [
        system_line(),
        "place " + os.path.join(root, ".venv"),  # a moved environment has scripts that point to the old place
        "python " + os.path.realpath(interpreter(root)),  # a system upgrade may put another version behind the link
    ]
    for name in needs:
        with open(os.path.join(root, name), "rb") as file:
            lines.append(f"{name} {hashlib.sha256(file.read()).hexdigest()}")
    return lines


def read_stamp(root: str) -> list[str]:
    """Give what ``ready.txt`` says; nothing when it is not there."""
    try:
        with open(stamp_path(root), encoding="utf-8") as file:
            return file.read().splitlines()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return []


def has_interpreter(root: str) -> bool:
    """Say whether the environment's interpreter, and the one it was made from, are still on this machine."""
    if not os.path.isfile(interpreter(root)):
        return False
    if sys.platform != "win32":
        return True  # a link, and isfile() has followed it
    try:
        with open(os.path.join(root, ".venv", "pyvenv.cfg"), encoding="utf-8") as file:
            homes = [line.partition("=")[2].strip() for line in file if line.startswith("home")]
    except OSError:
        return False
    return any(os.path.isfile(os.path.join(home, "python.exe")) for home in homes)


def is_ready(root: str, needs: Sequence[str]) -> bool:
    """Say whether ``needs`` are installed. Costs a few small reads; this is all a second start does."""
    return has_interpreter(root) and set(stamp_lines(root, needs)) <= set(read_stamp(root))


def set_up(root: str, needs: Sequence[str]) -> None:
    """Bring the private environment to ``needs``; raises Stop with a remedy when that fails.

    What a killed set-up left behind cannot be trusted (pip calls a half-copied package installed), so an environment
    without its stamp is made anew. One with a stamp is sound, and pip only adds what changed.
    """
    with only_one(root) as lock:
        if is_ready(root, needs):
            return  # another start was faster
        if is_sound(root):
            say("正在更新运行环境……", "Updating the private environment…")
        else:
            say("首次准备运行环境：约下载 100 MB，只需一次……", "Setting up: about 100 MB to fetch, once…")
            create(root, lock)
        with contextlib.suppress(FileNotFoundError):
            os.remove(stamp_path(root))
        install(root, needs[-1], lock)
        unfinished = stamp_path(root) + ".new"
        with open(unfinished, "w", encoding="utf-8") as file:
            file.write("\n".join(stamp_lines(root, needs)) + "\n")
        os.replace(unfinished, stamp_path(root))
        say("准备完成。", "Ready.")


@contextlib.contextmanager
def only_one(root: str) -> Iterator[int]:
    """Let one set-up run at a time; yields the lock's file descriptor.

    The lock lives beside ``.venv``, which may be deleted, and is never removed: removing it would let two in.
    """
    with open(os.path.join(root, ".venv.lock"), "a+b") as file:
        if not try_lock(file.fileno()):
            import time

            say("另一个启动正在准备，请稍候……", "Another start is setting up; waiting for it…")
            while not try_lock(file.fileno()):
                time.sleep(0.2)
        yield file.fileno()  # closing the file, or dying, unlocks it


def try_lock(descriptor: int) -> bool:
    """Take the lock if nobody holds it."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def inherited(lock: int) -> tuple[int, ...]:
    """Name the descriptors a child keeps: when only this process is killed, the next start waits for the child too."""
    return () if sys.platform == "win32" else (lock,)


def is_sound(root: str) -> bool:
    """Say whether pip can work on the environment as it is: completed once, on this kind of machine, still running."""
    if system_line() not in read_stamp(root) or not has_interpreter(root):
        return False
    import subprocess

    trial = subprocess.run([interpreter(root), "-I", "-c", "import pip"], capture_output=True, check=False)
    return trial.returncode == 0


def create(root: str, lock: int) -> None:
    """Make an empty private environment, in place of whatever is there."""
    import subprocess

    system.require_glibc()
    system.provide_venv()
    made = subprocess.run(
        [sys.executable, "-I", "-m", "venv", "--clear", os.path.join(root, ".venv")],
        pass_fds=inherited(lock),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if made.returncode != 0:
        output = (made.stdout + made.stderr).decode(errors="replace")
        raise Stop(
            f"Python 无法在 {root} 建立运行环境：请检查文件夹的写入权限和磁盘空间，再次运行。",
            f"Python could not make its environment in {root}: check write permission and disk space, then run again.",
            last_lines(output),
        )


def install(root: str, requirements: str, lock: int) -> None:
    """Let pip install one requirements file, telling each package as it is fetched; raises Stop when pip fails."""
    import re
    import subprocess

    command = [
        *(interpreter(root), "-I", "-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--no-user"),
        *("--require-hashes", "--only-binary", ":all:", "-r", os.path.join(root, requirements)),
    ]
    # Settings that would send the packages elsewhere than into the private environment; all others are honoured.
    elsewhere = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_DRY_RUN")
    settings = {name: value for name, value in os.environ.items() if name.upper() not in elsewhere}
    fetched = re.compile(r"\s*(?:Downloading|Using cached) (?:\S*/)?([\w.]+)-(\d[^-]*)-\S+\.whl(?: (\(.*\)))?\s*$")
    output = []
    with subprocess.Popen(
        command,
        env=settings,
        pass_fds=inherited(lock),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            output.append(line)
            package = fetched.match(line)
            if package:
                name, version, size = package.groups(default="")
                sys.stderr.write(f"  {name} {version} {size}\n")
            elif line.startswith("Installing collected packages"):
                say("正在安装……", "Installing…")
    if pip.returncode != 0:
        raise pip_failure("".join(output))


def pip_failure(output: str) -> Stop:
    """Turn what pip said into what the user can do."""
    details = last_lines("\n".join(line for line in output.splitlines() if "ERROR" in line) or output)
    if "DO NOT MATCH THE HASHES" in output:
        return Stop(
            "下载到的文件与固定的校验值不符，没有安装：镜像可能出错或被改动，请更换 pip 镜像后再次运行。",
            "A fetched file differs from its pinned hash and was not installed: the mirror may be broken or altered;"
            " choose another pip mirror and run again.",
            details,
        )
    if "No space left" in output or "Errno 28" in output:
        return Stop(
            "磁盘已满：请至少空出 600 MB，再次运行。",
            "The disk is full: free at least 600 MB and run again.",
            details,
        )
    offline = ("connection broken by", "ConnectionError", "NameResolutionError", "ProxyError", "SSLError", "timed out")
    if any(sign in output for sign in offline):
        return Stop(
            "连不上 pip 的软件源：请检查网络、代理或 pip 镜像设置，再次运行。准备完成之后，程序不再需要网络。",
            "pip could not reach its package source: check the network, the proxy or pip's mirror setting and run"
            " again. Once set up, the program never needs the network.",
            details,
        )
    if "No matching distribution" in output:  # with pip's retries turned off, an unreachable source looks like this too
        return Stop(
            "pip 的软件源没有给出适合本机的软件包：请检查网络和镜像（镜像可能尚未同步）；"
            "若都正常，则是本机的系统或 Python 版本过旧或过新。",
            "pip's package source offered no package for this machine: check the network and the mirror, which may lag"
            " behind; if both are well, this system or Python is too old or too new.",
            details,
        )
    return Stop("pip 未能装好软件包，再次运行会从头再来。", "pip failed; running again starts afresh.", details)
