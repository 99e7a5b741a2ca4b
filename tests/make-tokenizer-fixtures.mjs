// Makes the small tokenizers of tests/DatasetKit.Tests/Tokenization/Fixtures and asks the native library for the ids of some hard texts:
//
//   cd "$(mktemp -d)" && npm install @anush008/tokenizers@0.6.0
//   node REPOSITORY/tests/make-tokenizer-fixtures.mjs REPOSITORY/tests/DatasetKit.Tests/Tokenization/Fixtures
//
// A second argument names a JSON Lines file of {"s": text}: its texts are asked too, and then the folder is no fixture to commit.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const { Tokenizer } = createRequire(path.join(process.cwd(), 'package.json'))('@anush008/tokenizers');
const [target, more] = process.argv.slice(2);

const corpus = `The quick brown fox jumps over the lazy dog. She said: "Don't you think it's 12,345.67 times better?" They've been there; we'll see!
Der Fuchs springt über den Zaun, größer als je zuvor. Être ou ne pas être, voilà la question. ¿Cómo estás? 你好,世界!今天天气很好。 私は東京に住んでいます。
Привет, мир! Как дела? def add(a, b):\n    return a + b\n\nif (x == 1) { y = "2"; }\t// a comment <tag> user@example.com http:\/\/a.b/c?d=e&f=1`;

const texts = [
  '', ' ', '  ', 'Hello world', 'hello  world ', ' the quick brown fox', "Don't we'll THEY'VE it'S", 'a\nb\r\n\r\nc\td', '   leading and trailing   ', '12,345.67 and 007', '½ ² Ⅷ ٣٤',
  'naïve café Ångström', 'nai\u0308ve cafe\u0301 A\u030angstro\u0308m', 'ﬁne ﬀ ℌ ① ｈｅｌｌｏ', 'İstanbul ǅ ΣΊΣΥΦΟΣ', '你好,世界!', '私は東京に住んでいます。', '한국어 각 \u1112\u1161\u11ab', 'Привет, мир!',
  '👩‍👩‍👧 🇩🇪 é', '𝐈 𝟘 𐐀 𠀀', 'a\u00a0b\u2003c\u3000d\u0085e\u200bf\ufefft', '\u0000\u0001\u007f\u009f\ufffd', 'x ▁y ▁▁z', '[CLS] [MASK] x[MASK]y', '<s>hi</s> <mask> there', 'a<sep>b <sep> c  <sep>  d',
  'foo foobar foo', '<0x0A> ##ing', 'the-dash_under.score', '!!!???...', 'http:\/\/a.b/c?d=e&f=1', 'def add(a, b):\n    return a + b\n', 'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz', 'qqq unknown ☃ ♥',
  'ÀÉÎÕÜ àéîõü', 'A\u0301\u0327B', '\u0301start', 'ज़मीन हिन्दी', 'عربي ١٢٣', 'ก็ไทย', 'ｶﾞ ㄱㅏ', '“quoted” ‘single’ — dash…', 'tab\tand\vvertical\ffeed', 'many     spaces      here', '\r\n', '\n', 'ends with space ', 'SHOUT shout ShOuT',
];
if (more) texts.push(...fs.readFileSync(more, 'utf8').split('\n').filter(Boolean).map(line => JSON.parse(line).s));

// The letters that stand for bytes (openai/gpt-2:src/encoder.py).
const letters = [];
for (let b = 0, next = 256; b < 256; b++) letters.push(String.fromCharCode((b >= 33 && b <= 126) || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE ? b : next++));
const spell = text => [...Buffer.from(text)].map(b => letters[b]).join('');

