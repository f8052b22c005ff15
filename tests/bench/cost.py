#!/usr/bin/env python3
"""cost.py [--beyt PROGRAM] [--corpus FOLDER] [--shares] [--peer NAME]… [POSTS…]: what a Farsi digest costs, and what the same text costs elsewhere.

First table: whole digests of 10, 100 and 500 posts (or POSTS), each a fresh process: CPU, peak memory,
pages, CPU a page (proportional if the column stays level), and with --shares, for the rows up to 100 posts,
which share of all instructions each stage takes, counted by valgrind, and what finishing takes as a ratio to
layout (the goal at about 300 pages: below 1). Second table: the plain paragraphs of 100 posts
on A5, set by beyt and its peers in turns, the best of three runs each, as a ratio to Pango. Third: the site.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import tempfile

import peers
import run as bench

STAGES = ("workspace_open", "digest_paginate", "encoding_new", "paint_pdf", "finish_pdf")
SHARES_MOST = 100  # posts; valgrind takes fifty times as long


def shares(command, work):
    """Share of instructions below each stage, counted by valgrind; empty without it."""
    if not shutil.which("valgrind"):
        return {}
    counts = work / "callgrind.out"
    subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={counts}", *command], capture_output=True)
    text = subprocess.run(["callgrind_annotate", "--inclusive=yes", counts], capture_output=True, text=True).stdout
    found = re.findall(r"\(\s*([\d.]+)%\)\s+\S+:(\w+)[ .]", text)
    return {name: float(share) for share, name in reversed(found) if name in STAGES}


def digests(options):
    print(f"{'posts':>6} {'cpu s':>7} {'MB':>6} {'pages':>6} {'ms a page':>10}  {'load':>6} {'layout':>7} {'encode':>7} {'paint':>7} {'finish':>7}   (% of instructions)  finish/layout")
    for count in options.posts:
        work = pathlib.Path(tempfile.mkdtemp())
        bench.make(options.corpus, work / "pub", count)
        command = [options.beyt, "digest", "-C", str(work / "pub"), "all", "--lang", "fa", "--for", "screen",
                   "-o", str(work / "d.pdf")]
        runs = [bench.timed(command) for _ in range(3 if count <= 100 else 1)]
        cpu, peak = min(r[1] for r in runs), max(r[2] for r in runs)
        pages = bench.pages(work / "d.pdf")
        part = shares(command, work) if options.shares and count <= SHARES_MOST else {}
        ratio = f"{part['finish_pdf'] / part['digest_paginate']:>36.2f}" if "finish_pdf" in part else ""
        columns = " ".join(f"{part[s]:>7.1f}" if s in part else f"{'':>7}" for s in STAGES)
        print(f"{count:>6} {cpu:>7.2f} {peak:>6.0f} {pages:>6} {1000 * cpu / max(1, pages):>10.2f} {columns}{ratio}", flush=True)
        shutil.rmtree(work)


def against_peers(options, count=100):
    work = pathlib.Path(tempfile.mkdtemp())
    bench.make(options.corpus, work / "pub", count)
    texts = [t for path in sorted((work / "pub/fa").glob("*.md")) for t in peers.paragraphs(path, "fa")]
    commands = {}
    for peer in options.peer or ["pango", "beyt", "beyt-light", "xelatex", "weasyprint", "chromium"]:
        if peer in peers.KASHIDA or peer == "pango" or shutil.which(peer):
            (work / peer).mkdir()
            commands[peer] = [*map(str, peers.command(peer, texts, "fa", peers.FORMATS["A5"], work / peer, options))]
    best = {}
    for turn in range(3):  # in turns, so that a busy moment of the machine falls on all of them
        for peer, command in commands.items():
            if turn == 0 or peer in (*peers.KASHIDA, "pango"):
                _, cpu, peak = bench.timed(command)
                best[peer] = min(best.get(peer, (cpu, peak)), (cpu, peak))
    print(f"\n{'paragraphs of ' + str(count) + ' posts, A5':<32} {'cpu s':>7} {'MB':>6} {'pages':>6} {'of Pango':>9}")
    for peer, (cpu, peak) in best.items():
        ratio = cpu / best["pango"][0] if "pango" in best else 0
        print(f"{peer:<32} {cpu:>7.2f} {peak:>6.0f} {bench.pages(work / peer / 'out.pdf'):>6} {ratio:>9.2f}")
    shutil.rmtree(work)


def site(options, count=100):
    work = pathlib.Path(tempfile.mkdtemp())
    bench.make(options.corpus, work / "pub", count)
    print(f"\n{'site of ' + str(count) + ' pairs':<32} {'cpu s':>7} {'MB':>6}")
    for name, more in {"build -j1 --no-digests": ["-j1", "--no-digests"], "build -j1": ["-j1"]}.items():
        _, cpu, peak = bench.timed([options.beyt, "build", str(work / "pub"), "-o", str(work / "out"), *more])
        print(f"{name:<32} {cpu:>7.2f} {peak:>6.0f}", flush=True)
        shutil.rmtree(work / "out", ignore_errors=True)
    shutil.rmtree(work)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--beyt", default=str(bench.ROOT / "build/release/beyt"))
    parser.add_argument("--corpus", type=pathlib.Path, default=bench.ROOT.parent / "shared/corpus/opensource-guide")
    parser.add_argument("--peer", action="append", help="only these")
    parser.add_argument("--shares", action="store_true", help="count instructions by stage (slow)")
    parser.add_argument("posts", nargs="*", type=int, default=[10, 100, 500])
    options = parser.parse_args()
    options.posts = options.posts or [10, 100, 500]
    digests(options)
    against_peers(options)
    site(options)


if __name__ == "__main__":
    main()
