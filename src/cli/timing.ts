import { PHASES, type Phase, type RuleTime, type Times } from '../run/clock.js';

const WHAT: Readonly<Record<Phase, string>> = {
  start: 'starting, reading configurations',
  discovery: 'looking for files',
  cache: 'the cache',
  read: 'reading files',
  parse: 'decoding and parsing them',
  rules: 'asking the rules',
  fix: 'making fixes, with the parsing and the rules that takes',
  write: 'writing files',
  report: 'making and printing the report',
  wait: 'waiting for other threads',
};

/** Where the time of a run went, for people. `seconds`: what it took from start to end. */
export function formatTiming({ phases, rules }: Times, seconds: number): string {
  const byPhase = PHASES.filter((phase) => (phases[phase] ?? 0) >= 0.05)
    .map((phase) => ({ what: WHAT[phase], ms: phases[phase]! }))
    .sort((one, other) => other.ms - one.ms);
  const total = byPhase.reduce((sum, { ms }) => sum + ms, 0);
  const byRule = Object.entries(rules)
    .filter(([, { asked }]) => asked > 0)
    .sort(([, one], [, other]) => other.ms - one.ms);
  const sections = [
    `Timing: ${milliseconds(seconds * 1000)} ms from start to end; below, all threads together`,
    table(
      ['phase', 'ms', '%'],
      byPhase.map(({ what, ms }) => [what, milliseconds(ms), percent(ms, total)]),
    ),
  ];
  if (byRule.length > 0) {
    const all = byRule.reduce((sum, [, { ms }]) => sum + ms, 0);
    const row = ([id, { ms, asked, findings }]: [string, RuleTime]): string[] => [
      ...[id, milliseconds(ms), percent(ms, all)],
      ...[String(asked), String(findings)],
    ];
    sections.push(table(['rule', 'ms', '%', 'files', 'findings'], byRule.map(row)));
  }
  return `\n${sections.join('\n\n')}\n`;
}

function milliseconds(ms: number): string {
  return ms.toFixed(1);
}

function percent(part: number, all: number): string {
  return all === 0 ? '' : ((100 * part) / all).toFixed(1);
}

/** The first column to the left, the others to the right. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
        )
        .join('  '),
    )
    .join('\n');
}
