"""Texts of Qt's own dialogs that Qt's own Chinese lacks; ``resources/i18n`` holds them beside the program's own.

Nothing reads this table at run time: it is what the tool that collects texts finds them by.
"""

from ui.languages import QT_TRANSLATE_NOOP

LACKING = (
    ("QFileDialog", QT_TRANSLATE_NOOP("QFileDialog", "&Look in:")),
    ("QFileDialog", QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:")),
    ("QAbstractFileIconProvider", QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Drive")),
    ("QAbstractFileIconProvider", QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "File")),
    ("QAbstractFileIconProvider", QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "%1 File")),
    ("QAbstractFileIconProvider", QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder")),
    ("QAbstractFileIconProvider", QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "File Folder")),
    ("QAbstractFileIconProvider", QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Alias")),
    ("QAbstractFileIconProvider", QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Shortcut")),
    ("QAbstractFileIconProvider", QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Unknown")),
    ("QPrintPropertiesDialog", QT_TRANSLATE_NOOP("QPrintPropertiesDialog", "Page")),
    ("QPrintPropertiesDialog", QT_TRANSLATE_NOOP("QPrintPropertiesDialog", "Advanced")),
)
"""(context, English text)."""
