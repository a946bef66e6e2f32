"""Stands in for the `qgis` of QGIS 4, which no package index of this machine has: Qt is real, the rest is the least.

What has a body here behaves as QGIS's does, as far as the panels ask. Any other name can be imported and subclassed.
"""
