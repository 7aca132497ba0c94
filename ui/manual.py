"""The manual in a window of its own: its parts at the left, narrowed by what they say; the one read at the right."""

from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from resources import resource
from ui.filter import FilterLine
from ui.fitting import open_at
from ui.look import GAP, GAP_PAGE, GAP_SMALL, GAP_WIDE, colours

_PART = "## "
_ROW = 30
_LINE_HEIGHT = 120
"""Height of a line of running text, in hundredths of the font's own."""


class Part(NamedTuple):
    """A part of the manual: its title and its words, in Markdown."""

    title: str
    words: str


def parts_of(language: str) -> list[Part]:
    """Give the manual's parts in a language (``zh`` or ``en``); what stands before the first is a part by its title."""
    text = resource("manual", f"{language}.md").read_text("utf-8")
    head, *parts = text.removeprefix("# ").split(f"\n{_PART}")
    return [Part(each.partition("\n")[0], f"# {each}") for each in (head, *parts)]


class Manual(QDialog):
    """Shows the manual beside the work; Esc closes it."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Manual"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._parts = parts_of(language)
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        self.filter = FilterLine(self.tr("Search the manual"))
        self.filter.wanted.connect(self.narrow)
        self.list = QListWidget()
        self.list.setProperty("roomy", "true")
        self.list.setAccessibleName(self.tr("Parts of the manual"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._read())
        self.filter.left.connect(self.list.setFocus)
        self.text = PartView()
        self.text.setAccessibleName(self.tr("Words of the manual"))
        body = QSplitter()
        body.setChildrenCollapsible(False)
        body.addWidget(self.list)
        body.addWidget(self.text)
        body.setStretchFactor(1, 1)
        body.setSizes([270, 730])
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_PAGE, GAP_WIDE, GAP_PAGE, GAP_PAGE)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(body, 1)
        open_at(self, 1040, 740)
        self.narrow("")
        self.list.setFocus()

    def narrow(self, wanted: str) -> None:
        """List the parts that say this, in any case; all of them for nothing."""
        said = wanted.strip().casefold()
        found = [part for part in self._parts if said in part.words.casefold()]
        self.list.clear()
        for part in found:
            item = QListWidgetItem(part.title)
            item.setData(Qt.ItemDataRole.UserRole, part)
            item.setSizeHint(QSize(0, _ROW))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._read()

    def _read(self) -> None:
        item = self.list.currentItem()
        if item is None:
            self.text.setPlainText(self.tr("The manual does not say that."))
        else:
            self.text.read(Part(*item.data(Qt.ItemDataRole.UserRole)), self.filter.text().strip())


class PartView(QTextBrowser):
    """One part of the manual, its pictures as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clause")
        self.setOpenLinks(False)

    def read(self, part: Part, wanted: str = "") -> None:
        """Show a part from its beginning, what was looked for marked where it first stands."""
        document = self.document()
        document.setBaseUrl(QUrl.fromLocalFile(str(resource("manual", "zh.md"))))
        document.setMarkdown(part.words)
        self._loosen()
        self._fit()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if wanted:
            self.find(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the pictures have the new width."""
        super().resizeEvent(event)
        self._fit()

    def _loosen(self) -> None:
        """Give lines and tables of the plain Markdown the air the rest of the program has."""
        for block in _blocks(self):
            cursor = QTextCursor(block)
            line = block.blockFormat()
            line.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if not isinstance(cursor.currentTable(), QTextTable):
                line.setBottomMargin(GAP_SMALL)
            cursor.setBlockFormat(line)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                table = QTextTableFormat(frame.format().toTableFormat())
                table.setCellPadding(GAP_SMALL)
                table.setBorder(1)
                table.setBorderCollapse(True)
                table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                table.setBorderBrush(QColor(colours().line))
                table.setTopMargin(GAP_SMALL)
                table.setBottomMargin(GAP)
                frame.setFormat(table)

    def _fit(self) -> None:
        """Draw the pictures anew for the room there is: Qt scales one that is only given a width without smoothing."""
        width = self.viewport().width() - 2 * GAP
        sharp = self.devicePixelRatioF()
        for block in _blocks(self):
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().isImageFormat():
                    form = QTextImageFormat(piece.charFormat().toImageFormat())
                    picture = QImage(str(resource("manual", *form.name().split("/"))))
                    fitting = picture.scaledToWidth(round(width * sharp), Qt.TransformationMode.SmoothTransformation)
                    fitting.setDevicePixelRatio(sharp)
                    address = self.document().baseUrl().resolved(QUrl(form.name()))
                    self.document().addResource(QTextDocument.ResourceType.ImageResource, address, fitting)
                    form.setWidth(width)
                    cursor = QTextCursor(self.document())
                    cursor.setPosition(piece.position())
                    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor)
                    cursor.setCharFormat(form)
                    break
                pieces += 1


def _blocks(view: QTextBrowser) -> list[QTextBlock]:
    block, found = view.document().firstBlock(), []
    while block.isValid():
        found.append(block)
        block = block.next()
    return found
