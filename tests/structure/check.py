#!/usr/bin/env python3
"""check.py RULE: holds the tree against the habits of pipeline/README.md. Exit status 1 lists each breach.

includes  which stage may include which, and which file may know which library
sizes     no file over 500 lines, no function over 60 (flat tables exempt)
names     no get, do, handle, process, util, manager, helper in a name; no second authority on Unicode
format    .clang-format is obeyed
map       pipeline/README.md has a line for each file
hygiene   no machine path, no registry, no leftover
rows      every row that is cited stands in docs/FARSI.md, and every row met there names files and tests that exist
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PIPELINE = ROOT / "pipeline"

# Stage -> the stages it may include, besides itself. The link lists in CMakeLists.txt say the same.
BELOW_LOCALE = {"base", "model", "locale"}
STAGES = {
    "base": set(),
    "preflight": {"base", "model"},
    "impose": {"base"},
    "model": {"base"},
    "locale": {"base", "model"},
    "load": BELOW_LOCALE,
    "translate": BELOW_LOCALE,
    "site": BELOW_LOCALE,
    "typeset": BELOW_LOCALE,
    "paginate": BELOW_LOCALE | {"typeset"},
    "print": BELOW_LOCALE | {"typeset", "paginate"},
}
STAGES["build"] = set(STAGES) - {"preflight", "impose"}
STAGES["serve"] = set(STAGES)
STAGES["commands"] = set(STAGES)

# A library's header -> where it may be included.
LIBRARIES = {
    r"cmark": r"load/commonmark\.c",
    r"yaml\.h": r"base/yaml\.c",
    r"qpdf/": r"print/finish\w*\.[ch]|preflight/pdf_file\.c|impose/impose\.c",
    r"cairo": r"print/\w+\.[ch]",
    r"lcms2": r"print/colour(_source)?\.c",
    r"librsvg": r"print/\w+\.c",
    r"brotli": r"site/woff2\.c",
    r"hb-subset": r"(site|print)/\w+\.[ch]",
    r"hyphen\.h": r"typeset/\w+\.c",
}


def sources():
    for folder in ("pipeline", "tests"):
        for path in sorted((ROOT / folder).rglob("*.[ch]")):
            if "node_modules" not in path.parts:
                yield path


def includes():
    for path in sources():
        if PIPELINE not in path.parents or path.parent == PIPELINE:
            continue
        stage = path.parent.name
        place = path.relative_to(PIPELINE).as_posix()
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = re.match(r'\s*#\s*include\s+([<"])([^>"]+)', line)
            if not found:
                continue
            target = found[2]
            other = target.split("/")[0]
            if found[1] == '"' and other in STAGES and other != stage and other not in STAGES[stage]:
                yield f"{path}:{number}: {stage} must not include {other}"
            for header, allowed in LIBRARIES.items():
                if found[1] == "<" and re.match(header, target) and not re.fullmatch(allowed, place):
                    yield f"{path}:{number}: <{target}> belongs in {allowed} only"


def functions(lines):
    """(first line, last line, name) of each function of a clang-formatted file."""
    head = start = None
    for number, line in enumerate(lines, 1):
        if start is not None:
            if line == "}":
                yield start, number, head
                head = start = None
            continue
        opened = re.match(r"^[A-Za-z_][^=;{}]*?(\w+)\(", line)
        if opened:
            head = opened[1]
        if head and line.endswith(") {"):
            start = number
        elif line.endswith((";", "}")):
            head = None


def sizes():
    for path in sources():
        lines = path.read_text().splitlines()
        flat = path.name.endswith("_table.h") or "flat table" in "\n".join(lines[:5])
        if len(lines) > 500 and not flat:
            yield f"{path}: {len(lines)} lines, over 500"
        for first, last, name in functions(lines):
            if last - first + 1 > 60:
                yield f"{path}:{first}: {name} has {last - first + 1} lines, over 60"


def names():
    banned = {"get", "do", "handle", "process", "util", "utils", "manager", "helper", "helpers"}
    for path in sources():
        if banned & set(re.split(r"[_.]", path.name)):
            yield f"{path}: a banned word in the file's name"
        if PIPELINE not in path.parents:
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            code = re.sub(r"//.*|\"(\\.|[^\"])*\"", "", line)
            defined = re.match(r"^[A-Za-z_][\w \*]*?(\w+)\(", code)
            if defined and banned & set(defined[1].split("_")):
                yield f"{path}:{number}: a banned word in '{defined[1]}'"
            if re.search(r"\bg_(utf8|unichar)_\w+", code):
                yield f"{path}:{number}: ICU is the only authority on Unicode"


def formatting():
    files = [str(path) for path in sources()]
    run = subprocess.run(["clang-format", "--dry-run", "--Werror", *files], capture_output=True, text=True)
    yield from re.findall(r"^.*-Wclang-format-violations.*$", run.stderr, re.M)[:20]
    if run.returncode and "clang-format-violations" not in run.stderr:
        yield run.stderr


def hygiene():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path == pathlib.Path(__file__).resolve() or not path.is_file():
            continue
        try:
            text = path.read_text()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(r"(?<![\w.])/(work|home|root)/[a-z]", line):
                yield f"{name}:{number}: a path of one machine"
            if re.search(r'"resolved": "https?:', line):
                yield f"{name}:{number}: a registry's host"
            if re.search(r"\b(TODO|FIXME|XXX)\b", line) and not name.endswith(".json"):
                yield f"{name}:{number}: a leftover"


def map_():
    """Each file of the pipeline has its line in the map, and each line its file."""
    section, listed = None, set()
    for line in (PIPELINE / "README.md").read_text().splitlines():
        section = (re.match(r"### (\w+)/", line) or [None, section])[1]
        entry = re.match(r"- `(\w+)`: \S", line)
        if entry:
            listed.add(f"{section}/{entry[1]}")
    there = {f"{p.parent.name}/{p.stem}" for p in PIPELINE.glob("*/*.[ch]")}
    yield from (f"pipeline/README.md: no line for {name}" for name in sorted(there - listed))
    yield from (f"pipeline/README.md: there is no {name}" for name in sorted(listed - there))


ROW = r"\b(?:SH|BD|NU|LB|JU|PG|PD|HT|FT)[-_]\d+(?!\d)"


def requirements():
    """(line, ID, cells) of each row of docs/FARSI.md."""
    for number, line in enumerate((ROOT / "docs/FARSI.md").read_text().splitlines(), 1):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and re.fullmatch(ROW + r"|D\d", cells[0]):
            yield number, cells[0], cells[1:]


def known_tests():
    """A pattern for each add_test, its variables as groups, and the words that a group may stand for."""
    for path in (ROOT / "tests").rglob("CMakeLists.txt"):
        if "node_modules" in path.parts:
            continue
        text = path.read_text()
        values = set(re.findall(r"[\w-]+", text))
        for source in path.parent.rglob("test_*.c"):
            values |= {source.stem, source.parent.name}
        for name in re.findall(r"add_test\(NAME (\S+)", text):
            yield re.sub(r"\\\$\\\{\w+\\\}", r"([\\w-]+)", re.escape(name)), values


def rows():
    tests = list(known_tests())

    def exists(name):
        return any(found and set(found.groups()) <= values
                   for found, values in ((re.fullmatch(pattern, name), values) for pattern, values in tests))

    known = set()
    for number, row, (_, _, where, state, test) in requirements():
        place = f"docs/FARSI.md:{number}: {row}"
        if row in known:
            yield f"{place} stands there twice"
        known.add(row)
        if not re.match(r"met\b|(partly|not met): \w", state):
            yield f"{place} has no state"
        names = re.findall(r"`([^`]+)`", test)
        if not names and not state.startswith("not met"):
            yield f"{place} names no test"
        yield from (f"{place} names the test {name}, which there is not" for name in names if not exists(name))
        for name in re.findall(r"[\w/.-]+\.\w+", where):
            if not (PIPELINE / name).is_file() and not (ROOT / name).is_file():
                yield f"{place} names the file {name}, which there is not"
    for folder, pattern in (("pipeline", ROW + r"|(?<!%)\bD\d\b"), ("locales", ROW + r"|(?<!%)\bD\d\b"), ("tests", ROW)):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in {".c", ".h", ".css", ".py", ".mjs", ".yaml"} or "node_modules" in path.parts:
                continue
            for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
                for row in re.findall(pattern, line):
                    if row.replace("_", "-") not in known:
                        yield f"{path}:{number}: docs/FARSI.md has no row {row}"


def main():
    rules = {"includes": includes, "sizes": sizes, "names": names, "format": formatting, "hygiene": hygiene, "rows": rows,
             "map": map_}
    breaches = list(rules[sys.argv[1]]())
    print("\n".join(breaches) or f"{sys.argv[1]}: nothing to mend")
    return bool(breaches)


if __name__ == "__main__":
    sys.exit(main())
