import { NESTED_INTENTS } from '../../lint/rule.js';
import {
  CPUS,
  GUEST_NAMES,
  HOST_NAMES,
  HOST_OSES,
  HYPERV_STATES,
  parseGuest,
  parseHost,
  parseUnder,
  type Parsed,
} from '../../stack/stack.js';
import { quoted, type Problem, type Shape } from '../shape.js';
import { entryOf, textOf, valueOf, type Mistake, type ObjectNode } from '../tree.js';

const named = (
  description: string,
  expectedText: string,
  names: readonly string[],
  withVersion: boolean,
  parse: (text: string) => Parsed<unknown>,
): Shape => ({
  type: 'string',
  description,
  expected: expectedText,
  names,
  ...(withVersion ? { pattern: `^(?:${names.join('|')})@.+$` } : {}),
  why: (text) => problemOf(parse(text)),
});

/** What the command line says of a name that it does not know, as a configuration says it. */
function problemOf(parsed: Parsed<unknown>): Problem | undefined {
  if (!('message' in parsed)) return undefined;
  const message = parsed.message.replace(/^unknown/, 'Unexpected');
  const [, what, known] = /^(.*\?) (Known are .*)$/.exec(message) ?? [];
  return what === undefined || known === undefined
    ? { message }
    : { message: what, notes: [known.replace('Known', 'known')] };
}

const PRODUCT = named(
  'The product that runs the VM.',
  'a product such as "workstation"',
  HOST_NAMES,
  false,
  (text) => {
    const parsed = parseHost(text);
    if ('message' in parsed || !text.includes('@')) return parsed;
    return { message: `Unexpected version in ${quoted(text)}, expected it under "version"` };
  },
);

const HOST: Shape = {
  definition: 'host',
  type: 'either',
  description:
    'What runs the VMs: a product with its version, as "esxi@8.0", or an object that says more.',
  examples: ['workstation@17', 'esxi@8.0'],
  of: [
    named(
      'A product, with its version.',
      'a product such as "workstation@17"',
      HOST_NAMES,
      true,
      parseHost,
    ),
    {
      type: 'object',
      what: 'key',
      keys: {
        product: PRODUCT,
        version: {
          type: 'scalar',
          of: ['string', 'number'],
          description: 'Its version, as "17" or "8.0U2".',
          examples: ['17', '8.0U2'],
        },
        os: {
          type: 'choice',
          values: Object.keys(HOST_OSES),
          description: 'The system that the host runs.',
          meant: { mac: 'macos', osx: 'macos' },
        },
        hyperv: {
          type: 'choice',
          values: HYPERV_STATES,
          description: 'Whether the Windows host runs Hyper-V, WSL2, VBS or Device Guard.',
        },
        cpu: { type: 'choice', values: Object.keys(CPUS), description: 'The CPU of the host.' },
      },
      advice: { name: '"product"', 'host-os': '"os"', hostOs: '"os"' },
      check: mistakesInHost,
      schema: { dependencies: { version: ['product'] } },
    },
  ],
};

function mistakesInHost(node: ObjectNode): Mistake[] {
  const mistakes: Mistake[] = [];
  const product = valueOf(node, 'product');
  const version = entryOf(node, 'version');
  if (version !== undefined) {
    const { start, end } = version.value;
    if (product === undefined) {
      mistakes.push({
        start: version.keyStart,
        end: version.keyEnd,
        message: 'Unexpected "version" without "product", expected both',
      });
    } else if (product.type === 'string' && 'value' in parseHost(product.value)) {
      const text = textOf(version.value);
      const parsed = text === undefined ? undefined : parseHost(`${product.value}@${text}`);
      const problem = parsed === undefined ? undefined : problemOf(parsed);
      if (problem !== undefined) mistakes.push({ start, end, ...problem });
    }
  }
  const os = valueOf(node, 'os');
  const hyperv = valueOf(node, 'hyperv');
  if (hyperv?.type === 'string' && hyperv.value === 'on' && os?.type === 'string') {
    const message = `Unexpected "on" for "hyperv", expected "off": Hyper-V is on only on Windows, not on ${os.value}`;
    if (os.value !== 'windows') mistakes.push({ start: hyperv.start, end: hyperv.end, message });
  }
  return mistakes;
}

/** What the VMs are for, and what runs on what. */
export const INTENT = {
  nested: {
    type: 'choice',
    values: NESTED_INTENTS,
    default: 'require',
    description:
      'Whether the VMs are to run hypervisors: "require", each is; "forbid", none is; "auto", judge what the file itself asks for.',
  },
  host: HOST,
  guest: named(
    'The hypervisor that is to run inside, as "hyper-v", "kvm" or "esxi".',
    'a hypervisor such as "hyper-v"',
    GUEST_NAMES,
    false,
    parseGuest,
  ),
  under: named(
    'The foreign hypervisor that the host product itself runs in.',
    'a hypervisor such as "kvm"',
    HOST_NAMES,
    false,
    parseUnder,
  ),
} as const satisfies Record<string, Shape>;
