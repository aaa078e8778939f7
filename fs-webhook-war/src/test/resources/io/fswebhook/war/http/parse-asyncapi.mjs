// Prints what AsyncAPI's parser says about a file as JSON. Hints, such as that AsyncAPI has a newer version, are left out.
import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';

const WARNING = 1;
const { diagnostics } = await new Parser().parse(readFileSync(process.argv[2], 'utf8'));
console.log(JSON.stringify(diagnostics.filter((each) => each.severity <= WARNING)));
