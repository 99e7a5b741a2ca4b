#!/usr/bin/env python3
"""Vicuna's cleaning of HTML conversations: the recipe beside the same steps in Python, on BeautifulSoup 4 with html.parser (Debian's python3-bs4).

    /usr/bin/python3 vicuna.py --tool PATH/DatasetKit.Cli [--conversations 100000] [--peer 4000]

The peer's Markdown writer does only what these conversations need, so it is no slower than markdownify, which few package indexes carry. Conversations are made up from a fixed seed in the markup of shared ChatGPT pages. Both clean the first --peer of them, whose texts must be equal, and are timed as whole
processes; then the tool alone cleans all. Python's time is scaled by the number of conversations, in its favour: its start is counted once for each part.
"""
import argparse, html, json, os, random, re, subprocess, sys, tempfile, warnings

WORDS = ('the a model answers question how do I reset password settings open then choose invoice because and it is of to in data example write short story about sea explain why '
         'sky blue naïve café größe 3.14 1,024 x*y snake_case 因为 数据集 🙂 "quoted" <tag> a&b').split(" ")
text = lambda rng, words: html.escape(" ".join(rng.choices(WORDS, k=words)))
CODE = ('<pre><div class="bg-black rounded-md mb-4"><div class="flex items-center"><span class="">python</span><button class="flex ml-auto gap-2">Copy code</button></div>'
        '<div class="p-4 overflow-y-auto"><code class="!whitespace-pre hljs language-python"><span class="hljs-keyword">import</span> os_path\n'
        '<span class="hljs-built_in">print</span>(<span class="hljs-string">"a_b"</span>)\n</code></div></div></pre>')

def answer(rng):
    paragraphs = "".join(f"<p>{text(rng, 45)}</p>" for _ in range(rng.randint(1, 4)))
    kind = rng.random()
    if kind < .3: rest = f"<ol><li><p>{text(rng, 12)}</p></li><li>second <strong>thing</strong></li></ol>"
    elif kind < .5: rest = CODE
    elif kind < .7: rest = f'<ul><li>one <em>{text(rng, 2)}</em></li><li>two <a href="https://a.b/c">link</a><ul><li>in</li></ul></li></ul>'
    elif kind < .8: rest = "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    else: rest = f"<h2>{text(rng, 4)}</h2><p>{text(rng, 12)}<code>x_y</code></p>"
    return f'<div class="markdown prose w-full break-words dark:prose-invert light">{paragraphs}{rest}</div>'

def make(path, count):
    rng = random.Random(42)
    with open(path, "w", encoding="utf-8") as lines:
        for i in range(count):
            turns = [t for _ in range(rng.randint(1, 3)) for t in ({"from": "human", "value": text(rng, 12) + f" {i}"}, {"from": "gpt", "value": answer(rng)})]
            lines.write(json.dumps({"id": f"c{i}", "conversations": turns}, ensure_ascii=False) + "\n")

def markdown(node, depth=0):
    """The children of an element as Markdown; lists and tables hold elements only."""
    from bs4 import NavigableString
    parts = []
    for child in node.children:
        if isinstance(child, NavigableString):
            words = str(child)
            if node.name not in ("pre", "code"): words = words.replace("*", r"\*").replace("_", r"\_")
            if node.name != "pre" and not (node.name == "code" and node.parent.name == "pre"): words = re.sub(r"[\t ]+", " ", words)
            if node.name == "li" and (child.next_sibling is None or child.next_sibling.name in ("ul", "ol")): words = words.rstrip()
            parts.append(words); continue
        name, inner = child.name, markdown(child, depth + (child.name in ("ul", "ol")))
        mark = {"strong": "**", "em": "*", "code": "`"}.get(name)
        if mark and not (name == "code" and node.name == "pre"): inner = f"{mark}{inner.strip()}{mark}" if inner.strip() else ""
        elif name == "p": inner = inner + "\n\n" if inner else ""
        elif name == "h2": inner = f"{inner.rstrip()}\n{'-' * len(inner.rstrip())}\n\n"
        elif name == "a": inner = f"[{inner.strip()}]({child.get('href')})"
        elif name == "pre": inner = f"\n```\n{inner}\n```\n" if inner else ""
        elif name in ("ul", "ol"):
            if child.find_parent("li"): inner = "\n" + re.sub("^", "\t", inner, flags=re.M).rstrip()
            elif child.next_sibling is not None: inner += "\n"
        elif name == "li": inner = f"{str(1 + node.index(child)) + '.' if node.name == 'ol' else '*+-'[depth % 3 - 1]} {inner.strip()}\n"
        elif name == "table": inner = f"\n\n{inner}\n"
        elif name in ("td", "th"): inner = f" {inner} |"
        elif name == "tr":
            heads = child.find_all("th")
            inner = f"|{inner}\n" + (f"| {' | '.join(['---'] * len(heads))} |\n" if heads else "")
        parts.append(inner)
    return "".join(parts)

