// Makes the three texts of the side-by-side run, one JSON string a line, out of a folder of instruction data and out of this repository's own code:
//
//   node benchmarks/tokenizers/corpus.mjs DATA_FOLDER CORPUS_FOLDER
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const [data, target] = process.argv.slice(2);
const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const most = 2_000_000;

const strings = value => typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
const files = (folder, ending) => fs.readdirSync(folder, { withFileTypes: true }).filter(e => !['bin', 'obj', 'node_modules', '.git'].includes(e.name)).flatMap(e =>
  e.isDirectory() ? files(path.join(folder, e.name), ending) : e.name.endsWith(ending) ? [path.join(folder, e.name)] : []);
const records = file => {
  const text = fs.readFileSync(file, 'utf8');
  return file.endsWith('.jsonl') ? text.split('\n').filter(Boolean).map(line => JSON.parse(line)) : JSON.parse(text);
};
const isChinese = text => (text.match(/[\u4e00-\u9fff]/g)?.length ?? 0) > text.length / 4;

const all = [...files(data, '.json'), ...files(data, '.jsonl')].sort().filter(file => !file.includes('tokenizers')).flatMap(file => {
  try {
    const list = records(file);
    return Array.isArray(list) ? list.map(record => strings(record).join('\n')) : [];
  } catch {
    return [];
  }
}).filter(text => text.length > 50 && text.length < 20_000);
const corpora = {
  en: all.filter(text => /^[\x00-\u024f\u2000-\u206f]*$/.test(text)),
  zh: all.filter(isChinese),
  code: files(repository, '.cs').sort().map(file => fs.readFileSync(file, 'utf8')),
};

fs.mkdirSync(target, { recursive: true });
for (const [name, texts] of Object.entries(corpora)) {
  // Every so-and-so-manieth text, so that all files have their part.
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const step = Math.max(1, Math.floor(bytes / most));
  const taken = texts.filter((_, i) => i % step === 0);
  fs.writeFileSync(path.join(target, `${name}.jsonl`), `${taken.map(text => JSON.stringify(text)).join('\n')}\n`);
  console.log(`${name}: ${taken.length} texts, ${taken.reduce((sum, text) => sum + Buffer.byteLength(text), 0)} bytes`);
}
