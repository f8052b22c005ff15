#!/usr/bin/env python3
"""manual.py FOLDER: every command has a man page without faults, which names each of its options."""
import os
import pathlib
import re
import subprocess
import sys

folder = pathlib.Path(sys.argv[1])
beyt = os.environ["BEYT"]
faults = []
lint = subprocess.run(["mandoc", "-Tlint", "-Wwarning", *sorted(map(str, folder.glob("*.[15]")))],
                      capture_output=True, text=True)
faults += lint.stdout.splitlines()
overview = subprocess.run([beyt, "--help"], capture_output=True, text=True, check=True).stdout
commands = re.findall(r"(?m)^  ([a-z]+) ", overview)
assert len(commands) >= 8, overview
for command in commands:
    page = folder / f"beyt-{command}.1"
    if not page.exists():
        faults.append(f"there is no {page.name}")
        continue
    text = subprocess.run(["mandoc", "-Tutf8", page], capture_output=True, text=True).stdout
    text = re.sub(r".\x08", "", text).replace("‐", "-").replace("−", "-")
    usage = subprocess.run([beyt, command, "--help"], capture_output=True, text=True, check=True).stdout
    faults += [f"{page.name} does not name {option}" for option in re.findall(r"--[a-z-]+", usage) if option not in text]
print("\n".join(faults) or f"{len(commands)} man pages agree with the program")
sys.exit(bool(faults))
