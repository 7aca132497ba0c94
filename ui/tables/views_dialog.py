"""The views of a list saved by name: shown, given another name, brought up to date and deleted."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.fitting import open_at
from ui.look import GAP, GAP_SMALL, GAP_WIDE
from ui.tables.views import View, named_views, rename_view, save_view

_NAME = Qt.ItemDataRole.UserRole


class ViewList(QListWidget):
    """Names of views: Enter shows one, F2 gives it another name, Delete deletes it."""

    showing = Signal()
    deleting = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("roomy", "true")
        self.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed)
        self.itemDoubleClicked.connect(lambda _: self.showing.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show and delete by key; the Enter that ends a name comes here too and means nothing more."""
        if self.state() == QListWidget.State.EditingState:
            event.accept()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.showing.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.deleting.emit()
        else:
            super().keyPressEvent(event)


class ViewsDialog(QDialog):
    """Lists the views saved of one kind of list; what is done with one is kept at once."""

    chosen = Signal(object)
    """The list is to be looked at as this :class:`ui.tables.views.View` says."""

    def __init__(self, kind: str, now: Callable[[], View], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Saved views"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kind, self._now = kind, now
        self.list = ViewList()
        self.list.setAccessibleName(self.windowTitle())
        self.list.showing.connect(self.show_chosen)
        self.list.deleting.connect(self.delete)
        self.list.itemChanged.connect(self._named)
        self.list.currentItemChanged.connect(lambda *_: self._offer())
        self.show_button = self._button(self.tr("Show"), self.show_chosen)
        self.rename_button = self._button(self.tr("Rename"), self.rename)
        self.replace_button = self._button(self.tr("Save over it"), self.replace)
        self.replace_button.setToolTip(self.tr("Keep the list as it is looked at now under this name"))
        self.delete_button = self._button(self.tr("Delete"), self.delete)
        self.said = QLabel()
        self.said.setObjectName("soft")
        self.said.setWordWrap(True)
        self._lay_out()
        self._list()

    @property
    def name(self) -> str:
        """The view selected; empty when there is none."""
        item = self.list.currentItem()
        return str(item.data(_NAME)) if item is not None else ""

    def show_chosen(self) -> None:
        """Have the list looked at as the view says."""
        view = named_views(self._kind).get(self.name)
        if view is not None:
            self.accept()
            self.chosen.emit(view)

    def rename(self) -> None:
        """Type another name in the list."""
        self.list.setFocus()
        self.list.editItem(self.list.currentItem())

    def replace(self) -> None:
        """Keep how the list is looked at now under the name."""
        save_view(self._kind, self.name, self._now())
        self.said.setText(self.tr("“{0}” is now the list as you see it.").format(self.name))

    def delete(self) -> None:
        """Delete the view; the next one is selected."""
        if self.name:
            gone = self.name
            save_view(self._kind, gone, None)
            self.list.takeItem(self.list.currentRow())
            self.said.setText(self.tr("Deleted: {0}").format(gone))

    def _named(self, item: QListWidgetItem) -> None:
        """Take the name that was typed, unless there is none or another view has it; it stays where it stands."""
        old, new = str(item.data(_NAME)), item.text().strip()
        taken = new != old and new in named_views(self._kind)
        self.said.setText(self.tr("There is a view “{0}” already.").format(new) if taken else "")
        if taken or not new:
            new = old
        elif new != old:
            rename_view(self._kind, old, new)
        quiet = QSignalBlocker(self.list)
        item.setText(new)
        item.setData(_NAME, new)
        quiet.unblock()

    def _list(self) -> None:
        """List the views there are."""
        for name in named_views(self._kind):
            item = QListWidgetItem(name)
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._offer()

    def _offer(self) -> None:
        for button in (self.show_button, self.rename_button, self.replace_button, self.delete_button):
            button.setEnabled(bool(self.name))

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        acts = QVBoxLayout()
        acts.setSpacing(GAP_SMALL)
        for button in (self.show_button, self.rename_button, self.replace_button, self.delete_button):
            acts.addWidget(button)
        acts.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(GAP)
        both.addWidget(self.list, 1)
        both.addLayout(acts)
        foot = QHBoxLayout()
        foot.addWidget(self.said, 1)
        foot.addWidget(self._button(self.tr("Close"), self.reject))
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addLayout(both, 1)
        column.addLayout(foot)
        open_at(self, 480, 360)
