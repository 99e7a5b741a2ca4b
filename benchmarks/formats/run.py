#!/usr/bin/env python3
"""What reading and writing costs for each format in each container, in relation to Alpaca in the same container.

    python3 run.py --tool PATH/DatasetKit.Cli [--rounds 5] [--megabytes 40] [--containers jsonl,json,csv] [FORMAT ...]

Records are made up from a fixed seed: short questions (§S), answers of about 400 bytes (§P) with quotes, line breaks, accents, CJK and emoji. Each file is read and
written in its own format as a whole process; its processor time less that of the same run over ten records, by megabyte read. The runs of all formats come in turn,
round after round; medians are shown. JSON and CSV are what `convert` makes of the JSON Lines; CSV holds only records without lists and objects.
"""
import argparse, json, os, random, statistics, subprocess, sys, tempfile

ANSWERS = {
 "alpaca": {"instruction": "§S", "input": "", "output": "§P"},
 "baize": {"topic": "§Q", "input": "The conversation between human and AI assistant.\n[|Human|] §Q\n[|AI|] §P\n[|Human|] §S\n[|AI|] §P\n[|Human|] "},
 "cot": {"question": "§S", "answer": "4", "chain_of_thought": "§P"},
 "dolly": {"instruction": "§S", "context": "§S", "response": "§P", "category": "closed_qa"},
 "dolly-parsed": {"instruction": "§S", "input": "§S", "output": "§P", "category": "closed_qa"},
 "flan": {"inputs": "§P", "targets": "§S", "task_source": "Flan2021", "task_name": "weather:1.0", "template_type": "zs_opt", "template_idx": 3},
 "gpt4-llm": {"user_input": "§S", "responses_and_scores": [{"response": "§P", "source": "m1", "score": 1.0}, {"response": "§P", "source": "m2", "score": 9}, {"response": "§P", "source": "m3", "score": 9}]},
 "hard-coded": {"Prompt": "§S", "Output": "§P"},
 "instructgpt": {"prompt": "§S", "completion": "§P", "user_id": "u1", "labeler_id": "l1", "use_case": "brainstorming", "source": "labeler", "prompt_type": "plain"},
 "instructgpt-samples": {"model_type": "m", "prompt_type": "zeroshot", "context": "§S", "ref_text": "§S", "sample": "§P"},
 "kto": {"messages": [{"role": "user", "content": "§S"}, {"role": "assistant", "content": "§P"}], "label": True},
 "lima": {"conversations": ["§S", "§P", "§S", "§P"], "source": "multi_turn"},
 "natural-instructions": {"Contributors": ["a"], "Source": ["s"], "Categories": ["Translation"], "Definition": ["§P"], "Input_language": ["German"], "Positive Examples": [{"input": "§S", "output": "§S", "explanation": "§S"}],
    "Negative Examples": [], "Instances": [{"id": f"task§N-{i}", "input": "§P", "output": ["§S"]} for i in range(100)], "Instance License": ["MIT"]},
 "oasst": {"message_tree_id": "t§N", "prompt": {"text": "§S", "role": "prompter", "replies": [{"text": "§P", "role": "assistant", "replies": [{"text": "§S", "role": "prompter", "replies": [{"text": "§P", "role": "assistant", "replies": []}]}]}]}},
 "open-orca": {"id": "flan.1§N", "system_prompt": "You are kind.", "question": "§S", "response": "§P"},
 "openai": {"messages": [{"role": "user", "content": "§S"}, {"role": "assistant", "content": "§P"}, {"role": "user", "content": "§S"}, {"role": "assistant", "content": "§P"}]},
 "opt-iml": {"src": "§P", "tgt": "§S", "category": "nli", "benchmark": "promptsource", "task": "rte", "template": "guess", "n_shots": 2},
 "preference": {"prompt": "§S", "chosen": "§P", "rejected": "§P"},
 "prompt": {"prompt": "§P", "user_id": "u1", "use_case": "open_qa"},
 "prompt-completion": {"prompt": "§S", "completion": "§P"},
 "ranking": {"prompt": "§S", "responses": ["§P", "§P", "§P"], "ranks": [1, 1, 3], "labels": [{"overall": 6, "hallucination": False}, {"overall": 6}, {"overall": 1, "fails_instruction": True}]},
 "science": {"dataset": "evidence_inference", "input": "§P", "output": "§S"},
 "score-list": {f"model-{i}": [9.0, 7.5] * 20 for i in range(4)},
 "self-instruct": {"id": "task_1§N", "name": "colour", "instruction": "§S", "instances": [{"input": "§S", "output": "§P"}], "is_classification": False},
 "sharegpt": {"id": "identity_0§N", "conversations": [{"from": "human", "value": "§S"}, {"from": "gpt", "value": "§P"}, {"from": "human", "value": "§S"}, {"from": "gpt", "value": "§P"}]},
 "text": {"text": "§P"},
 "tulu": {"dataset": "lima", "id": "lima_0§N", "messages": [{"role": "user", "content": "§S"}, {"role": "assistant", "content": "§P"}, {"role": "user", "content": "§S"}, {"role": "assistant", "content": "§P"}]},
 "tulu-eval": {"id": "t_2§N", "prompt": "§S", "completions": [{"model": "one", "completion": "§P"}, {"model": "two", "completion": "§P"}]},
 "ultra-eval": {"class": " Vicuna ", "data": "§P"},
 "ultrachat": {"id": "0§N", "data": ["§S", "§P", "§S", "§P"]},
 "ultrachat-200k": {"prompt": "§Q", "prompt_id": "abc§N", "messages": [{"content": "§Q", "role": "user"}, {"content": "§P", "role": "assistant"}, {"content": "§S", "role": "user"}, {"content": "§P", "role": "assistant"}]},
 "ultrachat-legacy": {"guid": "0§N", "context": ["User: §S"], "tgt_text": "§P"},
 "unnatural-instructions": {"instruction": "§S", "instances": [{"instruction_with_input": "§P", "input": "§S", "constraints": "None.", "output": "§P"}]},
 "wizardlm": {"instruction": "§S", "output": "§P"},
 "wizardlm-test": {"idx": "§N", "Skill": "Math", "Difficulty": 3, "Instruction": "§P"},
 "wizardlm-v2": {"idx": "mQlSpXY§N", "conversations": [{"from": "human", "value": "§S"}, {"from": "gpt", "value": "§P"}]},
 "xp3": {"inputs": "§P", "targets": "§S"},
}
WORDS = ('the a model answers question how do I reset password settings open then choose invoice because and it is of to in data example write short story about sea explain why sky blue '
         'naïve café größe 3.14 1,024 因为 数据集 こんにちは 🙂 "quoted" line\nbreak tab\there').split(" ")

