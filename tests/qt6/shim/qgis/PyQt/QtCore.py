from PyQt6.QtCore import *  # noqa: F403
from PyQt6.QtCore import QMetaType, QVariant

NULL = QVariant()
for _old, _new in {
    "Int": "Int",
    "LongLong": "LongLong",
    "Double": "Double",
    "Bool": "Bool",
    "String": "QString",
}.items():
    setattr(QVariant, _old, getattr(QMetaType.Type, _new))
for _old in ("Date", "Time", "DateTime", "StringList"):
    setattr(QVariant, _old, getattr(QMetaType.Type, f"Q{_old}"))
