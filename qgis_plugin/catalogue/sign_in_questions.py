"""What has to be asked before somebody signs in or out."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QInputDialog, QLineEdit, QMessageBox, QWidget

from ...processing_algorithms.base.translation import tr


def ask_passphrase(parent: QWidget) -> tuple[str | None, bool]:
    """The passphrase of a computer without a keyring, None where all is to stay in memory; and whether to go on."""
    question = tr(
        "This computer has no keyring. Give a passphrase to keep your data here, encrypted, for next time.\n"
        "Leave it empty to keep everything in memory until QGIS closes."
    )
    typed, agreed = QInputDialog.getText(parent, "SafeStats", question, QLineEdit.EchoMode.Password)
    return typed or None, agreed


def ask_to_shred(parent: QWidget, name: str) -> bool:
    """Whether somebody really wants to destroy what is kept of her on this computer."""
    question = tr(
        "Sign {name} out, and destroy what is kept on this computer with its key? Layers on the map stay until QGIS "
        "closes. The data can be fetched again from the portal."
    ).format(name=name)
    yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
    return QMessageBox.question(parent, "SafeStats", question, yes | no, no) == yes
