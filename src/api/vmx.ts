/** What a rule needs to speak of a `.vmx` file and to repair it. */
export { foldCase, unescapeValue } from '../../grammars/vmx/index.js';
export type {
  MalformedReason,
  VmxBlank,
  VmxComment,
  VmxEntry,
  VmxMalformed,
  VmxName,
  VmxNode,
  VmxRoot,
} from '../../grammars/vmx/index.js';
export type { Change, NodeSplice } from '../languages/change.js';
export type { Dialect, VmxDocument } from '../languages/index.js';
export {
  addPair,
  commentOf,
  commentOut,
  quoteValue,
  removePair,
  rewriteAsPair,
  setValue,
} from '../languages/vmx/changes.js';
export { keyRange, lineRange, valueRange } from '../languages/vmx/ranges.js';
export { isAbsent, setAll, stated } from '../languages/vmx/stated.js';
export type { Edit } from '../source/edits.js';
