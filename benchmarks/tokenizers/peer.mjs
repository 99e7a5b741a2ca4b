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
  const texts = fs.readFileSync(path.join(corpora, `${corpus}.jsonl`), 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line));
  // As in Race.cs: a text is measured once and was not seen before; a third warms up, a third is counted, a third encoded.
  const part = number => texts.filter((_, index) => index % 3 === number);
  for (const [op, number, run] of [['count', 1, count], ['encode', 2, encode]]) {
    if (!run) continue;
    const sum = async list => { let tokens = 0; if (isAsync) for (const text of list) tokens += await run(text); else for (const text of list) tokens += run(text); return tokens; };
    const [warmUp, measured] = [part(0), part(number)];
    for (let warm = cpu(); cpu() - warm < 2000;) await sum(warmUp);
    const wall = performance.now(), before = cpu();
    await sum(measured);
    const line = { corpus, op, bytes: measured.reduce((all, text) => all + Buffer.byteLength(text), 0), wall: performance.now() - wall, cpu: cpu() - before };
    console.log(JSON.stringify({ ...line, tokens: await sum(texts) }));
  }
}
process.exit(0);
