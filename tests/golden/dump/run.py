#!/usr/bin/env python3
"""run.py: one input, many expected views. Each cases/NAME/input.md is shown to `beyt dump` for each stage and
compared with the file beside it (nodes.txt, tokens.txt, html.txt, pages.txt; faults.txt for the diagnostics).
UPDATE=1 rewrites them: read the diff before you keep it. BEYT names the program.
"""
import difflib
import os
import pathlib
import subprocess
import sys

CASES = pathlib.Path(__file__).resolve().parent / "cases"
STAGES = ("nodes", "tokens", "html", "pages")
update = os.environ.get("UPDATE") == "1"


def dump(stage, case):
    run = subprocess.run([os.environ["BEYT"], "dump", stage, "input.md"], cwd=case, capture_output=True, text=True)
    if run.returncode != 0 or "Sanitizer" in run.stderr or "runtime error" in run.stderr:
        sys.exit(f"{case.name}: dump {stage} gave {run.returncode}\n{run.stderr}")
    return run.stdout, run.stderr


def compare(path, found):
    if update:
        path.write_text(found)
        return 0
    expected = path.read_text() if path.exists() else ""
    if expected == found:
        return 0
    lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), str(path), "found", lineterm="", n=1)
    print("\n".join(list(lines)[:40]))
    return 1


def main():
    changed = views = 0
    for case in sorted(p for p in CASES.iterdir() if p.is_dir()):
        for stage in STAGES:
            found, faults = dump(stage, case)
            changed += compare(case / f"{stage}.txt", found)
            views += 1
        changed += compare(case / "faults.txt", faults)
    print(f"{views} views, {changed} differ")
    return bool(changed or not views)


if __name__ == "__main__":
    sys.exit(main())
