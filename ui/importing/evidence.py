"""Files that are nothing the program reads, among others that are: kept with a record the user names."""

from ui.evidence.adding import Adding
from ui.importing.importing import Import


class EvidenceImport(Import):
    """Offers to keep files as evidence."""

    def start(self) -> None:
        """Ask with which record the files are kept, and how they were obtained."""
        asked = Adding(self._window, self._session, self._messages).add("", "", self._paths)
        asked.finished.connect(lambda _: self._end())
