import { quoteForPowerShell } from '../../text/powershell.js';
import { escapeControls } from '../escape.js';
import type { ScriptedFix, ScriptedVm } from './collect.js';
import { HEAD, MARK, REST } from './template.js';

export { MARK };

/** A VM whose path is as the script has it: with backslashes, from the folder of the script or absolute. */
export type PlacedVm = Omit<ScriptedVm, 'path'> & { readonly file: string };

/**
 * The script, for Windows PowerShell 5.1 too, which takes a file without a byte order mark for ANSI. What comes from
 * configurations stands in strings in single quotes and, escaped, in comments of one line, and nowhere else.
 */
export function renderFixScript(vms: readonly PlacedVm[]): Uint8Array {
  const parts = [HEAD, '$machines = @(\n', ...vms.map(machine), ')\n', REST];
  const text = parts.map((part) => (typeof part === 'string' ? withCrLf(part) : part.join('')));
  return Buffer.from(`\uFEFF${text.join('')}`, 'utf8');
}

/** In parts: the ends of lines inside of strings stay what they are. */
function machine({ id, name, file, fixes }: PlacedVm): string[] {
  return [
    ...lines(0, '    @{'),
    ...lines(0, `        Id    = ${id === undefined ? '$null' : quoteForPowerShell(id)}`),
    ...lines(0, `        Name  = ${literal(name)}`),
    ...lines(0, `        File  = ${literal(file)}`),
    ...lines(0, '        Fixes = @('),
    ...fixes.flatMap(fixLines),
    ...lines(0, '        )'),
    ...lines(0, '    }'),
  ];
}

function fixLines({ text, when, title, findings }: ScriptedFix): string[] {
  const reasons = findings.map(({ rule, message }) => escapeControls(`${rule}: ${message}`));
  return [
    ...reasons.flatMap((reason) => lines(12, `# ${reason}`)),
    ...lines(12, '@{'),
    ...lines(12, `    When     = '${when}'`),
    ...lines(12, `    What     = ${literal(escapeControls(title))}`),
    ...lines(12, '    Findings = @('),
    ...reasons.flatMap((reason) => lines(12, `        ${literal(reason)}`)),
    ...lines(12, '    )'),
    ...lines(12, '    Command  = {'),
    ...lines(12, '        param($vm)'),
    ...lines(12, `        ${text}`),
    ...lines(12, '    }'),
    ...lines(12, '}'),
  ];
}

function lines(indent: number, text: string): string[] {
  return [' '.repeat(indent) + text, '\r\n'];
}

/** A file of PowerShell holds neither half characters nor NUL; names that have them are only shown. */
function literal(text: string): string {
  return quoteForPowerShell(text.replace(/\0|\p{Cs}/gu, escapeControls));
}

function withCrLf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}
