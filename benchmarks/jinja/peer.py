"""One round of Python's jinja2 with the environment that transformers builds; JSON lines out."""
import json
import sys
import time

import jinja2
import jinja2.ext
import jinja2.sandbox


def raise_exception(message):
    raise jinja2.exceptions.TemplateError(message)


environment = jinja2.sandbox.ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[jinja2.ext.loopcontrols], cache_size=0)
environment.filters["tojson"] = lambda x, ensure_ascii=False, indent=None, separators=None, sort_keys=False: json.dumps(
    x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)
environment.globals["raise_exception"] = raise_exception


def write(**line):
    print(json.dumps(line), flush=True)


def measure(run):
    start = time.process_time()
    while time.process_time() - start < 0.3:
        run()
    count, start = 0, time.process_time()
    while (spent := time.process_time() - start) < 0.7:
        for _ in range(20):
            run()
        count += 20
    return spent / count * 1e6


write(version=f"{jinja2.__version__} on Python {sys.version.split()[0]}")
for case in json.load(open(sys.argv[1], encoding="utf-8")):
    name, context = case["name"], case["context"]
    template = environment.from_string(case["template"])
    write(name=name, output=template.render(**context))
    write(name=name, what="render", value=measure(lambda: template.render(**context)))
    write(name=name, what="parse", value=measure(lambda: environment.from_string(case["template"])))
