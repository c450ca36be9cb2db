"""Build hook: put the dashboard and its demo into the wheel, as filrouge/_app.

A hook and not hatchling's `force-include` table, since that one also copies the files into an environment where the
project is installed in place, where they grow stale beside the real ones.
"""

from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DASHBOARD: Final = ("app.py", "pages", "components", ".streamlit/config.toml", "data/sample/bundle")


class DashboardHook(BuildHookInterface):  # type: ignore[misc]  # hatchling is there at build time only
    """Add the dashboard to a wheel; hatchling stops with the path's name if one of them is missing."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Map each path of `DASHBOARD` to its place in a standard wheel."""
        if version == "standard":
            build_data["force_include"] |= {path: f"filrouge/_app/{path}" for path in DASHBOARD}
