import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './repository.js';

/** The first block of a kind in the README that holds a text, which must be there. */
export function blockOfReadme(kind: string, text: string): string {
  const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
  const blocks = readme.matchAll(new RegExp(`^\`\`\`${kind}\\n([^]*?)^\`\`\`$`, 'gm'));
  for (const [, block = ''] of blocks) if (block.includes(text)) return block;
  throw new Error(`the README has no ${kind} block with ${text}`);
}
