import { hypervCommandsFor } from '../stack/hyperv-commands.js';
import { GUEST_COLUMNS, judge, MATRIX, type VerdictWord } from '../stack/matrix.js';
import { readStack, StackError } from '../stack/read-stack.js';
import {
  CPUS,
  describeHost,
  GUEST_HYPERVISORS,
  HOST_OSES,
  type Host,
  type Stack,
} from '../stack/stack.js';
import { vboxElementsFor } from '../stack/vbox-elements.js';
import { hostStepsFor, linesFor } from '../stack/vmx-lines.js';
import { toStdout } from './output.js';
import { UsageError } from './usage-error.js';

export interface StackArguments {
  readonly host?: string | undefined;
  readonly hostOs?: string | undefined;
  readonly hyperv?: string | undefined;
  readonly cpu?: string | undefined;
  readonly guest?: string | undefined;
  readonly under?: string | undefined;
  readonly language?: string | undefined;
  readonly format: 'pretty' | 'json';
}

/** Languages that there are lines for. */
const LANGUAGES: readonly string[] = ['vmx', 'vbox', 'hyperv'];

/**
 * The matrix; with a host or a guest what it says of them, and what to do.
 *
 * @throws {UsageError} for a name that does not exist
 */
export function runStack(given: StackArguments): number {
  const { language, format } = given;
  if (language !== undefined && !LANGUAGES.includes(language)) {
    throw new UsageError(`unknown language "${language}", expected one of ${LANGUAGES.join(', ')}`);
  }
  const { host, guest, ...rest } = parseStack(given);
  if (rest.hyperv === 'on' && rest.hostOs !== undefined && rest.hostOs !== 'windows') {
    throw new UsageError(`Hyper-V is on only on Windows, not on ${HOST_OSES[rest.hostOs]}`);
  }
  if (host !== undefined) {
    const stack: Stack = { host, ...rest, ...(guest !== undefined && { guest }) };
    const answer = answerOf(stack, language);
    toStdout(format === 'json' ? json({ stack, ...answer }) : prettyAnswer(stack, answer));
    return 0;
  }
  if (guest !== undefined && guest !== 'any') {
    const rows = MATRIX.map(({ id, title, cells }) => ({ host: id, title, ...cells[guest] }));
    toStdout(format === 'json' ? json({ guest, hosts: rows }) : prettyHosts(guest, rows));
    return 0;
  }
  toStdout(format === 'json' ? json({ matrix: MATRIX }) : prettyMatrix());
  return 0;
}

type GivenStack = Omit<Stack, 'host'> & { readonly host?: Host };

function parseStack(given: StackArguments): GivenStack {
  try {
    return { hyperv: 'unknown', ...readStack(given) };
  } catch (error) {
    throw error instanceof StackError ? new UsageError(error.message) : error;
  }
}

function answerOf(stack: Stack, language?: string) {
  const isWanted = (id: string): boolean => language === undefined || language === id;
  return {
    verdict: judge(stack),
    lines: isWanted('vmx') ? linesFor(stack) : [],
    elements: isWanted('vbox') ? vboxElementsFor(stack) : [],
    commands: isWanted('hyperv') ? hypervCommandsFor(stack) : [],
    hostSteps: hostStepsFor(stack),
  };
}

const WORDS: Readonly<Record<VerdictWord, string>> = {
  works: 'works',
  'works-with': 'works with the settings below',
  unsupported: 'not supported, may fail',
  impossible: 'impossible',
  unknown: 'not known',
};

const MARKS: Readonly<Record<VerdictWord, string>> = {
  works: 'yes',
  'works-with': 'with',
  unsupported: 'uns',
  impossible: 'no',
  unknown: '?',
};

const CONFIDENCES = {
  sourced: '',
  reported: ' (reported by users)',
  inferred: ' (our conclusion, no source says so directly)',
} as const;

function prettyAnswer(
  stack: Stack,
  { verdict, lines, elements, commands, hostSteps }: ReturnType<typeof answerOf>,
): string {
  const { verdict: word, confidence, summary } = verdict;
  const shown = [...lines.map(({ key }) => `${key} = `), ...hostSteps.map(({ step }) => step)];
  const toDo = verdict.needs.filter(
    (need) =>
      !shown.some((text) => need.startsWith(text)) &&
      !commands.some(({ command }) => need.includes(command)),
  );
  return [
    `${describeStack(stack)}: ${WORDS[word]}${word === 'unknown' ? '' : CONFIDENCES[confidence]}`,
    ...wrap(summary),
    ...section('What must hold', verdict.conditions),
    ...(lines.length === 0
      ? []
      : [
          '',
          'Lines for the .vmx',
          ...lines.map(({ key, value }) => `  ${key} = "${value}"`),
          '',
          'Why',
          ...bullets(lines.map(({ key, why }) => `${key}: ${why}`)),
        ]),
    ...section(
      'For the .vbox, while VirtualBox is closed',
      elements.map(({ parent, element, why }) => `${element} in ${parent}: ${why}`),
    ),
    ...(commands.length === 0
      ? []
      : [
          '',
          'In PowerShell on the host, as an administrator, with the VM off',
          ...commands.map(({ command }) => `  ${command}`),
          '',
          'Why',
          ...bullets(commands.map(({ command, why }) => `${optionOf(command)}: ${why}`)),
        ]),
    ...section(elements.length === 0 ? 'What to set' : 'Or let VirtualBox set it', toDo),
    ...section(
      'On the host',
      hostSteps.map(({ step, why }) => `${step} (${why})`),
    ),
    ...section(
      'What works instead',
      verdict.alternative === undefined ? [] : [verdict.alternative],
    ),
    ...section('What products say', verdict.productMessages),
    ...section(
      'Sources',
      sourcesOf(verdict.sources, [...lines, ...elements, ...commands, ...hostSteps]),
    ),
    '',
  ].join('\n');
}

