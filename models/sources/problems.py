"""What is wrong in a foreign file: by file, row and column; gathered as far as anybody will be told of it."""

from models.problems import LISTED, Problem, Refused


class Complaints:
    """Gathers the problems of a reading: those that are listed, and one more, so that it shows that there are more."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, problem: Problem) -> None:
        """Take in a problem."""
        if len(self._found) <= LISTED:
            self._found.append(problem)

    def all(self) -> list[Problem]:
        """Give them, in the order in which they were met."""
        return list(self._found)

    def refuse(self) -> None:
        """Raise :class:`Refused` when there is any."""
        if self._found:
            raise Refused(self._found)


def at(file: str, row: int = 0, column: str = "") -> str:
    """Name a place in a file: ``L3.csv:17:扣费时间``; rows count from 1, the header's row included."""
    return ":".join([file, *([str(row)] if row else []), *([column] if column else [])])
