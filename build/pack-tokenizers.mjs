// Re-creates src/DatasetKit/Tokenization/Tiktoken/*.bin from the npm package "tiktoken" (MIT).
//
//   cd "$(mktemp -d)" && npm install tiktoken@1.0.22
//   node REPOSITORY/build/pack-tokenizers.mjs REPOSITORY/src/DatasetKit/Tokenization/Tiktoken
//
// NAME.bin     int32 length of what follows | as it is, so that loading need not unpack it: int32 tokens, one length byte a token, all token bytes;
//              tokens in the order of their rank, which is their id; a length of 0 is an id without a token. Integers are
//              little-endian. r50k_base (which is gpt2) is the first 50,256 tokens of p50k_base, so it has no file.
// unicode.bin  the same frame, but what follows is in Brotli: runs over U+0000..U+10FFFF, each a varint (seven bits a byte, low first) of
//              run length * 128 + class bits. The bits are those of CharacterClass.cs. The classes are not taken from a
//              Unicode table but asked of tiktoken itself, one pattern a class, so both always agree on a code point.
import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import zlib from 'node:zlib';

const require = createRequire(path.join(process.cwd(), 'package.json'));
const { Tiktoken } = require('tiktoken');
const target = process.argv[2];
const sha256 = bytes => crypto.createHash('sha256').update(bytes).digest('hex');

function write(name, unpacked, facts, isPlain = false) {
  const length = Buffer.alloc(4);
  length.writeInt32LE(unpacked.length);
  const packed = Buffer.concat([length, isPlain ? unpacked : zlib.brotliCompressSync(unpacked, { params: {
    [zlib.constants.BROTLI_PARAM_QUALITY]: 11,
    [zlib.constants.BROTLI_PARAM_LGWIN]: 24,
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: unpacked.length } })]);
  fs.writeFileSync(path.join(target, name), packed);
  console.log({ name, ...facts, bytes: packed.length, sha256: sha256(packed) });
}

function ranks(encoding) {
  const tokens = [];
  for (const line of encoding.bpe_ranks.split('\n').filter(Boolean)) {
    const [, first, ...words] = line.split(' ');
    words.forEach((word, i) => { tokens[Number(first) + i] = Buffer.from(word, 'base64'); });
  }
  return tokens;
}

for (const name of ['o200k_base', 'cl100k_base', 'p50k_base']) {
  const tokens = Array.from(ranks(require(`tiktoken/encoders/${name}.json`)), token => token ?? Buffer.alloc(0));
  const text = tokens.map((token, rank) => token.length ? `${token.toString('base64')} ${rank}\n` : '').join('');
  const count = Buffer.alloc(4);
  count.writeInt32LE(tokens.length);
  write(`${name}.bin`, Buffer.concat([count, Buffer.from(tokens.map(token => token.length)), ...tokens]),
    { tokens: tokens.length, rankTextSha256: sha256(text) }, true);
}

// With one token a byte, encoding returns the bytes of whatever the pattern matched.
const bytes = '! 0 ' + Array.from({ length: 256 }, (_, b) => Buffer.from([b]).toString('base64')).join(' ');
const classes = new Uint8Array(0x110000);
for (const [bit, pattern] of [
  [1, '[\\p{Lu}\\p{Lt}]'], [2, '\\p{Ll}'], [4, '[\\p{Lm}\\p{Lo}]'], [8, '\\p{M}'], [16, '\\p{N}'], [32, '\\s'], [64, '[\\r\\n]']]) {
  const probe = new Tiktoken(bytes, {}, pattern);
  for (let start = 0; start < 0x110000; start += 0x1000) {
    if (start >= 0xD000 && start < 0xE000) continue;
    const all = String.fromCodePoint(...Array.from({ length: 0x1000 }, (_, i) => start + i));
    for (const found of Buffer.from(probe.encode_ordinary(all)).toString()) classes[found.codePointAt(0)] |= bit;
  }
  const korean = String.fromCodePoint(...Array.from({ length: 0x800 }, (_, i) => 0xD000 + i)); // up to the surrogates
  for (const found of Buffer.from(probe.encode_ordinary(korean)).toString()) classes[found.codePointAt(0)] |= bit;
  probe.free();
}
const runs = [];
let count = 0;
for (let start = 0, end; start < 0x110000; start = end) {
  for (end = start; end < 0x110000 && classes[end] === classes[start]; end++);
  for (let value = (end - start) * 128 + classes[start]; ; value = Math.floor(value / 128)) {
    if (value < 128) { runs.push(value); break; }
    runs.push(value % 128 + 128);
  }
  count++;
}
write('unicode.bin', Buffer.from(runs), { runs: count });
