import {
  parseCpu,
  parseGuest,
  parseHost,
  parseHostOs,
  parseHyperv,
  parseUnder,
  type Parsed,
  type Stack,
} from './stack.js';

/** A stack as people write it: `{ host: 'esxi@8.0', guest: 'hyper-v' }`. */
export type StackTexts = { readonly [Part in keyof Stack]?: string | undefined };

/** A name that is not known. The message does not say in which part it stands. */
export class StackError extends Error {
  constructor(
    readonly part: keyof Stack,
    message: string,
  ) {
    super(message);
  }
}

/** @throws {StackError} for a name that is not known */
export function readStack(texts: StackTexts): Partial<Stack> {
  const read = <T>(part: keyof Stack, parse: (text: string) => Parsed<T>): T | undefined => {
    const text = texts[part];
    if (text === undefined) return undefined;
    const result = parse(text);
    if ('message' in result) throw new StackError(part, result.message);
    return result.value;
  };
  const host = read('host', parseHost);
  const hostOs = read('hostOs', parseHostOs);
  const hyperv = read('hyperv', parseHyperv);
  const cpu = read('cpu', parseCpu);
  const guest = read('guest', parseGuest);
  const under = read('under', parseUnder);
  return {
    ...(host && { host }),
    ...(hostOs && { hostOs }),
    ...(hyperv && { hyperv }),
    ...(cpu && { cpu }),
    ...(guest && { guest }),
    ...(under && { under }),
  };
}
