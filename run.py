#!/usr/bin/env python3
"""Start ClauseLedger; on a machine that has only Python, set it up first.

    python3 run.py                   open the window (without a display: the day's work on the sample ledger)
    python3 run.py assess LEDGER     any other argument goes to the program
    python3 run.py test [ARGUMENT…]  run the whole test suite; the arguments go to pytest

What is said on the way goes to standard error; standard output is the program's own. This file stays readable to old
Pythons, so that they reach the sentence below and not a SyntaxError.
"""

import os
import sys

if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.stderr.write(
        "条款账本需要 Python 3.11 至 3.14，这里是 {0}.{1}："
        "请从 python.org 或系统的软件源安装 Python 3.13，再用它运行 run.py。"
        " / ClauseLedger needs Python 3.11 to 3.14 and this is {0}.{1}: install Python 3.13 from python.org"
        " or your system's packages and run run.py with it.\n".format(*sys.version_info[:2])
    )
    raise SystemExit(1)

from ui.launch import Stop, environment, say, system

ROOT = os.path.dirname(os.path.abspath(__file__))
RUNTIME = ["requirements.txt"]
TESTS = ["requirements.txt", "requirements-test.txt"]  # each file contains the one before it
ON_EVERY_CORE = ["-n", "auto", "--dist", "loadfile"]  # a file's tests share what they set up


def main(arguments: list[str]) -> int:
    """Set up what is missing and start what ``arguments`` ask for; give the exit status when that is not to be."""
    try:
        return start(arguments)
    except Stop as stop:
        complaint = str(stop)
    except KeyboardInterrupt:
        say("已中断；再次运行会重新准备。", "Interrupted; running it again sets up afresh.")
        return 130
    except OSError as error:
        complaint = (
            f"无法在 {ROOT} 准备运行环境（原因见下一行）。请检查该文件夹可写、磁盘未满，再次运行。\n"
            f"Could not set up in {ROOT}: {error}. Check that the folder is writable and the disk not full; run again."
        )
    sys.stderr.write(complaint + "\n")
    return 1


def start(arguments: list[str]) -> int:
    """Start the tests or the program in the private environment, made ready first."""
    testing = arguments[:1] == ["test"]
    if testing and not system.has_display(os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if testing or system.opens_window(arguments, os.environ):
        system.provide_libraries(lambda: system.missing_libraries(os.environ))
    needs = TESTS if testing else RUNTIME
    if not environment.is_ready(ROOT, needs):
        environment.set_up(ROOT, needs)
    python = environment.interpreter(ROOT)
    if testing:
        os.chdir(ROOT)
        # On a screen the windows of several processes would take each other's focus.
        cores = ON_EVERY_CORE if os.environ.get("QT_QPA_PLATFORM") == "offscreen" else []
        return become([python, "-m", "pytest", *cores, *arguments[1:]])
    return become([python, os.path.join(ROOT, "main.py"), *arguments])


def become(command: list[str]) -> int:
    """Replace this process by ``command``; where the system cannot (Windows), run it and give its exit status."""
    if sys.platform != "win32":
        os.execv(command[0], command)
    import signal
    import subprocess

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the program's to answer
    return subprocess.call(command)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
