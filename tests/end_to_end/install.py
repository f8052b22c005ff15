#!/usr/bin/env python3
"""install.py CMAKE BUILD: `cmake --install` puts everything in place, and the installed program works alone."""
import pathlib
import subprocess
import sys
import tempfile

cmake, build = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    prefix = pathlib.Path(folder)
    subprocess.run([cmake, "--install", build, "--prefix", prefix], check=True, stdout=subprocess.DEVNULL)
    wanted = ["bin/beyt", "share/man/man1/beyt.1", "share/man/man1/beyt-build.1", "share/man/man5/beyt-formats.5",
              "share/beyt/locales/fa.yaml", "share/beyt/fonts/families.yaml", "share/beyt/theme", "share/beyt/measures"]
    missing = [name for name in wanted if not (prefix / name).exists()]
    assert not missing, f"not installed: {missing}"
    beyt = prefix / "bin/beyt"
    subprocess.run([beyt, "init", "pub"], cwd=prefix, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([beyt, "build", "pub"], cwd=prefix, check=True, stdout=subprocess.DEVNULL)
    assert (prefix / "pub/public/index.html").is_file()
print("installed and working")
