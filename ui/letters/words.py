"""The words of a draft: the editor with what is offered around it, and what is said about what was typed."""

from functools import partial
from html import escape

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from models.facts.records import Letter
from models.letters.table import LETTERS
from models.problems import Refused
from reports.letters.passages import Passage, passages
from reports.wording import letter_words
from ui.letters import writing
from ui.letters.editor import WordsEditor
from ui.letters.explaining import explained
from ui.letters.figures import FiguresDialog
from ui.letters.live import Made, bundled, values_of
from ui.look import BAR, GAP_TINY
from ui.session import Session


class WordsPanel(QWidget):
    """Edits the words of one draft at a time; what is to be done with them is asked for by signal."""

    edited = Signal()
    """The user changed the words."""
    wanting = Signal(object)
    """Other words are wanted: a template of the user's own, or None for the program's."""
    keeping = Signal()
    """These words are to be kept as a wording of the user's own."""
    replacing = Signal()
    """A PDF written elsewhere is to be the letter's pages."""
    adding = Signal(object)
    """Law beside the agreement is to be named, or (None) no more."""

    explaining = Signal(object)
    """Explain a figure (:class:`ui.explain.sums.Sum`) where the explanation is in view."""
    explaining_now = Signal(object)
    """Explain a figure that was clicked, in view at once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._letter: Letter | None = None
        self._shown: tuple[object, ...] = ()
        """What the editor was filled from: words and values, to see when they are others."""
        self._figures: dict[str, Passage] = {}
        self._made: Made | None = None
        self.dirty = False
        """Whether words were typed that are not in the ledger yet."""
        self.editor = WordsEditor()
        self.note = QLabel()
        self.strays = QLabel()
        self.also = QCheckBox()
        self._lay_out()
        self.editor.edited.connect(self._edited)
        self.editor.noted.connect(self._note)
        self.editor.reached.connect(lambda source: self._explain(source, self.explaining))
        self.editor.clicked.connect(lambda source: self._explain(source, self.explaining_now))
        self._note("")

    def text(self) -> str | None:
        """Give the words as they stand; None when they are the program's."""
        source = self.editor.source()
        return None if self._letter is None or source == bundled(self._letter) else source

    def forget(self) -> None:
        """Show the ledger's words next time, whatever was typed."""
        self.dirty = False
        self._shown = ()
        self._note("")

    def put(self, letter: Letter) -> None:
        """Show a draft's words with the figures as they are now; what was typed and is not kept yet stays.

        Raises :class:`Refused` when the record gives no such letter (any more); the words then show as they are.
        """
        kept, same = letter.text or bundled(letter), self._letter is not None and self._letter.id == letter.id
        typed = same and self.dirty and bool(self._shown) and self._shown[0] == letter.text
        text = self.editor.source() if typed else kept
        self._letter = letter
        additions = LETTERS[letter.kind].also
        self.also.setVisible(bool(additions))
        if additions:
            self.also.setText(self._session.words.choice("also", additions[0]))
            self.also.setChecked(letter.also is not None)
        try:
            values = values_of(self._session.assessment, letter)
            self._fill((letter.text, letter.also, values), passages(text, values), letter)
        except Refused as refused:
            self._fill((letter.text, refused.problems), [Passage("text", text)], letter)
            raise
        finally:
            self.dirty = text != kept

    def tell(self, made: Made) -> None:
        """Say what the making of the pages found: numbers typed by hand, each with the figure to put in its place."""
        self._made = made
        self._figures = {one.source: one for one in made.figures}
        put = self.tr("Put the figure here")
        lines = []
        for at, one in enumerate(made.strays):
            typed = f"<a href='show:{at}'>{escape(one.text)}</a>"
            if one.figure is None:
                lines.append(self.tr("{0}: typed by hand, and no figure of this letter says so.").format(typed))
            else:
                told = self.tr("{0}: typed by hand, so it does not follow the ledger.").format(typed)
                lines.append(f"{told} <a href='put:{at}'>{escape(put)}</a>")
        self.strays.setText("<br>".join(lines))
        self.strays.setVisible(bool(lines))

    def _fill(self, shown: tuple[object, ...], found: list[Passage], letter: Letter) -> None:
        if shown == self._shown:
            return
        place = self.editor.textCursor().position() if self._shown else None
        text = letter_words(letter.language or writing.CHINESE)
        names = {name: text.text(f"caption.{name}") for name in text.keys("caption")}
        names |= {name: text.text(f"place.{name}") for name in text.keys("place")}
        self.editor.put(found, names)
        self._shown = shown
        if place is not None:
            self.editor.go_back_to(place)

    def _explain(self, source: str, tell: SignalInstance) -> None:
        if self._letter is not None:
            says = self.editor.says(source) or ""
            tell.emit(explained(self._letter, source, says, self._session.words))

    def _edited(self) -> None:
        self.dirty = True
        self.edited.emit()

    def _note(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _follow(self, link: str) -> None:
        what, _, at = link.partition(":")
        made = self._made
        if made is None or int(at) >= len(made.strays):
            return
        stray = made.strays[int(at)]
        if what == "put" and stray.figure in self._figures:
            self.editor.replace_typed(stray.text, self._figures[stray.figure])
        else:
            self.editor.show_typed(stray.text)

    def _toggle(self, wanted: bool) -> None:  # noqa: FBT001 - Qt's own signature
        letter = self._letter
        if letter is not None and wanted != (letter.also is not None):
            self.adding.emit(LETTERS[letter.kind].also[0] if wanted else None)

    def offer_figures(self) -> None:
        """Offer every figure of the letter by its name, to be put where the cursor is."""
        if self._letter is None:
            return
        words = self._session.words
        dialog = FiguresDialog(self._letter, list(self._figures.values()), words, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.taken.connect(self.editor.insert_figure)
        dialog.open()

    def _offer_wordings(self) -> None:
        """Offer the program's words and the user's own."""
        letter = self._letter
        self._wordings_menu.clear()
        if letter is None:
            return
        self._wordings_menu.addAction(self.tr("As it comes with the program"), partial(self.wanting.emit, None))
        for one in self._session.facts.letter_templates.values():
            if one.kind == letter.kind and one.language == (letter.language or writing.CHINESE):
                self._wordings_menu.addAction(one.name, partial(self.wanting.emit, one))
        self._wordings_menu.addSeparator()
        self._wordings_menu.addAction(self.tr("Keep these words as my own wording…"), self.keeping.emit)
        self._wordings_menu.addAction(self.tr("Freeze a PDF made elsewhere instead…"), self.replacing.emit)

    def _lay_out(self) -> None:
        self.note.setObjectName("soft")
        self.note.setWordWrap(True)
        self.strays.setObjectName("problem")
        self.strays.setWordWrap(True)
        self.strays.setTextFormat(Qt.TextFormat.RichText)
        self.strays.linkActivated.connect(self._follow)
        self.also.toggled.connect(self._toggle)
        self._wordings_menu = QMenu(self)
        self._wordings_menu.aboutToShow.connect(self._offer_wordings)
        tools = QHBoxLayout()
        tools.setSpacing(GAP_TINY)
        tools.addStrut(BAR)
        self.figures_button, wording = QToolButton(), QToolButton()
        self.figures_button.setText(self.tr("Insert a figure…"))
        self.figures_button.clicked.connect(self.offer_figures)
        wording.setText(self.tr("Wording"))
        wording.setMenu(self._wordings_menu)
        wording.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        tools.addWidget(self.figures_button)
        tools.addWidget(wording)
        tools.addWidget(self.also)
        hint = QLabel(self.tr("# title · ## heading · - request · + attachment"))
        hint.setObjectName("hint")
        hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        tools.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_TINY)
        column.addLayout(tools)
        column.addWidget(self.editor, 1)
        column.addWidget(hint)
        column.addWidget(self.note)
        column.addWidget(self.strays)
