// Makes the three texts of the side-by-side run, ten megabytes each where there is so much, one JSON string a line: out of a folder of instruction data, this repository's own code, and
// other folders with web pages, Markdown and code. The figures of benchmarks/results were measured with the Debian packages libreoffice-help-zh-cn, debian-handbook and
// debian-reference-zh-cn (dpkg-deb -x) and the npm packages linux-command 1.22.0 and typescript 5.6.3.
//
//   node benchmarks/tokenizers/corpus.mjs DATA_FOLDER CORPUS_FOLDER [MORE_FOLDER ...]
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const [data, target, ...more] = process.argv.slice(2);
const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const most = 10_000_000, longest = 20_000;
const code = ['.cs', '.py', '.ts', '.js'], prose = ['.html', '.md'];

const strings = value => typeof value === 'string' ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
const files = (folder, endings) => fs.readdirSync(folder, { withFileTypes: true }).filter(e => !['bin', 'obj', 'node_modules', '.git'].includes(e.name)).flatMap(e =>
  e.isDirectory() ? files(path.join(folder, e.name), endings) : e.isFile() && endings.includes(path.extname(e.name)) ? [path.join(folder, e.name)] : []).sort();
const records = file => {
  const text = fs.readFileSync(file, 'utf8');
  return file.endsWith('.jsonl') ? text.split('\n').filter(Boolean).map(line => JSON.parse(line)) : JSON.parse(text);
};
const isChinese = text => (text.match(/[\u4e00-\u9fff]/g)?.length ?? 0) > text.length / 4;

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };
const page = file => fs.readFileSync(file, 'utf8').replace(/<(script|style|head)\b.*?<\/\1>/gis, '').replace(/<[^>]*>/g, '')
  .replace(/&(\w+);/g, (whole, name) => entities[name] ?? whole).replace(/\n\s*\n/g, '\n').trim();
// A long text becomes several, cut behind lines.
const cut = text => {
  const parts = [];
  for (const line of text.split(/(?<=\n)/)) {
    if (!parts.length || parts.at(-1).length + line.length > longest / 2) parts.push('');
    parts[parts.length - 1] += line;
  }
  return parts.filter(part => part.length < longest);
};

const all = [...files(data, ['.json', '.jsonl']).filter(file => !file.includes('tokenizers')).flatMap(file => {
  try {
    const list = records(file);
    return Array.isArray(list) ? list.map(record => strings(record).join('\n')) : [];
  } catch {
    return [];
  }
}), ...more.flatMap(folder => files(folder, prose)).flatMap(file => cut(page(file)))].filter(text => text.length > 50 && text.length < longest);
const corpora = {
  en: all.filter(text => /^[\x00-\u024f\u2000-\u206f]*$/.test(text)),
  zh: all.filter(isChinese),
  code: [repository, ...more].flatMap(folder => files(folder, code)).flatMap(file => cut(fs.readFileSync(file, 'utf8'))),
};

fs.mkdirSync(target, { recursive: true });
for (const [name, texts] of Object.entries(corpora)) {
  // Every so-and-so-manieth text, so that all files have their part.
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const step = Math.max(1, bytes / most);
  const taken = texts.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
  fs.writeFileSync(path.join(target, `${name}.jsonl`), `${taken.map(text => JSON.stringify(text)).join('\n')}\n`);
  console.log(`${name}: ${taken.length} texts, ${taken.reduce((sum, text) => sum + Buffer.byteLength(text), 0)} bytes`);
}
