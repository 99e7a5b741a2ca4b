// Re-creates src/DatasetKit/Tokenization/Tiktoken/*.bin from the npm package "tiktoken" (MIT).
//
//   cd "$(mktemp -d)" && npm install tiktoken@1.0.22
//   node REPOSITORY/build/pack-tokenizers.mjs REPOSITORY/src/DatasetKit/Tokenization/Tiktoken
//
// NAME.bin     int32 length of what follows | as it is, so that loading need not unpack it: int32 tokens, one length byte a token, all token bytes;
//              tokens in the order of their rank, which is their id; a length of 0 is an id without a token. Integers are
//              little-endian. r50k_base (which is gpt2) is the first 50,256 tokens of p50k_base, so it has no file.
// NAME_places.bin
//              what RankTable's tables are filled with, so that loading need not look for the place of each token: six int32, the binary logarithm of the
//              length of the table of short tokens, the same of middle ones, how many ids have a token, the length of the longest, how many tokens have
//              one or two bytes, how many are longer than middle ones; of both tables a bit a place, set where there is a token; of both the keys
//              (PieceKey.cs) in the order of their places; of both the ids; the ids of the tokens of one or two bytes, and of the long ones. Only where a
//              first count must be quick.
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

// As PieceKey.cs and RankTable.Filling.cs have it.
function places(tokens) {
  const mask = (1n << 64n) - 1n, multiplier = 0x9E3779B97F4A7C15n;
  const word = (token, from) => token.subarray(from, from + 8).reduceRight((word, byte) => word << 8n | BigInt(byte), 0n);
  const mix = key => { const mixed = key * multiplier & mask; return (mixed ^ mixed >> 32n) * multiplier & mask; };
  const close = token => BigInt(token.length) << 56n;
  const short = token => { const key = word(token, 0) | close(token); return [mix(key), key]; };
  const middle = token => {
    const first = word(token, 0), second = word(token.subarray(8), 0) | close(token), mixed = first * multiplier & mask;
    return [mix(mixed ^ mixed >> 32n ^ second), first, second];
  };
  const tables = [[1, 7, short], [8, 15, middle]].map(([least, most, keyOf]) => {
    const ids = [...tokens.keys()].filter(id => tokens[id].length >= least && tokens[id].length <= most);
    const bits = Math.ceil(Math.log2(Math.max(2, ids.length + Math.floor(ids.length / 2)))), table = new Array(2 ** bits);
    for (const id of ids) {
      const [hash, ...key] = keyOf(tokens[id]);
      let place = Number(hash >> BigInt(64 - bits));
      while (table[place]) place = (place + 1) % table.length;
      table[place] = { id, key };
    }
    const used = Buffer.alloc(table.length / 8);
    table.forEach((_, place) => { used[place >> 3] |= 1 << (place & 7); });
    const entries = table.filter(Boolean);
    return { bits, used, keys: Buffer.from(BigUint64Array.from(entries.flatMap(entry => entry.key)).buffer), ids: Buffer.from(Int32Array.from(entries.map(entry => entry.id)).buffer) };
  });
  const numbers = values => Buffer.from(Int32Array.from(values).buffer);
  const idsOf = (least, most) => [...tokens.keys()].filter(id => tokens[id].length >= least && tokens[id].length <= most);
  const tiny = idsOf(1, 2), long = idsOf(16, Infinity);
  const head = [...tables.map(table => table.bits), idsOf(1, Infinity).length, tokens.reduce((most, token) => Math.max(most, token.length), 0), tiny.length, long.length];
  return Buffer.concat([numbers(head), ...['used', 'keys', 'ids'].flatMap(part => tables.map(table => table[part])), numbers(tiny), numbers(long)]);
}

for (const name of ['o200k_base', 'cl100k_base', 'p50k_base']) {
  const tokens = Array.from(ranks(require(`tiktoken/encoders/${name}.json`)), token => token ?? Buffer.alloc(0));
  const text = tokens.map((token, rank) => token.length ? `${token.toString('base64')} ${rank}\n` : '').join('');
  const count = Buffer.alloc(4);
  count.writeInt32LE(tokens.length);
  write(`${name}.bin`, Buffer.concat([count, Buffer.from(tokens.map(token => token.length)), ...tokens]),
    { tokens: tokens.length, rankTextSha256: sha256(text) }, true);
  if (name === 'o200k_base') write(`${name}_places.bin`, places(tokens), {}, true);
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
