import type { Merged, MergedRule } from '../config/merge.js';
import { describeOrigin, type Origin, type Traced } from '../config/origin.js';
import type { Effective } from '../config/resolve.js';
import { DEFAULT_FORMAT } from '../format/options.js';
import { shownPath } from '../files/paths.js';
import type { Colors } from '../report/colors.js';
import { escapeControls } from '../report/escape.js';
import { displayWidth } from '../report/width.js';
import type { Host } from '../stack/stack.js';

/** What `vmlint config` shows. Paths are as people read them. */
export interface ShownEffective {
  readonly path: string;
  readonly files: readonly string[];
  readonly ignored: Origin | undefined;
  readonly effective: Effective;
  readonly cwd: string;
}

/** The parts of intent and stack, with what stands for one that nobody named. */
function intentRows(merged: Merged): [name: string, value: string, origin: Origin][] {
  const { nested, host, hostOs, hyperv, cpu, guest, under } = merged;
  const byDefault: Origin = { kind: 'default' };
  const row = <T>(
    name: string,
    traced: Traced<T> | undefined,
    fallback: string,
    show: (value: T) => string = String,
  ): [string, string, Origin] =>
    traced === undefined ? [name, fallback, byDefault] : [name, show(traced.value), traced.origin];
  const fromFile = '(what the file says)';
  return [
    row('nested', nested, 'require'),
    row('host', host, fromFile, hostName),
    row('os', hostOs, '(unknown)'),
    row('hyperv', hyperv, '(what a vmware.log says)'),
    row('cpu', cpu, '(unknown)'),
    row('guest', guest, fromFile),
    row('under', under, '(none)'),
  ];
}

function formatRows({ endOfLine, groupNamespaces }: Merged): [string, Traced<string | boolean>][] {
  const origin: Origin = { kind: 'default' };
  return [
    ['endOfLine', endOfLine ?? { value: DEFAULT_FORMAT.endOfLine, origin }],
    ['groupNamespaces', groupNamespaces ?? { value: DEFAULT_FORMAT.groupNamespaces, origin }],
  ];
}

function hostName({ product, version }: Host): string {
  return version === undefined ? product : `${product}@${version}`;
}

function severityName({ rule, severity }: MergedRule): string {
  return severity.value === 'as-it-is' ? rule.severity : severity.value;
}

export function effectivePretty(
  { path, files, ignored, effective, cwd }: ShownEffective,
  colors: Colors,
): string {
  const { merged, ignoreFindings } = effective;
  const from = (origin: Origin): string => colors.dim(escapeControls(describeOrigin(origin, cwd)));
  const ruleRows = merged.rules.flatMap((one): string[][] => [
    [severityName(one), one.rule.id, from(one.severity.origin)],
    ...optionsOf(one).map(([name, value, origin]) => [
      '',
      `  ${name}: ${escapeControls(JSON.stringify(value))}`,
      from(origin),
    ]),
  ]);
  const policyRows = merged.policies.map(({ value, origin }) => {
    const { setting, ...rest } = value;
    return [escapeControls(setting), escapeControls(JSON.stringify(rest)), from(origin)];
  });
  const findingRows = ignoreFindings.map(({ rule, setting = '', reason, until, at }) => [
    [rule, setting].filter(Boolean).map(escapeControls).join(' '),
    escapeControls(until === undefined ? reason : `${reason} (until ${until})`),
    from({ kind: 'file', at }),
  ]);
  return [
    colors.bold(escapeControls(path)),
    ...(ignored === undefined ? [] : [`left out by ${from(ignored)}`]),
    ...section(
      'Configurations, nearest first',
      (files.length === 0 ? ['none'] : files).map((file) => [escapeControls(file)]),
      colors,
    ),
    ...section(
      'Intent and stack',
      intentRows(merged).map(([name, value, origin]) => [
        name,
        escapeControls(value),
        from(origin),
      ]),
      colors,
    ),
    ...section(
      'Format',
      formatRows(merged).map(([name, { value, origin }]) => [name, String(value), from(origin)]),
      colors,
    ),
    ...section(
      'Presets',
      merged.presets.map(({ value, origin }) => [`vmlint:${value}`, from(origin)]),
      colors,
    ),
    ...section('Required', policyRows, colors),
    ...section('Findings left out', findingRows, colors),
    ...section('Rules', ruleRows, colors),
    '',
  ].join('\n');
}

function section(title: string, rows: readonly (readonly string[])[], colors: Colors): string[] {
  if (rows.length === 0) return [];
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === row.length - 1 ? cell : cell + ' '.repeat(widths[column]! - displayWidth(cell)),
      )
      .join('  '),
  );
  return ['', colors.bold(title), ...lines.map((line) => `  ${line}`.trimEnd())];
}

/** The options of a rule: what was given, else the default. */
function optionsOf({
  rule,
  options,
}: MergedRule): [name: string, value: unknown, origin: Origin][] {
  return Object.entries(rule.options ?? {}).map(([name, option]) => {
    const given = options.get(name);
    return given === undefined
      ? [name, option.default ?? option.defaultDescription ?? null, { kind: 'default' }]
      : [name, given.value, given.origin];
  });
}

export function effectiveJson({ path, files, ignored, effective, cwd }: ShownEffective) {
  const { merged, ignoreFindings } = effective;
  const { nested, host, hostOs, hyperv, cpu, guest, under } = merged;
  const traced = <T>(value: Traced<T> | undefined) =>
    value && { value: value.value, origin: originJson(value.origin, cwd) };
  return {
    version: 1,
    path,
    files,
    ignored: {
      value: ignored !== undefined,
      origin: originJson(ignored ?? { kind: 'default' }, cwd),
    },
    presets: merged.presets.map(traced),
    nested: traced(nested ?? { value: 'require', origin: { kind: 'default' } }),
    host: traced(host),
    os: traced(hostOs),
    hyperv: traced(hyperv),
    cpu: traced(cpu),
    guest: traced(guest),
    under: traced(under),
    format: Object.fromEntries(formatRows(merged).map(([name, value]) => [name, traced(value)])),
    rules: merged.rules.map((one) => ({
      id: one.rule.id,
      severity: { value: severityName(one), origin: originJson(one.severity.origin, cwd) },
      options: Object.fromEntries(
        optionsOf(one).map(([name, value, origin]) => [
          name,
          { value, origin: originJson(origin, cwd) },
        ]),
      ),
    })),
    require: merged.policies.map(traced),
    ignoreFindings: ignoreFindings.map(({ rule, setting, reason, until, at }) => ({
      value: { rule, setting, reason, until },
      origin: originJson({ kind: 'file', at }, cwd),
    })),
  };
}

function originJson(origin: Origin, cwd: string): object {
  switch (origin.kind) {
    case 'file': {
      const { source, start } = origin.at;
      const { line, column } = source.pointAt(start);
      return { kind: 'file', path: shownPath(source.path, cwd), line, column };
    }
    case 'preset':
      return { kind: 'preset', preset: origin.name, by: originJson(origin.by, cwd) };
    default:
      return origin;
  }
}
