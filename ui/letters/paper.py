"""The pages of a letter, shown beside its words and kept up to date."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from ui.icons import icon
from ui.look import BAR, GAP_SMALL, GAP_TINY
from ui.paper.pages import PdfPages
from ui.paper.view import PagesView


class Paper(QWidget):
    """Shows the pages of one PDF, or says why there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content: bytes | None = None
        """The very bytes of the pages shown."""
        self.view: PagesView | None = None
        self.message = QLabel()
        self.message.setObjectName("soft")
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setMargin(GAP_SMALL)
        self.state = QLabel()
        self.state.setObjectName("soft")
        self.where = QLabel()
        self.where.setObjectName("soft")
        self._bar = QHBoxLayout()
        self._bar.setSpacing(GAP_TINY)
        self._bar.addStrut(BAR)
        self._bar.addWidget(self.state, 1)
        self._bar.addWidget(self.where)
        self._body = QStackedWidget()
        self._body.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_TINY)
        column.addLayout(self._bar)
        column.addWidget(self._body, 1)

    def show_pages(self, content: bytes) -> None:
        """Show the pages of a PDF, at the place looked at before."""
        if content == self.content:
            self._body.setCurrentIndex(1)
            self.state.clear()
            return
        self.content = content
        pages = PdfPages(content)
        if self.view is None:
            self.view = PagesView(pages)
            self.view.moved.connect(lambda _: self._tell_page())
            self._body.addWidget(self.view)
            for name, text, act in (
                ("zoom-out", self.tr("Smaller"), self.view.zoom_out),
                ("zoom-in", self.tr("Larger"), self.view.zoom_in),
            ):
                button = QToolButton()
                button.setIcon(icon(name))
                button.setToolTip(text)
                button.setAccessibleName(text)
                button.clicked.connect(act)
                self._bar.addWidget(button)
        else:
            self.view.put(pages)
        self._count = len(pages)
        self._body.setCurrentIndex(1)
        self.state.clear()
        self._tell_page()

    def say(self, message: str) -> None:
        """Say why there are no pages; pages made before stay away, as they are not what would go out."""
        self.content = None
        self.message.setText(message)
        self.where.clear()
        self.state.clear()
        self._body.setCurrentIndex(0)

    def busy(self, text: str) -> None:
        """Say that the pages shown are being made anew."""
        self.state.setText(text)

    def top(self) -> None:
        """Go to the first page."""
        if self.view is not None and self.content is not None:
            self.view.go_to(0)

    def _tell_page(self) -> None:
        if self.view is not None:
            self.where.setText(self.tr("Page {0} of {1}").format(self.view.page + 1, self._count))