/** `-MacAddressSpoofing` of a whole command. */
function optionOf(command: string): string {
  return / (-(?!VMName)\w+)/.exec(command)?.[1] ?? command;
}

function sourcesOf(
  own: readonly { title: string; url?: string }[],
  others: readonly { source: { title: string; url?: string } }[],
): string[] {
  const all = new Set([...own, ...others.map(({ source }) => source)]);
  return [...all].map(({ title, url }) => (url === undefined ? title : `${title}\n${url}`));
}

function describeStack({ host, hostOs, hyperv, cpu, guest, under }: Stack): string {
  const details = [
    hostOs === undefined ? '' : ` on ${HOST_OSES[hostOs]}`,
    hyperv === 'on' ? ' with Hyper-V on' : hyperv === 'off' ? ' with Hyper-V off' : '',
    cpu === undefined ? '' : `, ${CPUS[cpu]}`,
    under === undefined ? '' : `, itself under ${describeHost({ product: under })}`,
  ];
  return `${capital(GUEST_HYPERVISORS[guest ?? 'any'])} in a VM of ${describeHost(host)}${details.join('')}`;
}

function prettyHosts(
  guest: Exclude<Stack['guest'], undefined>,
  rows: readonly {
    title: string;
    verdict: VerdictWord;
    summary: string;
    confidence: keyof typeof CONFIDENCES;
  }[],
): string {
  const lines = rows.flatMap(({ title, verdict, summary }) => [
    '',
    `${title}: ${verdict === 'works-with' ? 'works with settings' : WORDS[verdict]}`,
    ...wrap(summary),
  ]);
  return [
    `${capital(GUEST_HYPERVISORS[guest])} in a VM`,
    ...lines,
    '',
    `\`vmlint stack --host HOST --guest ${guest}\` shows what to set, and the sources.`,
    '',
  ].join('\n');
}

const HEADINGS: Readonly<Record<(typeof GUEST_COLUMNS)[number], string>> = {
  esxi: 'ESXi',
  workstation: 'WS',
  'hyper-v': 'Hyper-V',
  virtualbox: 'VBox',
  kvm: 'KVM',
  xen: 'Xen',
  wsl2: 'WSL2',
  'docker-desktop': 'Docker',
  'android-emulator': 'Android',
  'virtual-pc': 'VPC',
};

function prettyMatrix(): string {
  const columns = GUEST_COLUMNS.map((guest) => ({
    guest,
    width: Math.max(5, HEADINGS[guest].length),
  }));
  const label = Math.max(...MATRIX.map(({ title }) => title.length), 0);
  const line = (head: string, of: (guest: (typeof GUEST_COLUMNS)[number]) => string): string =>
    `${head.padEnd(label)}  ${columns.map(({ guest, width }) => of(guest).padEnd(width)).join('  ')}`.trimEnd();
  return [
    line('host \\ in the VM', (guest) => HEADINGS[guest]),
    ...MATRIX.map(({ title, cells }) =>
      line(title, (guest) => {
        const { verdict, confidence } = cells[guest];
        return MARKS[verdict] + (verdict === 'unknown' || confidence === 'sourced' ? '' : '*');
      }),
    ),
    '',
    'yes   works                          no   impossible',
    'with  works with the settings named  uns  not supported, may fail',
    '?     no source says                 *    reported by users, or our conclusion',
    'WS is VMware Workstation, VBox VirtualBox, Docker Docker Desktop, VPC Windows Virtual PC.',
    '',
    '`vmlint stack --host HOST --guest GUEST` shows what to set, what works instead, and the sources.',
    '',
  ].join('\n');
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['', title, ...bullets(items)];
}

function bullets(items: readonly string[]): string[] {
  return items.flatMap((item) => item.split('\n').flatMap((part) => wrap(part)));
}

const WIDTH = 98;

/** Indented by two, what follows by four. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = ' ';
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = '   ';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function json(content: object): string {
  return `${JSON.stringify({ version: 1, ...content }, null, 2)}\n`;
}
