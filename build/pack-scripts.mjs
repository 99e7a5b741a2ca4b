// Re-creates src/DatasetKit/Tokenization/Tiktoken/scripts.bin: the script of every code point, as the regular expressions of Node.js know them.
//
//   node build/pack-scripts.mjs src/DatasetKit/Tokenization/Tiktoken
//
// The frame is that of pack-tokenizers.mjs; in it stand the names of the scripts in small letters without underscores, a line feed behind each,
// a zero, and runs over U+0000..U+10FFFF: a varint of the length, then a byte, 0 for no script, else the place of its name and one.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const names = `
  Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese
  Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot Cypro_Minoan Cyrillic
  Deseret Devanagari Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Greek
  Gujarati Gunjala_Gondi Gurmukhi Han Hangul Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana Imperial_Aramaic Inherited Inscriptional_Pahlavi
  Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kawi Kayah_Li Kharoshthi Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin
  Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen Masaram_Gondi Medefaidrin
  Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari
  New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian
  Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician
  Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng Soyombo Sundanese
  Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Toto
  Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi Zanabazar_Square
`.trim().split(/\s+/);
const tests = names.map(name => new RegExp(`^\\p{Script=${name}}$`, 'u'));
const isSurrogate = c => c >= 0xD800 && c < 0xE000;

function scriptOf(codePoint, likely) {
  if (isSurrogate(codePoint)) return 0;
  const character = String.fromCodePoint(codePoint);
  return likely > 0 && tests[likely - 1].test(character) ? likely : tests.findIndex(test => test.test(character)) + 1;
}

const runs = [];
for (let codePoint = 0, start = 0, last = scriptOf(0, 0); codePoint <= 0x110000; codePoint++) {
  const script = codePoint < 0x110000 ? scriptOf(codePoint, last) : -1;
  if (script === last) continue;
  let length = codePoint - start;
  for (; length >= 0x80; length >>= 7) runs.push(length & 0x7F | 0x80);
  runs.push(length, last);
  [start, last] = [codePoint, script];
}

const plain = names.map(name => `${name.toLowerCase().replaceAll('_', '')}\n`).join('');
const unpacked = Buffer.concat([Buffer.from(plain), Buffer.from([0]), Buffer.from(runs)]);
const length = Buffer.alloc(4);
length.writeInt32LE(unpacked.length);
const packed = Buffer.concat([length, zlib.brotliCompressSync(unpacked, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } })]);
fs.writeFileSync(path.join(process.argv[2], 'scripts.bin'), packed);
console.log({ name: 'scripts.bin', scripts: names.length, unicode: process.versions.unicode, bytes: packed.length });