def peer(source, target):
    from bs4 import BeautifulSoup
    warnings.filterwarnings("ignore")
    markdownify = lambda value: markdown(BeautifulSoup(value, "html.parser"))
    def clean(value):
        value = markdownify(re.sub("<span.*?>", "", re.sub("<div.*?>", "", value))).strip()
        value = re.sub(r"```\s*(.*?)(?:Copy code)+(.+?)\s*?```", r"```\g<1>\n\g<2>\n```", value, flags=re.DOTALL)
        counter = re.match(r"\d+ / \d+", value)
        value = value[counter.end():] if counter else value
        value = re.sub(r"```(.*?)Copy code\s*```", "", re.sub(r"Copy\d+ chars / \d+ words", "", value))
        while "\n\n\n" in value: value = value.replace("\n\n\n", "\n\n")
        return value.strip()
    seen = set()
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for line in lines:
            record = json.loads(line); turns = record["conversations"]
            for turn in turns: turn["value"] = clean(turn["value"])
            if record["id"] in seen or any("openai" in t["value"].lower() or "chatgpt" in t["value"].lower() for t in turns): continue
            seen.add(record["id"]); out.write(json.dumps(record, ensure_ascii=False) + "\n")

def run(command):
    p = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = p.stdout.read().decode(); _, status, used = os.wait4(p.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1): sys.exit(said)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024

def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--tool"); a.add_argument("--conversations", type=int, default=100_000); a.add_argument("--peer", type=int, default=4000)
    a.add_argument("--as-peer", nargs=2, help=argparse.SUPPRESS); a.add_argument("--make", help="only write the conversations to this file")
    a = a.parse_args()
    if a.as_peer: return peer(*a.as_peer)
    if a.make: return make(a.make, a.conversations)
    with tempfile.TemporaryDirectory() as folder:
        part, whole, ours, theirs = (f"{folder}/{name}.jsonl" for name in ("part", "whole", "ours", "theirs"))
        make(part, a.peer); make(whole, a.conversations)
        python = run([sys.executable, __file__, "--as-peer", part, theirs])
        few = run([a.tool, "recipe", "run", "vicuna", part, "-o", ours, "--force"])
        texts = lambda path: {r["id"]: [t["value"] for t in r["conversations"]] for r in map(json.loads, open(path, encoding="utf-8"))}
        mine, other = texts(ours), texts(theirs); same = sum(mine.get(k) == v for k, v in other.items())
        many = run([a.tool, "recipe", "run", "vicuna", whole, "-o", ours, "--force"])
        scaled = python[0] / a.peer * a.conversations
        print(f"python, {a.peer}: {python[0]:.2f} s, {python[1]:.0f} MB; scaled to {a.conversations}: {scaled:.1f} s")
        print(f"datasetkit, {a.peer}: {few[0]:.2f} s, {few[1]:.0f} MB; {a.conversations} ({os.path.getsize(whole) / 1e6:.0f} MB): {many[0]:.2f} s, {many[1]:.0f} MB; {100 * many[0] / scaled:.1f} % of python's")
        print(f"equal conversations: {same} of {len(other)}; load {open('/proc/loadavg').read().strip()}")

main()
