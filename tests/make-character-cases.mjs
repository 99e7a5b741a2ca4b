// Writes small tokenizers of one component each, and a text for every code point with the ids that Hugging Face's native library gives, for NativeCharacterTests:
//
//   cd "$(mktemp -d)" && npm install @anush008/tokenizers@0.6.0
//   node REPOSITORY/tests/make-character-cases.mjs FOLDER [EVERY_NTH_CODE_POINT]
// Every tokenizer has a token for each byte and no merges, so the ids are the bytes of the text as the component left it; a pre-tokenizer's pieces begin with a space.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

process.env.TOKENIZERS_PARALLELISM = 'false';
const { Tokenizer } = createRequire(path.join(process.cwd(), 'package.json'))('@anush008/tokenizers');
const [folder, nth = '1'] = process.argv.slice(2);

const shown = [[0x21, 0x7E], [0xA1, 0xAC], [0xAE, 0xFF]].flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
const hidden = Array.from({ length: 256 }, (_, b) => b).filter(b => !shown.includes(b));
const vocab = Object.fromEntries(Array.from({ length: 256 }, (_, b) => [String.fromCodePoint(shown.includes(b) ? b : 0x100 + hidden.indexOf(b)), b]));
const bytes = add_prefix_space => ({ type: 'ByteLevel', add_prefix_space, trim_offsets: true, use_regex: false });
const tokenizer = (normalizer, step) => ({
  version: '1.0', truncation: null, padding: null, added_tokens: [], normalizer, pre_tokenizer: step ? { type: 'Sequence', pretokenizers: [step, bytes(true)] } : bytes(false),
  post_processor: null, decoder: null, model: { type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null, fuse_unk: false, byte_fallback: false, vocab, merges: [] },
});
const bert = (clean_text, handle_chinese_chars, strip_accents, lowercase) => ({ type: 'BertNormalizer', clean_text, handle_chinese_chars, strip_accents, lowercase });
const split = Regex => ({ type: 'Split', pattern: { Regex }, behavior: 'Isolated', invert: false });

const components = {
  ...Object.fromEntries(['NFC', 'NFD', 'NFKC', 'NFKD', 'StripAccents', 'Lowercase', 'Nmt'].map(type => [type, tokenizer({ type })])),
  'NFD and StripAccents': tokenizer({ type: 'Sequence', normalizers: [{ type: 'NFD' }, { type: 'StripAccents' }] }),
  'Strip': tokenizer({ type: 'Strip', strip_left: true, strip_right: true }),
  'BertNormalizer, clean_text': tokenizer(bert(true, false, false, false)),
  'BertNormalizer, handle_chinese_chars': tokenizer(bert(false, true, false, false)),
  'BertNormalizer, strip_accents': tokenizer(bert(false, false, true, false)),
  'BertNormalizer, lowercase': tokenizer(bert(false, false, false, true)),
  'BertNormalizer': tokenizer(bert(true, true, null, true)),
  ...Object.fromEntries(['Whitespace', 'WhitespaceSplit', 'BertPreTokenizer', 'UnicodeScripts'].map(type => [type, tokenizer(null, { type })])),
  ...Object.fromEntries(['Isolated', 'Contiguous'].map(behavior => [`Punctuation, ${behavior}`, tokenizer(null, { type: 'Punctuation', behavior })])),
  ...Object.fromEntries([true, false].map(individual_digits => [`Digits, ${individual_digits}`, tokenizer(null, { type: 'Digits', individual_digits })])),
  'ByteLevel': tokenizer(null, { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true }),
  'Metaspace': tokenizer(null, { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true }),
  ...Object.fromEntries([
    '\\w', '[\\w]', '[^\\w]', '\\W', '\\b.', '\\d', '\\s', '\\h', '[^\\s\\p{L}]', '\\w+|[^\\w\\s]+',
    ...['alnum', 'alpha', 'lower', 'upper', 'digit', 'punct', 'graph', 'print', 'cntrl', 'blank', 'xdigit', 'space', 'word'].map(name => `[[:${name}:]]`),
    ...['L', 'Lu', 'Ll', 'Lt', 'Lm', 'Lo', 'M', 'Mn', 'N', 'Nd', 'P', 'Pc', 'Pd', 'S', 'Sc', 'Z', 'Zs', 'C', 'Cf', 'Cn'].map(name => `\\p{${name}}`),
    ...['Alphabetic', 'Lowercase', 'Uppercase', 'Assigned', 'Latin', 'Greek', 'Cyrillic', 'Arabic', 'Devanagari', 'Thai', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Common', 'Inherited'].map(name => `\\p{${name}}`),
    '(?i:[a-z])', '(?i:[^a])', '(?i:[à-þ])', '(?i:σ)', '(?i:\\p{Lu})', '(?i:[\\p{Lu}])', '(?i:[^\\p{Lu}])', '(?i:[^\\p{Ll}])', '(?i:[^\\p{Lt}])', '(?i:[[:upper:]])',
  ].map(pattern => [pattern, tokenizer(null, split(pattern))])),
};

// Chinese characters, Korean syllables, Tangut and private and unassigned characters are all alike: some of them stand for all.
const isSparse = c => c >= 0x3400 && c < 0x4DC0 || c >= 0x4E00 && c < 0xA000 || c >= 0xAC00 && c < 0xD7A4 || c >= 0xE000 && c < 0xF900 || c >= 0x17000 && c < 0x18D00 || c >= 0x1F000 + 0x1000;
const texts = [];
for (let c = 0, sparse = 0; c < 0x110000; c++) {
  if (c >= 0xD800 && c < 0xE000 || c % Number(nth) || isSparse(c) && sparse++ % (c < 0x20000 ? 13 : 211)) continue;
  const x = String.fromCodePoint(c);
  texts.push(`a${x}b. 1${x}${x} ${x}A '${x}`);
}

fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'texts.jsonl'), texts.map(text => `${JSON.stringify(text)}\n`).join(''));
let number = 0;
for (const [name, file] of Object.entries(components)) {
  const base = path.join(folder, String(++number).padStart(3, '0'));
  fs.writeFileSync(`${base}.json`, JSON.stringify(file));
  const native = Tokenizer.fromFile(`${base}.json`), lines = [JSON.stringify(name)];
  for (const text of texts) lines.push(JSON.stringify((await native.encode(text, null, { addSpecialTokens: false })).getIds()));
  fs.writeFileSync(`${base}.ids.jsonl`, `${lines.join('\n')}\n`);
}
console.log(`${number} components, ${texts.length} texts each`);
process.exit(0);
