// One round of another library, in a process of its own; JSON lines out. run.mjs starts it in the folder where the packages are.
//
//   node peer.mjs PEER TOKENIZER CORPUS_FOLDER
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [peer, tokenizer, corpora] = process.argv.slice(2);
const require = createRequire(path.join(process.cwd(), 'package.json'));
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };

const started = performance.now(), startedCpu = cpu();
let count = null, encode = null, isAsync = false;
if (peer === 'gpt-tokenizer') {
  const encoding = require(`gpt-tokenizer/encoding/${tokenizer}`);
  const asText = { disallowedSpecial: new Set() };
  [count, encode] = [text => encoding.countTokens(text, asText), text => encoding.encode(text, asText).length];
} else if (peer === 'tiktoken (wasm)') {
  const encoding = require('tiktoken').get_encoding(tokenizer);
  encode = text => encoding.encode_ordinary(text).length;
} else if (peer === 'tiktoken (native)') {
  const tiktoken = require('@anysphere/tiktoken-node');
  const native = tiktoken.getTokenizer(), number = { cl100k_base: 0, o200k_base: 2 }[tokenizer];
  isAsync = true;
  count = text => native.exactNumTokensNoSpecialTokens(text, number);
  encode = async text => (await native.encode(text, number, tiktoken.SpecialTokenAction.NormalText, {})).length;
} else if (peer === 'tokenizers (native)') {
  process.env.TOKENIZERS_PARALLELISM = 'false';
  const native = require('@anush008/tokenizers').Tokenizer.fromFile(tokenizer);
  isAsync = true;
  count = async text => (await native.encode(text, null, { addSpecialTokens: false })).getLength();
  encode = async text => (await native.encode(text, null, { addSpecialTokens: false })).getIds().length;
} else {
  throw new Error(`no peer ${peer}`);
}
await (count ?? encode)('warm up');
console.log(JSON.stringify({ load: performance.now() - started, cpu: cpu() - startedCpu }));

for (const corpus of ['en', 'zh', 'code']) {
  const all = fs.readFileSync(path.join(corpora, `${corpus}.jsonl`), 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
  // As in Race.cs: five megabytes, of which the first 800 texts warm up.
  const texts = [];
  let bytes = 0;
  for (let i = 0; i < all.length && bytes < 5_000_000; bytes += Buffer.byteLength(all[i++])) texts.push(all[i]);
  for (const [op, run] of [['count', count], ['encode', encode]]) {
    if (!run) continue;
    for (let warm = cpu(), i = 0; cpu() - warm < 1000; i++) await run(texts[i % Math.min(800, texts.length)]);
    const wall = performance.now(), before = cpu();
    let tokens = 0;
    if (isAsync) for (const text of texts) tokens += await run(text); else for (const text of texts) tokens += run(text);
    console.log(JSON.stringify({ corpus, op, tokens, bytes, wall: performance.now() - wall, cpu: cpu() - before }));
  }
}
process.exit(0);
