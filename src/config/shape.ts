import { nearest } from '../text/nearest.js';
import type { ConfigNode, Mistake, ObjectNode } from './tree.js';

/** What people see of it in an editor. */
export interface Described {
  /** Where the JSON schema has it once, for all places that it is allowed at. */
  readonly definition?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
}

/**
 * What a value of a configuration may be. As data: it checks values and becomes the JSON schema that editors use
 * (json-schema.ts), so that neither says anything else than the other.
 */
export type Shape = Described &
  (
    | TextShape
    | { readonly type: 'choice'; readonly values: readonly string[]; readonly meant?: Meant }
    | { readonly type: 'boolean' }
    /** What a setting of a VM may be set to: `8`, `"8"`, `true`. */
    | { readonly type: 'scalar'; readonly of: readonly ('string' | 'number' | 'boolean')[] }
    | IntegerShape
    | { readonly type: 'list'; readonly of: Shape; readonly least?: number }
    /** The first has to be there. */
    | { readonly type: 'tuple'; readonly of: readonly Shape[]; readonly expected: string }
    | ObjectShape
    /** Only for what the JSON schema cannot know. */
    | { readonly type: 'anything' }
    /** Of shapes that take different kinds of values. */
    | { readonly type: 'either'; readonly of: readonly Shape[] }
  );

interface TextShape {
  readonly type: 'string';
  /** What is expected, in words. */
  readonly expected?: string;
  /** What the JSON schema can say of it: one of these, or what the pattern fits. */
  readonly names?: readonly string[];
  readonly pattern?: string;
  /** What is wrong with a text, as the whole message. */
  readonly why?: (text: string) => Problem | undefined;
}

export interface Problem {
  readonly message: string;
  readonly notes?: readonly string[];
}

interface IntegerShape {
  readonly type: 'integer';
  readonly minimum: number;
  readonly maximum: number;
  readonly multipleOf?: number;
}

export interface ObjectShape {
  readonly type: 'object';
  /** What its keys are called in messages. */
  readonly what: string;
  readonly keys: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** Keys that people write and that are none, each with what to do instead. */
  readonly advice?: Meant;
  /** Which key was meant, where that is not the nearest in spelling. */
  readonly meant?: (key: string) => string | undefined;
  /** What helps against a key that does not exist. */
  readonly notes?: readonly string[];
  /** Keys that the JSON schema lets pass, since it cannot know them. */
  readonly others?: { readonly pattern: string; readonly of: Shape };
  readonly check?: (node: ObjectNode) => Mistake[];
  /** What `check` checks, for the JSON schema. */
  readonly schema?: Readonly<Record<string, unknown>>;
}

type Meant = Readonly<Record<string, string>>;

/** Of a value with so many mistakes the rest is not looked at: to find what was meant takes time. */
export const MOST_MISTAKES = 200;

/** What is wrong with a value, all of it up to MOST_MISTAKES. `name`: the key that it stands under. */
export function mistakesIn(node: ConfigNode, shape: Shape, name: string): Mistake[] {
  const wrong = (message: string, notes: readonly string[] = []): Mistake[] => [
    { start: node.start, end: node.end, message, notes },
  ];
  if (!accepts(shape, node)) {
    const hint = node.type === 'null' ? ['leave the key out where it is to say nothing'] : [];
    return wrong(`Unexpected ${found(node)} for "${name}", expected ${expected(shape)}`, hint);
  }
  switch (shape.type) {
    case 'string': {
      const problem = shape.why?.(textOf(node));
      return problem === undefined ? [] : wrong(problem.message, problem.notes);
    }
    case 'choice': {
      const text = textOf(node);
      if (shape.values.includes(text)) return [];
      const meant = ownValue(shape.meant, text) ?? nearest(text.toLowerCase(), shape.values);
      if (meant === undefined) {
        return wrong(`Unexpected ${found(node)} for "${name}", expected ${expected(shape)}`);
      }
      return wrong(`Unexpected ${found(node)} for "${name}", did you mean "${meant}"?`, [
        `possible are ${listed(shape.values)}`,
      ]);
    }
    case 'integer':
      return fitsInteger(shape, node)
        ? []
        : wrong(`Unexpected ${found(node)} for "${name}", expected ${expected(shape)}`);
    case 'list': {
      const items = node.type === 'array' ? node.items : [];
      if (items.length < (shape.least ?? 0)) {
        return wrong(`Unexpected empty list for "${name}", expected ${expected(shape.of)} in it`);
      }
      return upToMost(items, (item) => mistakesIn(item, shape.of, name));
    }
    case 'tuple': {
      const items = node.type === 'array' ? node.items : [];
      if (items.length === 0 || items.length > shape.of.length) {
        return wrong(
          `Unexpected list of ${items.length} for "${name}", expected ${shape.expected}`,
        );
      }
      return items.flatMap((item, index) => mistakesIn(item, shape.of[index]!, name));
    }
    case 'object':
      return node.type === 'object' ? mistakesInObject(node, shape, name) : [];
    case 'either':
      return mistakesIn(node, shape.of.find((one) => accepts(one, node)) ?? shape.of[0]!, name);
    case 'boolean':
    case 'scalar':
    case 'anything':
      return [];
  }
}

