// One round of @huggingface/jinja; JSON lines out. run.mjs starts it in the folder where the package is.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(process.cwd(), 'package.json'));
const { Template } = require('@huggingface/jinja');
const write = line => console.log(JSON.stringify(line));
const cpu = () => { const { user, system } = process.cpuUsage(); return user + system; };
const measure = run => {
  for (let start = cpu(); cpu() - start < 700_000;) for (let i = 0; i < 20; i++) run();
  const start = cpu();
  let count = 0;
  do { for (let i = 0; i < 20; i++) run(); count += 20; } while (cpu() - start < 700_000);
  return (cpu() - start) / count;
};

write({ version: `${JSON.parse(fs.readFileSync(path.join(process.cwd(), 'node_modules/@huggingface/jinja/package.json'), 'utf8')).version} on node ${process.version}` });
for (const { name, template, context } of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) {
  const parsed = new Template(template);
  write({ name, output: parsed.render(context) });
  write({ name, what: 'render', value: measure(() => parsed.render(context)) });
  write({ name, what: 'parse', value: measure(() => new Template(template)) });
}
