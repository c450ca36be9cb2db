"""Fil Rouge: explore narratives in press texts. This package is the engine; it knows nothing of the browser."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("filrouge")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"