function upToMost<Part>(parts: readonly Part[], check: (part: Part) => Mistake[]): Mistake[] {
  const mistakes: Mistake[] = [];
  for (const part of parts) {
    if (mistakes.length >= MOST_MISTAKES) break;
    mistakes.push(...check(part));
  }
  return mistakes;
}

function mistakesInObject(node: ObjectNode, shape: ObjectShape, name: string): Mistake[] {
  const mistakes = upToMost(node.entries, ({ key, keyStart, keyEnd, value }) => {
    const known = ownValue(shape.keys, key);
    if (known !== undefined) return mistakesIn(value, known, key);
    return [{ start: keyStart, end: keyEnd, ...unknownKey(key, shape) }];
  });
  for (const key of shape.required ?? []) {
    if (node.entries.some((entry) => entry.key === key)) continue;
    const message = `Unexpected missing "${key}" in "${name}", expected ${expected(shape.keys[key]!)}`;
    mistakes.push({ start: node.start, end: Math.min(node.end, node.start + 1), message });
  }
  return [...mistakes, ...(shape.check?.(node) ?? [])];
}

function unknownKey(key: string, shape: ObjectShape): Problem {
  const { what, keys, notes = [] } = shape;
  const advice = ownValue(shape.advice, key);
  if (advice !== undefined)
    return { message: `Unexpected ${what} ${quoted(key)}, expected ${advice}` };
  const meant = shape.meant?.(key) ?? nearest(key, Object.keys(keys));
  if (meant !== undefined) {
    return { message: `Unexpected ${what} ${quoted(key)}, did you mean "${meant}"?`, notes };
  }
  const names = Object.keys(keys);
  const message =
    names.length === 0
      ? `Unexpected ${what} ${quoted(key)}, expected none`
      : names.length > 16
        ? `Unexpected ${what} ${quoted(key)}, expected one that exists`
        : `Unexpected ${what} ${quoted(key)}, expected one of ${names.join(', ')}`;
  return { message, notes };
}

function accepts(shape: Shape, node: ConfigNode): boolean {
  switch (shape.type) {
    case 'string':
    case 'choice':
      return node.type === 'string';
    case 'boolean':
      return node.type === 'boolean';
    case 'integer':
      return node.type === 'number';
    case 'scalar':
      return shape.of.some((type) => type === node.type);
    case 'list':
    case 'tuple':
      return node.type === 'array';
    case 'object':
      return node.type === 'object';
    case 'either':
      return shape.of.some((one) => accepts(one, node));
    case 'anything':
      return true;
  }
}

/** What the shape takes, in words that follow "expected". */
export function expected(shape: Shape): string {
  switch (shape.type) {
    case 'string':
      return shape.expected ?? 'a text';
    case 'choice':
      return listed(shape.values);
    case 'boolean':
      return 'true or false';
    case 'integer': {
      const { minimum, maximum, multipleOf } = shape;
      const divided = multipleOf === undefined ? '' : ` that ${multipleOf} divides`;
      return `a whole number from ${minimum} to ${maximum}${divided}`;
    }
    case 'scalar':
      return shape.of.includes('boolean')
        ? 'a text, a number, true or false'
        : 'a text or a number';
    case 'list':
      return 'a list';
    case 'tuple':
      return shape.expected;
    case 'object':
      return 'an object';
    case 'either':
      return shape.of.map(expected).join(', or ');
    case 'anything':
      return 'anything';
  }
}

function fitsInteger(
  { minimum, maximum, multipleOf = 1 }: IntegerShape,
  node: ConfigNode,
): boolean {
  if (node.type !== 'number' || !Number.isInteger(node.value)) return false;
  return node.value >= minimum && node.value <= maximum && node.value % multipleOf === 0;
}

function found(node: ConfigNode): string {
  switch (node.type) {
    case 'string':
      return quoted(node.value);
    case 'number':
      return node.raw.length > LONGEST_SHOWN ? 'number' : node.raw;
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
    case 'array':
      return 'list';
    case 'object':
      return 'object';
  }
}

const LONGEST_SHOWN = 60;

/** A text for a message. */
export function quoted(text: string): string {
  return JSON.stringify(
    text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text,
  );
}

/** `"a", "b" or "c"` */
export function listed(values: readonly string[]): string {
  const all = values.map((value) => `"${value}"`);
  const last = all.pop() ?? '';
  return all.length === 0 ? last : `${all.join(', ')} or ${last}`;
}

function textOf(node: ConfigNode): string {
  return node.type === 'string' ? node.value : '';
}

function ownValue<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