def text(rng, words): return " ".join(rng.choices(WORDS, k=words))

def fill(value, rng, question):
    if isinstance(value, str):
        parts = value.replace("§Q", question).split("§")
        return parts[0] + "".join("§" + p if p[0] == "N" else text(rng, 8 if p[0] == "S" else 70) + p[1:] for p in parts[1:])
    if isinstance(value, list): return [fill(v, rng, question) for v in value]
    if isinstance(value, dict): return {k: fill(v, rng, question) for k, v in value.items()}
    return value

def make(name, size, path):
    rng, total = random.Random(42), 0
    # A pool: the records need not all be different, only no two neighbours the same.
    pool = [json.dumps(fill(ANSWERS[name], rng, text(rng, 8)), ensure_ascii=False, separators=(",", ":")) + "\n" for _ in range(2000 if name != "natural-instructions" else 50)]
    with open(path, "w", encoding="utf-8") as lines:
        while total < size:
            for line in pool:
                line = line.replace("§N", str(total))  # Ids must differ.
                lines.write(line); total += len(line.encode())
                if total >= size: break

def run(command):
    p = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = p.stdout.read().decode(); _, status, used = os.wait4(p.pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), said

def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("formats", nargs="*"); a.add_argument("--tool", required=True); a.add_argument("--rounds", type=int, default=5)
    a.add_argument("--megabytes", type=float, default=40); a.add_argument("--containers", default="jsonl,json,csv")
    a = a.parse_args(); names = ["alpaca"] + [n for n in (a.formats or sorted(ANSWERS)) if n != "alpaca"]
    with tempfile.TemporaryDirectory() as folder:
        table = {}
        for container in a.containers.split(","):
            jobs = {}
            for name in names:
                if container == "csv" and any(isinstance(value, (list, dict)) for value in ANSWERS[name].values()): continue
                for kind, size in [("all", a.megabytes * 1e6), ("ten", 6000)]:
                    source, lines = f"{folder}/{name}.{kind}.{container}", f"{folder}/{name}.{kind}.jsonl"
                    make(name, size, lines)
                    if container != "jsonl":
                        _, _, status, said = run([a.tool, "convert", lines, "--from", name, "--to", name, "-o", source, "--force"])
                        os.remove(lines)
                        if status != 0: sys.exit(f"{name} {container}: {said}")
                    jobs.setdefault(name, []).append(source)
            took = {name: [] for name in jobs}
            for _ in range(a.rounds):
                for name, sources in jobs.items():
                    both = [run([a.tool, "convert", source, "--from", name, "--to", name, "-o", f"{folder}/out.{container}", "--force"]) for source in sources]
                    if any(b[2] != 0 for b in both): sys.exit(f"{name} {container}: {both[0][3]}{both[1][3]}")
                    took[name].append(((both[0][0] - both[1][0]) / (os.path.getsize(sources[0]) / 1e6), both[0][1]))
            for name in jobs:
                table[name, container] = (statistics.median(t[0] for t in took[name]) * 1000, max(t[1] for t in took[name]))
            for source in sum(jobs.values(), []): os.remove(source)
        kinds = a.containers.split(",")
        print("| format |" + "".join(f" {k} ms/MB | {k} / alpaca |" for k in kinds) + " MB at most |"); print("|---|" + "---|" * (2 * len(kinds) + 1))
        for name in names:
            cells = [f" {table[name, k][0]:.2f} | {table[name, k][0] / table['alpaca', k][0]:.2f} |" if (name, k) in table else " | |" for k in kinds]
            print(f"| {name} |" + "".join(cells) + f" {max(v[1] for (n, _), v in table.items() if n == name):.0f} |")
        print("\nload " + open("/proc/loadavg").read().strip())

main()
