export type * from './ast.js';
export { looksLikeVmcx } from './headers.js';
export { parseVmcx } from './parser.js';
export { patchLeaf } from './patch.js';
export { MOST_PROBLEMS } from './problems.js';
