// DatasetKit and its peers side by side: a process each and round, one after another, so that what else the machine does meets all alike.
//
//   cd FOLDER && npm install tiktoken@1.0.22 @anysphere/tiktoken-node@0.2.1 gpt-tokenizer@4.0.0 @anush008/tokenizers@0.6.0
//   node REPOSITORY/benchmarks/tokenizers/corpus.mjs DATA_FOLDER CORPUS_FOLDER
//   dotnet build -c Release REPOSITORY/benchmarks/DatasetKit.Benchmarks
//   node REPOSITORY/benchmarks/tokenizers/run.mjs CORPUS_FOLDER TOKENIZERS_FOLDER [ROUNDS]
//
// TOKENIZERS_FOLDER is what tests/get-tokenizers.sh fills. DATASETKIT_BENCH names another program to start in the place of DatasetKit.Benchmarks. Other .NET libraries join where
// DATASETKIT_PEERS names the Peers.dll that was built with them: dotnet build -c Release REPOSITORY/benchmarks/tokenizers/dotnet -p:Libraries=FOLDER
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [corpora, files, rounds = '3'] = process.argv.slice(2);
const program = process.env.DATASETKIT_BENCH?.split(' ') ?? ['dotnet', path.join(here, '../DatasetKit.Benchmarks/bin/Release/net10.0/DatasetKit.Benchmarks.dll'), 'side-by-side'];
const file = name => path.join(files, `${name}.json`);
const dotnetPeers = process.env.DATASETKIT_PEERS ? ['tryAGI/Tiktoken', 'SharpToken', 'Microsoft.ML.Tokenizers'] : [];
const races = [
  ...['o200k_base', 'cl100k_base'].map(name => [name, name, ['gpt-tokenizer', 'tiktoken (wasm)', 'tiktoken (native)', ...dotnetPeers]]),
  ...['llama3', 'qwen3', 'gemma3'].map(name => [name, file(name), ['tokenizers (native)']]),
].filter(([, tokenizer]) => !tokenizer.endsWith('.json') || fs.existsSync(tokenizer));

const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const run = (command, ...args) => execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: 600_000 }).trim().split('\n').map(line => JSON.parse(line));

console.log(`${new Date().toISOString().slice(0, 10)}, ${os.cpus()[0].model.trim()}, ${os.cpus().length} cores, load ${os.loadavg()[0].toFixed(1)}; node ${process.version}; ${rounds} rounds, median. MB/s by processor time (by the clock).\n`);
for (const [name, tokenizer, peers] of races) {
  const results = new Map();
  for (let round = 0; round < Number(rounds); round++) for (const peer of ['DatasetKit', ...peers]) {
    try {
      const lines = peer === 'DatasetKit' ? run(...program, tokenizer, corpora)
        : dotnetPeers.includes(peer) ? run('dotnet', process.env.DATASETKIT_PEERS, peer, tokenizer, corpora)
        : run(process.execPath, path.join(here, 'peer.mjs'), peer, tokenizer, corpora);
      for (const line of lines) {
        const key = [peer, line.op ?? line.limit ?? 'load', line.corpus ?? ''].join('|');
        results.set(key, [...results.get(key) ?? [], line]);
      }
    } catch (fault) {
      console.error(`${peer}: ${fault.message.split('\n')[0]}`);
    }
  }
  const get = (peer, op, corpus = '') => results.get([peer, op, corpus].join('|'));
  const rate = lines => lines ? `${median(lines.map(l => l.bytes / l.cpu / 1e3)).toFixed(1)} (${median(lines.map(l => l.bytes / l.wall / 1e3)).toFixed(1)})` : '-';
  console.log(`## ${name}\n\n| | load ms | count en | zh | code | encode en | zh | code | tokens en / zh / code |\n|---|---|---|---|---|---|---|---|---|`);
  for (const peer of ['DatasetKit', ...peers]) {
    const load = get(peer, 'load');
    if (!load) continue;
    const cells = ['count', 'encode'].flatMap(op => ['en', 'zh', 'code'].map(corpus => rate(get(peer, op, corpus))));
    const tokens = ['en', 'zh', 'code'].map(corpus => get(peer, 'encode', corpus)?.[0].tokens ?? '-').join(' / ');
    console.log(`| ${peer} | ${median(load.map(l => l.cpu)).toFixed(0)} (${median(load.map(l => l.load)).toFixed(0)}) | ${cells.join(' | ')} | ${tokens} |`);
  }
  const limits = ['index', 'indexFromEnd', 'fits'].map(limit => `${limit} ${['en', 'zh', 'code'].map(c => median((get('DatasetKit', limit, c) ?? []).map(l => l.wall))?.toFixed(2)).join(' / ')} ms`).join(', ');
  const best = ['index', 'indexFromEnd', 'fits'].map(limit => ['en', 'zh', 'code'].map(c => Math.min(...(get('DatasetKit', limit, c) ?? []).map(l => l.best)).toFixed(2)).join(' / ')).join(', ');
  const linear = ['100000', '1000000'].map(length => median((get('DatasetKit', 'linear', length) ?? []).map(l => l.wall))?.toFixed(1)).join(' and ');
  const allocated = ['en', 'zh', 'code'].map(c => get('DatasetKit', 'count', c)?.[0].allocated).join(' / ');
  console.log(`\nDatasetKit on ten megabytes with a budget of 4,096: ${limits}. The best of them: ${best} ms. One letter 100,000 and 1,000,000 times: ${linear} ms of the processor. Bytes allocated by counting: ${allocated}.\n`);
}
