// Prints as JSON what AsyncAPI's parser says about each file. Hints, such as that AsyncAPI has a newer version, are left out.
import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';

const WARNING = 1;
const parser = new Parser();
const problems = {};
for (const file of process.argv.slice(2)) {
  const { diagnostics } = await parser.parse(readFileSync(file, 'utf8'));
  problems[file] = diagnostics.filter((each) => each.severity <= WARNING);
}
console.log(JSON.stringify(problems));
