"""What QGIS 4 has here: PyQt6, and the few names that it keeps where Qt 5 had them."""
