"""Renders templates with Python's jinja2 as transformers (or promptsource) sets it up: a JSON object a line in, one a line out.

In:  {"template", "context", "env": "chat" or "promptsource", "options"}
Out: {"output", "spans"} or {"error": class name, "reason"}; first of all {"version"}.
"""
import functools
import json
import random
import resource
import signal
import sys
from datetime import datetime

import jinja2
import jinja2.ext
import jinja2.nodes
import jinja2.sandbox

resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
random.choice = lambda items: items[0]


class Generation(jinja2.ext.Extension):
    tags = {"generation"}
    blocks = spans = None

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return jinja2.nodes.CallBlock(self.call_method("run"), [], [], body).set_lineno(line)

    def run(self, caller):
        body = caller()
        start = sum(map(len, Generation.blocks))
        Generation.spans.append([start, start + len(body)])
        return body


def raise_exception(message):
    raise jinja2.exceptions.TemplateError(message)


def most_frequent(items):
    counts = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return [item for item, count in counts.items() if count == max(counts.values())] if counts else None


def environment(kind, options):
    if kind == "promptsource":
        env = jinja2.Environment(**options)
        env.globals["zip"] = zip
        env.filters["choice"] = lambda items: items[0]
        env.filters["most_frequent"] = most_frequent
        return env
    env = jinja2.sandbox.ImmutableSandboxedEnvironment(**{"trim_blocks": True, "lstrip_blocks": True, **options}, extensions=[Generation, jinja2.ext.loopcontrols])
    env.filters["tojson"] = lambda x, ensure_ascii=False, indent=None, separators=None, sort_keys=False: json.dumps(
        x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)
    env.globals["raise_exception"] = raise_exception
    env.globals["strftime_now"] = datetime(2025, 3, 14, 15, 9, 26).strftime
    return env


class Timeout(BaseException):
    pass


def stop(*_):
    raise Timeout()


environments = {}


@functools.lru_cache(maxsize=8)
def compiled(key, template):
    if key not in environments:
        environments[key] = environment(*json.loads(key))
    return environments[key].from_string(template)


signal.signal(signal.SIGALRM, stop)
print(json.dumps({"version": jinja2.__version__}), flush=True)
for line in sys.stdin:
    case = json.loads(line)
    key = json.dumps([case["env"], case["options"]], sort_keys=True)
    signal.setitimer(signal.ITIMER_REAL, 5)
    try:
        template = compiled(key, case["template"])
        Generation.blocks, Generation.spans = [], []
        for block in template.generate(**case["context"]):
            Generation.blocks.append(block)
        reply = {"output": "".join(Generation.blocks), "spans": Generation.spans}
    except Timeout:
        reply = {"error": "Timeout", "reason": ""}
    except Exception as error:
        reply = {"error": type(error).__name__, "reason": str(error)}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    print(json.dumps(reply), flush=True)
