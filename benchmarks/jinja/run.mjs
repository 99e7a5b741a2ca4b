// DatasetKit's Jinja engine beside Python's jinja2 and npm's @huggingface/jinja, on three stock templates: a process each and round, in turned order,
// so that what else the machine does meets all alike. Times are of the processor, all threads of a process counted.
//
//   cd FOLDER && npm install @huggingface/jinja@0.5.11 && python3 -m pip install jinja2==3.1.6
//   dotnet build -c Release REPOSITORY/benchmarks/DatasetKit.Benchmarks
//   node REPOSITORY/benchmarks/jinja/run.mjs TEMPLATES.jsonl.gz [ROUNDS]
//
// TEMPLATES.jsonl.gz holds {name, template} a line. DATASETKIT_BENCH names another program to start in the place of DatasetKit.Benchmarks.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { workload } from './workload.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const [templates, rounds = '7'] = process.argv.slice(2);
const program = process.env.DATASETKIT_BENCH?.split(' ') ?? ['dotnet', path.join(here, '../DatasetKit.Benchmarks/bin/Release/net10.0/DatasetKit.Benchmarks.dll')];
const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'datasetkit-jinja-')), 'workload.json');
const lines = zlib.gunzipSync(fs.readFileSync(templates)).toString('utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
fs.writeFileSync(file, JSON.stringify(workload(lines)));

const peers = {
  DatasetKit: [...program, 'jinja', file],
  'Python jinja2': ['python3', path.join(here, 'peer.py'), file],
  '@huggingface/jinja': [process.execPath, path.join(here, 'peer.mjs'), file],
};
const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const number = (value, digits = 1) => value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const results = new Map(), outputs = new Map(), versions = new Map();
const load = os.loadavg()[0];
for (let round = 0; round < Number(rounds); round++) {
  const names = Object.keys(peers);
  for (const peer of [...names.slice(round % names.length), ...names.slice(0, round % names.length)]) {
    const [command, ...args] = peers[peer];
    const text = execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: 600_000, maxBuffer: 1 << 26 });
    for (const line of text.trim().split('\n').map(line => JSON.parse(line))) {
      if (line.version) { versions.set(peer, line.version); continue; }
      if (line.output !== undefined) {
        if ((outputs.get(line.name) ?? line.output) !== line.output) throw new Error(`${peer} prints ${line.name} otherwise than the others`);
        outputs.set(line.name, line.output);
        continue;
      }
      const key = `${peer}|${line.name}|${line.what}`;
      results.set(key, [...results.get(key) ?? [], line.value]);
    }
  }
}

const get = (peer, name, what) => results.get(`${peer}|${name}|${what}`) ?? [];
const shown = list => list.length ? `${number(median(list))} [${number(Math.min(...list))}]` : '-';
const names = [...outputs.keys()];
console.log(`${new Date().toISOString().slice(0, 10)}, ${os.cpus()[0].model.trim()}, ${os.cpus().length} cores, load ${load.toFixed(1)} to ${os.loadavg()[0].toFixed(1)}; ${rounds} rounds, median [least].`);
console.log(`${[...versions].map(([peer, version]) => `${peer} ${version}`).join(', ')}. All print the same: ${names.map(name => `${[...outputs.get(name)].length}`).join(', ')} characters.\n`);
console.log(`### Microseconds a render, parsed before\n\n| | ${names.join(' | ')} |\n|---|${names.map(() => '---').join('|')}|`);
for (const [label, peer, what] of [['DatasetKit', 'DatasetKit', 'render'], ['DatasetKit, origins kept', 'DatasetKit', 'traced'], ['Python jinja2', 'Python jinja2', 'render'], ['@huggingface/jinja', '@huggingface/jinja', 'render'],
  ['DatasetKit, from messages to text', 'DatasetKit', 'messages'], ['DatasetKit, from messages to text and loss spans', 'DatasetKit', 'spans']])
  console.log(`| ${label} | ${names.map(name => shown(get(peer, name, what))).join(' | ')} |`);
const times = (peer, name, what) => median(get(peer, name, what)) / median(get('DatasetKit', name, 'render'));
console.log(`\n| | ${names.join(' | ')} |\n|---|${names.map(() => '---').join('|')}|`);
for (const peer of ['Python jinja2', '@huggingface/jinja']) console.log(`| DatasetKit renders so many times as fast as ${peer} | ${names.map(name => number(times(peer, name, 'render'))).join(' | ')} |`);
console.log(`| origins kept, times the render without | ${names.map(name => number(times('DatasetKit', name, 'traced'), 2)).join(' | ')} |`);
console.log(`| bytes allocated a render | ${names.map(name => number(median(get('DatasetKit', name, 'bytes')), 0)).join(' | ')} |`);
console.log(`| the same, origins kept | ${names.map(name => number(median(get('DatasetKit', name, 'tracedBytes')), 0)).join(' | ')} |`);
console.log(`\n### Microseconds to parse\n\n| | ${names.join(' | ')} |\n|---|${names.map(() => '---').join('|')}|`);
for (const peer of Object.keys(peers)) console.log(`| ${peer} | ${names.map(name => shown(get(peer, name, 'parse'))).join(' | ')} |`);
console.log(`\n### Turns\n\nMicroseconds from messages to text and loss spans.\n\n| | ${names.join(' | ')} |\n|---|${names.map(() => '---').join('|')}|`);
for (const [kind, label] of [['turns', ''], ['plain', ', without spans']]) {
  for (const turns of [100, 1000]) console.log(`| ${turns} turns${label} | ${names.map(name => shown(get('DatasetKit', name, `${kind}${turns}`))).join(' | ')} |`);
  console.log(`| 1,000 for 100${label} | ${names.map(name => number(median(get('DatasetKit', name, `${kind}1000`)) / median(get('DatasetKit', name, `${kind}100`)))).join(' | ')} |`);
}