// The most frequent pairs of neighbours, again and again.
function train(words, start, count, join = (a, b) => a + b) {
  const vocab = [...start];
  const merges = [];
  const parts = words.map(word => [...word]);
  while (merges.length < count) {
    const counts = new Map();
    for (const word of parts) for (let i = 0; i + 1 < word.length; i++) {
      const key = `${word[i]}\u0001${word[i + 1]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    let best = null;
    for (const [key, n] of counts) if (!best || n > best[1] || (n === best[1] && key < best[0])) best = [key, n];
    if (!best) break;
    const [a, b] = best[0].split('\u0001');
    const whole = join(a, b);
    merges.push([a, b]);
    if (!vocab.includes(whole)) vocab.push(whole);
    for (const word of parts) for (let i = 0; i + 1 < word.length; i++) if (word[i] === a && word[i + 1] === b) word.splice(i, 2, whole);
  }
  return { vocab, merges };
}

const ids = vocab => Object.fromEntries(vocab.map((token, id) => [token, id]));
const lines = merges => merges.map(([a, b]) => `${a} ${b}`);
const bytePieces = Array.from({ length: 256 }, (_, b) => `<0x${b.toString(16).toUpperCase().padStart(2, '0')}>`);
const characters = [...new Set([...corpus.replaceAll(/\s/g, ''), '▁'])].sort();

const trainedBytes = train(corpus.split(/(?= )/).map(spell), letters, 150);
const byteModel = (extra = {}) => ({ type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null, fuse_unk: false, byte_fallback: false,
  vocab: ids(trainedBytes.vocab), merges: lines(trainedBytes.merges), ...extra });
const words = corpus.split(/\s+/);
const trainedMarks = train(words.map(word => '▁' + word), ['<unk>', '<s>', '</s>', ...bytePieces, ...characters], 150);
const markModel = (extra = {}) => ({ type: 'BPE', dropout: null, unk_token: '<unk>', continuing_subword_prefix: null, end_of_word_suffix: null, fuse_unk: true, byte_fallback: true,
  vocab: ids(trainedMarks.vocab), merges: trainedMarks.merges, ...extra });
const trainedPlain = train(words, ['<unk>', ...characters], 120);
const plainModel = (extra = {}) => ({ type: 'BPE', dropout: null, unk_token: '<unk>', continuing_subword_prefix: null, end_of_word_suffix: null, fuse_unk: false, byte_fallback: false,
  vocab: ids(trainedPlain.vocab), merges: lines(trainedPlain.merges), ...extra });
// A prefix that goes when its token is no longer the first, and a suffix that says where a word ends.
const prefixed = train(words.map(word => [...word].map((c, i) => i ? `##${c}` : c)), ['<unk>', ...characters, ...characters.map(c => `##${c}`)], 100, (a, b) => a + b.slice(2));
const suffixed = train(words.map(word => [...word].map((c, i, all) => i + 1 < all.length ? c : `${c}</w>`)), ['<unk>', ...characters, ...characters.map(c => `${c}</w>`)], 100);

const scored = [...new Set([...words.flatMap(word => [`▁${word}`, word.slice(0, 3), word.slice(-3), word.slice(0, 2)]), ...characters].filter(Boolean))];
const unigramModel = (extra = {}, start = ['<pad>', '<unk>', '</s>']) => ({ type: 'Unigram', unk_id: 1, vocab: [
  ...start.map(token => [token, 0]), ...scored.map((token, i) => [token, -2.5 - (i * 37 % 101) / 8 - 3 / [...token].length])], byte_fallback: false, ...extra });
const wordPieces = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...new Set([...words.map(w => w.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')).filter(Boolean), ...characters,
  ...characters.map(c => `##${c}`), '##ing', '##er', '##es', 'the', 'hello', 'world', '好', '世', '##界'])];
const wordPieceModel = (extra = {}) => ({ type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 20, vocab: ids(wordPieces), ...extra });
const wordLevelModel = { type: 'WordLevel', vocab: ids(['<unk>', 'the', 'hello', 'Hello', 'world', 'a', 'b', 'c', ',', '.', '!', '12', '007', 'x', 'foo', 'Don', 'we', ' the', '▁the', '▁x', '你', '好']), unk_token: '<unk>' };

const added = (id, content, flags = {}) => ({ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true, ...flags });
const byteLevel = (extra = {}) => ({ type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true, ...extra });
const split = (pattern, behavior, invert = false) => ({ type: 'Split', pattern, behavior, invert });
const sequence = (...pretokenizers) => ({ type: 'Sequence', pretokenizers });
const normalizers = (...list) => ({ type: 'Sequence', normalizers: list });
const decoders = (...list) => ({ type: 'Sequence', decoders: list });
const special = (id, ...numbers) => [id, { id, ids: numbers, tokens: numbers.map(String) }];
const metaspace = (extra = {}) => ({ type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true, ...extra });
const charmap = fs.existsSync('charmap.txt') ? fs.readFileSync('charmap.txt', 'utf8').trim() : null;
const n = trainedBytes.vocab.length;

const fixtures = {
  // Byte-level BPE with the patterns that are written by hand, and with others.
  'bytes-gpt2': { model: byteModel(), pre_tokenizer: byteLevel(), decoder: byteLevel(), post_processor: byteLevel() },
  'bytes-prefix-space': { model: byteModel(), pre_tokenizer: byteLevel({ add_prefix_space: true }), decoder: byteLevel() },
  'bytes-cl100k': { model: byteModel({ ignore_merges: true }), decoder: byteLevel(), pre_tokenizer: sequence(split({ Regex: "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+" }, 'Isolated'), byteLevel({ use_regex: false })),
    post_processor: { type: 'Sequence', processors: [byteLevel(), { type: 'TemplateProcessing', single: [{ SpecialToken: { id: '<bos>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
      pair: [{ SpecialToken: { id: '<bos>', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '<bos>', type_id: 1 } }, { Sequence: { id: 'B', type_id: 1 } }],
      special_tokens: Object.fromEntries([special('<bos>', n)]) }] }, added_tokens: [added(n, '<bos>')] },
  'bytes-tekken': { model: byteModel(), decoder: byteLevel(), pre_tokenizer: sequence(split({ Regex: "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+" }, 'Removed', true), byteLevel({ use_regex: false })) },
  'bytes-general-pattern': { model: byteModel(), decoder: byteLevel(), pre_tokenizer: sequence(split({ Regex: ' ?[^(\\s|[.,!?…。，、।۔،])]+' }, 'Isolated'), byteLevel({ use_regex: false })) },
  'bytes-han': { model: byteModel(), decoder: byteLevel(), pre_tokenizer: sequence(split({ Regex: "[\\p{Han}]+|[^\\r\\n\\p{L}\\p{N}]?[\\p{L}&&[^\\p{Han}]]+(?i:'s|'t)?|\\p{N}{1,3}+| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+" }, 'Isolated'), byteLevel({ use_regex: false })) },
  'bytes-normalizer': { model: byteModel(), normalizer: normalizers({ type: 'NFD' }, { type: 'ByteLevel' }), decoder: byteLevel() },
  'bytes-digits': { model: byteModel(), pre_tokenizer: sequence({ type: 'Punctuation', behavior: 'Contiguous' }, byteLevel(), { type: 'Digits', individual_digits: false }, split({ Regex: '[0-9][0-9][0-9]' }, 'Isolated')), decoder: byteLevel() },
  'bytes-individual-digits': { model: byteModel(), pre_tokenizer: sequence({ type: 'Digits', individual_digits: true }, byteLevel()), normalizer: { type: 'NFC' }, decoder: byteLevel() },
  'bytes-roberta': { model: byteModel(), pre_tokenizer: byteLevel(), decoder: byteLevel(), post_processor: { type: 'RobertaProcessing', sep: ['</s>', n + 1], cls: ['<s>', n], trim_offsets: true, add_prefix_space: false },
    added_tokens: [added(n, '<s>', { normalized: true }), added(n + 1, '</s>', { normalized: true }), added(n + 2, '<mask>', { lstrip: true, normalized: true })] },
  // Added tokens with every flag.
  'added-flags': { model: byteModel(), pre_tokenizer: byteLevel(), decoder: byteLevel(), normalizer: { type: 'Lowercase' },
    added_tokens: [added(n, '<sep>', { lstrip: true, rstrip: true }), added(n + 1, 'foo', { single_word: true, special: false, normalized: true }), added(n + 2, 'SHOUT', { special: false, normalized: true }), added(n + 3, '  ', { special: false, normalized: true }), added(n + 4, 'hello world', { rstrip: true })] },
  // SentencePiece's kind.
  'marks-llama': { model: markModel(), normalizer: normalizers({ type: 'Prepend', prepend: '▁' }, { type: 'Replace', pattern: { String: ' ' }, content: '▁' }), added_tokens: [added(0, '<unk>'), added(1, '<s>'), added(2, '</s>', { rstrip: true })],
    decoder: decoders({ type: 'Replace', pattern: { String: '▁' }, content: ' ' }, { type: 'ByteFallback' }, { type: 'Fuse' }, { type: 'Strip', content: ' ', start: 1, stop: 0 }) },
  'marks-gemma': { model: markModel(), normalizer: { type: 'Replace', pattern: { String: ' ' }, content: '▁' }, pre_tokenizer: split({ String: ' ' }, 'MergedWithPrevious'),
    decoder: decoders({ type: 'Replace', pattern: { String: '▁' }, content: ' ' }, { type: 'ByteFallback' }, { type: 'Fuse' }) },
  'marks-metaspace-first': { model: markModel({ byte_fallback: false }), pre_tokenizer: metaspace({ prepend_scheme: 'first' }), decoder: metaspace({ prepend_scheme: 'first' }), added_tokens: [added(1, '<s>')] },
  'marks-metaspace-unsplit': { model: markModel(), pre_tokenizer: metaspace({ split: false }), decoder: decoders({ type: 'ByteFallback' }, metaspace()), added_tokens: [added(1, '<s>')] },
  'marks-metaspace-never': { model: markModel(), pre_tokenizer: metaspace({ prepend_scheme: 'never' }), decoder: metaspace({ prepend_scheme: 'never' }) },
  // BPE over characters.
  'plain-whitespace': { model: plainModel(), pre_tokenizer: { type: 'Whitespace' }, decoder: null },
  'plain-fused': { model: plainModel({ fuse_unk: true }), pre_tokenizer: { type: 'WhitespaceSplit' }, normalizer: { type: 'NFKC' } },
  'plain-lost': { model: plainModel({ unk_token: null }), pre_tokenizer: { type: 'BertPreTokenizer' } },
  'plain-prefix': { model: plainModel({ continuing_subword_prefix: '##', vocab: ids(prefixed.vocab), merges: lines(prefixed.merges) }), pre_tokenizer: { type: 'WhitespaceSplit' }, decoder: { type: 'WordPiece', prefix: '##', cleanup: false } },
  'plain-suffix': { model: plainModel({ end_of_word_suffix: '</w>', vocab: ids(suffixed.vocab), merges: lines(suffixed.merges) }), pre_tokenizer: { type: 'WhitespaceSplit' }, normalizer: { type: 'Nmt' }, decoder: { type: 'BPEDecoder', suffix: '</w>' } },
  'plain-delimiter': { model: plainModel(), pre_tokenizer: { type: 'CharDelimiterSplit', delimiter: 'o' }, normalizer: { type: 'Strip', strip_left: true, strip_right: false } },
  'plain-scripts': { model: plainModel(), pre_tokenizer: { type: 'UnicodeScripts' }, normalizer: { type: 'Strip', strip_left: false, strip_right: true } },
  'plain-fixed-length': { model: plainModel(), pre_tokenizer: { type: 'FixedLength', length: 3 } },
  'plain-split-previous': { model: plainModel(), pre_tokenizer: split({ Regex: '[aeiou ]' }, 'MergedWithPrevious'), normalizer: normalizers({ type: 'NFKD' }, { type: 'StripAccents' }) },
  'plain-split-next': { model: plainModel(), pre_tokenizer: split({ Regex: '[aeiou ]' }, 'MergedWithNext'), normalizer: { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' } },
  'plain-split-contiguous': { model: plainModel(), pre_tokenizer: split({ Regex: '\\w' }, 'Contiguous', true) },
  'plain-split-removed': { model: plainModel(), pre_tokenizer: sequence(split({ String: 'e' }, 'Removed'), { type: 'Punctuation', behavior: 'Removed' }) },
  'plain-punctuation-previous': { model: plainModel(), pre_tokenizer: { type: 'Punctuation', behavior: 'MergedWithPrevious' } },
  // Unigram.
  'unigram-t5': { model: unigramModel(), normalizer: { type: 'NFKC' }, pre_tokenizer: sequence({ type: 'WhitespaceSplit' }, metaspace()), decoder: metaspace(), added_tokens: [added(0, '<pad>'), added(2, '</s>')],
    post_processor: { type: 'TemplateProcessing', single: [{ Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '</s>', type_id: 0 } }],
      pair: [{ Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '</s>', type_id: 0 } }, { Sequence: { id: 'B', type_id: 0 } }, { SpecialToken: { id: '</s>', type_id: 0 } }], special_tokens: Object.fromEntries([special('</s>', 2)]) } },
  'unigram-bytes': { model: unigramModel({ byte_fallback: true }, ['<pad>', '<unk>', '</s>', ...bytePieces]), pre_tokenizer: metaspace({ split: false }), decoder: decoders({ type: 'ByteFallback' }, metaspace()) },
  ...(charmap ? { 'unigram-precompiled': { model: unigramModel(), normalizer: normalizers({ type: 'Precompiled', precompiled_charsmap: charmap }, { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' }), pre_tokenizer: metaspace(), decoder: metaspace() } } : {}),
  // WordPiece and WordLevel.
  'wordpiece-bert': { model: wordPieceModel(), normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true }, pre_tokenizer: { type: 'BertPreTokenizer' },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true }, post_processor: { type: 'BertProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2] }, added_tokens: [0, 1, 2, 3, 4].map(id => added(id, wordPieces[id])) },
  'wordpiece-cased': { model: wordPieceModel({ max_input_chars_per_word: 100 }), normalizer: { type: 'BertNormalizer', clean_text: false, handle_chinese_chars: false, strip_accents: true, lowercase: false }, pre_tokenizer: { type: 'BertPreTokenizer' },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: false }, post_processor: { type: 'TemplateProcessing', single: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } }],
      pair: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }, { SpecialToken: { id: '[SEP]', type_id: 1 } }], special_tokens: Object.fromEntries([special('[CLS]', 2), special('[SEP]', 3)]) } },
  'wordlevel-whitespace': { model: wordLevelModel, pre_tokenizer: { type: 'Whitespace' }, normalizer: normalizers({ type: 'NFC' }, { type: 'Lowercase' }), truncation: { direction: 'Right', max_length: 4096, strategy: 'LongestFirst', stride: 0 },
    padding: null },
  'wordlevel-ctc': { model: wordLevelModel, pre_tokenizer: split({ Regex: '\\s*\\S' }, 'Isolated'), decoder: { type: 'CTC', pad_token: 'c', word_delimiter_token: ',', cleanup: true } },
};

for (const [name, parts] of Object.entries(fixtures)) {
  const file = { version: '1.0', truncation: null, padding: null, added_tokens: [], normalizer: null, pre_tokenizer: null, post_processor: null, decoder: null, ...parts };
  let tokenizer;
  try {
    tokenizer = Tokenizer.fromString(JSON.stringify(file));
  } catch (fault) {
    console.error(`${name}: ${fault.message}`);
    continue;
  }
  const cases = [];
  for (const text of texts) {
    let encoded;
    try {
      encoded = (await tokenizer.encode(text, null, { addSpecialTokens: false })).getIds();
    } catch (fault) {
      console.error(`${name}: ${JSON.stringify(text).slice(0, 60)}: ${fault.message}`);
      continue;
    }
    const around = (await tokenizer.encode(text, 'hello', { addSpecialTokens: true })).getIds();
    const single = (await tokenizer.encode(text, null, { addSpecialTokens: true })).getIds();
    cases.push(JSON.stringify({ text, ids: encoded, single, pair: around, decoded: await tokenizer.decode(encoded, false) }));
  }
  fs.mkdirSync(path.join(target, name), { recursive: true });
  fs.writeFileSync(path.join(target, name, 'tokenizer.json'), `${JSON.stringify(file)}\n`);
  fs.writeFileSync(path.join(target, name, 'cases.jsonl'), `${cases.join('\n')}\n`);
  console.log(`${name}: ${cases.length} cases`);
}
