#!/usr/bin/env python3
"""ROUGE-L novelty: 1,000 candidates against a pool of 50,000, beside a plain Python loop over longest common subsequences.

    dotnet build -c Release benchmarks/DatasetKit.Benchmarks
    python3 rouge.py --tool 'dotnet PATH/DatasetKit.Benchmarks.dll' [--pool 50000] [--candidates 1000] [--peer 4]

Texts are made up from a fixed seed: words in the frequencies of a language (the n-th most frequent 1/n as often as the first), 4 to 60 a text, candidates mostly variants of a
text in the pool. The loop takes the first --peer candidates, whose decisions must be equal; its time is scaled.
"""
import argparse, json, os, random, subprocess, sys, tempfile, time

def texts(pool, candidates):
    rng = random.Random(42); words = [f"{a}{b}{c}" for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ai", "ou") for c in ("", "n", "r", "st", "l", "ng", "ck", "ment", "tion", "ly")]
    rng.shuffle(words); weights = [1 / (n + 1) for n in range(len(words))]
    sums = [sum(weights[:1])]
    for w in weights[1:]: sums.append(sums[-1] + w)
    new = lambda: rng.choices(words, cum_weights=sums, k=min(60, max(4, int(rng.lognormvariate(2.6, .6)))))
    vary = lambda text, share: [w if rng.random() > share else rng.choices(words, cum_weights=sums)[0] for w in text]
    kept = [new() for _ in range(pool)]
    return [" ".join(t) for t in kept], [" ".join(vary(rng.choice(kept), rng.random() * .8)) for _ in range(candidates)]

def common(a, b):
    before = [0] * (len(b) + 1)
    for x in a:
        row = [0]
        for j, y in enumerate(b): row.append(before[j] + 1 if x == y else max(before[j + 1], row[j]))
        before = row
    return before[-1]

def similar(candidate, pool):
    for other in pool:
        shared = common(candidate, other)
        if shared and 2 * (shared / len(candidate)) * (shared / len(other)) / (shared / len(candidate) + shared / len(other)) > 0.7: return True
    return False

def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--tool", required=True); a.add_argument("--pool", type=int, default=50_000); a.add_argument("--candidates", type=int, default=1000); a.add_argument("--peer", type=int, default=4)
    a = a.parse_args(); pool, candidates = texts(a.pool, a.candidates)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump({"pool": pool, "candidates": candidates}, file); file.flush()
        said = json.loads(subprocess.run(a.tool.split() + ["rouge", file.name], check=True, capture_output=True).stdout)
    split, begin, decisions = [p.split() for p in pool], time.process_time(), []
    for candidate in candidates[:a.peer]: decisions.append(similar(candidate.split(), split))
    python = (time.process_time() - begin) / a.peer * a.candidates
    print(f"datasetkit: pool {said['pool_seconds']:.2f} s, candidates {said['candidate_seconds']:.2f} s of CPU; {said['compared']} of {a.pool * a.candidates} pairs compared word by word, {sum(said['similar'])} too similar")
    print(f"python, {a.peer} candidates scaled to {a.candidates}: {python:.0f} s, {python / (said['pool_seconds'] + said['candidate_seconds']):.0f} times as long")
    print(f"equal decisions: {sum(x == y for x, y in zip(decisions, said['similar']))} of {a.peer}; load {open('/proc/loadavg').read().strip()}")

main()
