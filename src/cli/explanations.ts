import type { Topic } from '../explain/topics.js';
import type { MistakenKey, SettingDescription } from '../languages/vmx/catalogue/index.js';
import type { BadExample, Example, Reference, Rule } from '../lint/rule.js';
import { messagesOfRule } from '../messages/table.js';
import type { Stack } from '../stack/stack.js';
import type { Colors } from '../report/colors.js';
import { escapeControls } from '../report/escape.js';
import { optionLines, policyText } from './option-text.js';

export function explainRule(rule: Rule, colors: Colors): string {
  const { bad, good } = rule.examples;
  return join([
    `${colors.bold(rule.id)} (${rule.severity})\n${rule.summary}`,
    section('Why', wrap(rule.why), colors),
    section('Fix', wrap(rule.fixSafety), colors),
    section('Options', list(optionLines(rule.options)), colors),
    ...bad.flatMap((example) => [
      section(title('Bad', example), indent(example.text), colors),
      ...afterFix(example).map(([name, text]) => section(name, indent(text), colors)),
    ]),
    ...good.map((example) => section(title('Good', example), indent(example.text), colors)),
    section('Sources', references(rule.sources), colors),
    section('What products say', list(messagesOfRule(rule.id)), colors),
  ]);
}

export function explainTopic({ title, text, more, sources }: Topic, colors: Colors): string {
  return join([
    `${colors.bold(title)}\n${wrap(text, { indent: '' })}`,
    section('More', list(more), colors),
    section('Sources', references(sources), colors),
  ]);
}

export function explainSetting(setting: SettingDescription, colors: Colors): string {
  const { pattern, type, values, description, source, products } = setting;
  const facts = [
    `type: ${type}${values === undefined ? '' : ` (${values.join(', ')})`}`,
    setting.default === undefined ? '' : `default: ${setting.default}`,
    setting.sinceHardwareVersion === undefined
      ? ''
      : `since virtualHW.version ${setting.sinceHardwareVersion}`,
    products === undefined ? '' : `read by: ${products.join(', ')}`,
    setting.hostOnly === true ? 'belongs in the configuration of the host, not in a .vmx' : '',
    setting.writtenByVmware === true ? 'VMware writes it itself' : '',
    setting.secret === true ? 'its value is a secret, and never shown' : '',
  ].filter((fact) => fact !== '');
  return join([
    `${colors.bold(pattern)} (setting)\n${description ?? 'Seen in real files; no source says what it does.'}`,
    section('Facts', list(facts), colors),
    section('Source', source === undefined ? '' : references([source]), colors),
  ]);
}

export function explainMistake({ key, instead, why, source }: MistakenKey, colors: Colors): string {
  return join([
    `${colors.bold(key)} (no setting)\nNo VMware product reads it in a .vmx.${meantBy(instead)}`,
    section('Why', wrap(why), colors),
    section('Source', references([source]), colors),
  ]);
}

/** A setting of other files, which people write into a .vmx. */
export function explainMisplaced(
  setting: SettingDescription,
  { instead, why, source }: MistakenKey,
  colors: Colors,
): string {
  const isNew = setting.source?.title !== source.title;
  return join([
    explainSetting(setting, colors).trimEnd(),
    section('In a .vmx', wrap(`VMware ignores it: ${why}.${meantBy(instead)}`), colors),
    section('Source', isNew ? references([source]) : '', colors),
  ]);
}

function meantBy(instead: string | undefined): string {
  return instead === undefined ? '' : ` What was meant is ${instead}.`;
}

export function join(sections: readonly string[]): string {
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

export function section(name: string, text: string, colors: Colors): string {
  return text.trim() === '' ? '' : `${colors.bold(name)}\n${text}`;
}

/** Rules, and how to read on about each. */
export function ruleLines(rules: readonly Rule[]): string[] {
  return rules.map(({ id, summary }) => `  vmlint explain ${id}: ${summary}`);
}

export function list(lines: readonly string[]): string {
  return lines.map((line) => wrap(line)).join('\n');
}

export function references(sources: readonly Reference[]): string {
  return sources
    .map(({ title, url }) => `  ${title}${url === undefined ? '' : `\n    ${url}`}`)
    .join('\n');
}

function title(word: string, example: Example): string {
  const { title: about, nested, stack, logText, options, policies } = example;
  const details = [
    about,
    nested === undefined ? undefined : `--nested ${nested}`,
    stack === undefined ? undefined : stackOptions(stack),
    logText === undefined ? undefined : `with this in vmware.log: ${lastLineOf(logText)}`,
    options === undefined ? undefined : `with ${JSON.stringify(options)}`,
    ...(policies ?? []).map(policyText),
  ];
  const said = details.filter((detail) => detail !== undefined && detail !== '');
  return said.length === 0 ? word : `${word} (${said.join('; ')})`;
}

/** The options that say what the example is for. */
function stackOptions({ host, hostOs, hyperv, cpu, guest, under }: Partial<Stack>): string {
  const version = host?.version === undefined ? '' : `@${host.version}`;
  const options = {
    host: host === undefined || host.product === 'vmware' ? undefined : host.product + version,
    'host-os': hostOs,
    hyperv,
    cpu,
    guest,
    under,
  };
  return Object.entries(options)
    .flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]))
    .join(' ');
}

function lastLineOf(text: string): string {
  return text.trimEnd().split('\n').at(-1)!;
}

/** What each kind of fix makes of it; what nothing changes is not shown again. */
function afterFix({ text, fixed, fixedUnsafe }: BadExample): (readonly [string, string])[] {
  const safely = fixed === undefined || fixed === text ? [] : [['After --fix', fixed] as const];
  return fixedUnsafe === undefined || fixedUnsafe === (fixed ?? text)
    ? safely
    : [...safely, ['After --fix --unsafe', fixedUnsafe] as const];
}

/** UTF-16, little endian, as the bytes of a file: every second one is a NUL. */
const WIDE = /^(\xFF\xFE)?(?:[^\0]\0)+$/;

/** Shows the invisible: an example may be about a byte order mark. */
function indent(text: string): string {
  const wide = WIDE.exec(text);
  if (wide !== null) {
    const mark = wide[1] ?? '';
    const note = `(in UTF-16, ${mark === '' ? 'without' : 'with'} a byte order mark)`;
    return indent(`${note}\n${text.slice(mark.length).replaceAll('\0', '')}`);
  }
  const lines = text.split(/\r\n?|\n/);
  if (lines.at(-1) === '') lines.pop();
  if (lines.length === 0) return '  (an empty file)';
  return lines.map((line) => `  ${escapeControls(withoutRuns(line))}`).join('\n');
}

/** Containers are full of NULs, which nobody has to count. */
function withoutRuns(line: string): string {
  return line.replace(/\0{16,}/g, ({ length }) => ` (${length} NULs) `);
}

/** Lines of at most 78 columns; a step, a list and a section are indented. */
export function wrap(text: string, { indent = '  ' } = {}): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + word.length + 1 > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line].join('\n');
}

const WIDTH = 78;
