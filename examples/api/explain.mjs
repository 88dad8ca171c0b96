import { explain } from 'vmlint';

const [known] = explain('Virtualized Intel VT-x/EPT is not supported on this platform.').known;

console.log(known.kind, '-', known.message.cause);
console.log(`${known.message.steps.length} steps; rules: ${known.message.rules.join(', ')}`);
