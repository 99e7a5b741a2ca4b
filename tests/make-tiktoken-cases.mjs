// Writes random texts with the ids that tiktoken gives, for NativeTiktokenTests:
//
//   cd "$(mktemp -d)" && npm install tiktoken@1.0.22 @anysphere/tiktoken-node@0.2.1
//   node REPOSITORY/tests/make-tiktoken-cases.mjs FILE [HOW_MANY] [SEED]
// Those of o200k_base and cl100k_base are the native library's, those of the older encodings, which its binding lacks, come from the same code as WebAssembly.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const load = createRequire(path.join(process.cwd(), 'package.json'));
const { get_encoding } = load('tiktoken');
const { getTokenizer, SupportedEncoding, SpecialTokenAction } = load('@anysphere/tiktoken-node');
const [file, count = '100000', seed = '1'] = process.argv.slice(2);
const native = getTokenizer();
const encoders = [
  ['o200k_base', text => native.encode(text, SupportedEncoding.O200k, SpecialTokenAction.NormalText, {})],
  ['cl100k_base', text => native.encode(text, SupportedEncoding.Cl100k, SpecialTokenAction.NormalText, {})],
  ...['p50k_base', 'r50k_base'].map(name => [name, get_encoding(name)]).map(([name, encoding]) => [name, text => encoding.encode_ordinary(text)]),
];

// A small generator of our own, so that a seed gives the same texts everywhere.
let state = BigInt(seed) * 0x9E3779B97F4A7C15n & 0xFFFFFFFFFFFFFFFFn;
const next = most => {
  state = state * 6364136223846793005n + 1442695040888963407n & 0xFFFFFFFFFFFFFFFFn;
  return Number(state >> 33n) % most;
};
const telling = ['a', 'e', 'S', 'T', 'LL', 'the', 'İ', 'ǅ', 'ſ', 'ª', 'ʰ', '\u0301', '\u20E3', '中', '文', 'か', '한', '\u{1D408}', '\u{1D41A}', '\u{20000}', '\u{10400}', '1', '42', '٣', 'Ⅷ', '\u{1D7D8}',
  ' ', '  ', '\t', '\n', '\r\n', '\r', '\u00A0', '\u0085', '\u2028', '\u3000', '\uFEFF', '\u200B', '\0', "'", "'s", "'LL", "'re", "'ſ", '’s', '.', '!!', '/', '//', '_', '<|endoftext|>', '👩‍👩‍👧', '🇩🇪', '\uFFFD',
  'Hello', ' world', ' function', 'return', '你好', '，', '。', '世界'];
const planes = [[0, 0x80], [0x80, 0xD780], [0xE000, 0x2000], [0x10000, 0x100000]];
const part = () => next(3) < 2 ? telling[next(telling.length)] : (([start, size]) => String.fromCodePoint(start + next(size)))(planes[next(4)]);

const out = fs.createWriteStream(file);
for (let i = 0; i < Number(count); i++) {
  const text = Array.from({ length: next(24) }, part).join('');
  const line = { text };
  for (const [name, encode] of encoders) line[name] = Array.from(await encode(text));
  if (!out.write(`${JSON.stringify(line)}\n`)) await new Promise(done => out.once('drain', done));
}
out.end(() => console.log(`${count} texts`));
