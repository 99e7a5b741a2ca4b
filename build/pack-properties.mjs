// Re-creates src/DatasetKit/Tokenization/Tiktoken/properties.bin: what .NET does not know of a code point and tokenizers ask for.
//
//   node build/pack-properties.mjs src/DatasetKit/Tokenization/Tiktoken
//
// The frame is that of pack-tokenizers.mjs; in it stand runs over U+0000..U+10FFFF, each a varint of length * 32 + the bits of Properties.cs: Alphabetic, Lowercase and Uppercase as the
// regular expressions of Node.js know them, and whether Unicode 8 and Unicode 9 had the code point, as Perl knows.
import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const names = ['Alphabetic', 'Lowercase', 'Uppercase'].map(name => new RegExp(`^\\p{${name}}$`, 'u'));
const ages = [8, 9].map(version => execFileSync('perl', ['-e', `print chr($_) =~ /\\p{Present_In: ${version}.0}/ ? 1 : 0 for 0 .. 0x10FFFF`], { maxBuffer: 1 << 24 }).toString());
const isSurrogate = c => c >= 0xD800 && c < 0xE000;
const bitsOf = c => {
  const character = isSurrogate(c) ? '' : String.fromCodePoint(c);
  return [...names.map(name => name.test(character)), ...ages.map(age => age[c] === '1')].reduce((bits, has, place) => bits | has << place, 0);
};

const runs = [];
for (let c = 1, start = 0, last = bitsOf(0); c <= 0x110000; c++) {
  const bits = c < 0x110000 ? bitsOf(c) : -1;
  if (bits === last) continue;
  let run = (c - start) * 32 + last;
  for (; run >= 0x80; run = Math.floor(run / 0x80)) runs.push(run & 0x7F | 0x80);
  runs.push(run);
  [start, last] = [c, bits];
}

const unpacked = Buffer.from(runs), length = Buffer.alloc(4);
length.writeInt32LE(unpacked.length);
const packed = Buffer.concat([length, zlib.brotliCompressSync(unpacked, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } })]);
fs.writeFileSync(path.join(process.argv[2], 'properties.bin'), packed);
console.log({ name: 'properties.bin', unicode: process.versions.unicode, bytes: packed.length, sha256: crypto.createHash('sha256').update(packed).digest('hex') });
