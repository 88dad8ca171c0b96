import type { Severity } from '../lint/finding.js';
import type { Point } from '../source/source.js';
import type { Colors } from './colors.js';
import { escapeControls } from './escape.js';
import { frameLine } from './frame.js';
import type { Excerpt } from './report.js';

/** A place of a file, with a few words under it. */
export interface FramedPlace {
  readonly start: Point;
  readonly end: Point;
  readonly excerpt?: Excerpt;
  readonly label: string;
}

/** What a person is told of a place: a title, the lines that it is about, and notes. */
export interface Block {
  readonly severity: Severity;
  /** What stands in front of the colon, as `error[vmx/no-bom]`. */
  readonly title: string;
  readonly message: string;
  readonly path: string;
  readonly place: FramedPlace;
  readonly related: readonly FramedPlace[];
  /** Escaped already. */
  readonly notes: readonly string[];
}

const SEVERITY_COLORS = { error: 'red', warning: 'yellow', info: 'cyan' } as const;

export function formatBlock(block: Block, colors: Colors): string[] {
  const { place, path, message } = block;
  const places = [place, ...block.related].sort((a, b) => a.start.line - b.start.line);
  const gutter = Math.max(...places.map(({ start }) => String(start.line).length));
  const indent = ' '.repeat(gutter);
  const frame = frameRows(places, block, gutter, colors);
  const notes = [...placeNotes(places), ...block.notes];
  const title = colors[SEVERITY_COLORS[block.severity]](escapeControls(block.title));
  return [
    title + colors.bold(`: ${escapeControls(message)}`),
    `${indent}${colors.dim('-->')} ${escapeControls(path)}${placeInWords(place)}`,
    colors.dim(`${indent} |`),
    ...frame,
    ...(frame.length > 0 ? [colors.dim(`${indent} |`)] : []),
    ...notes.map((note) => `${indent} ${colors.dim('=')} ${note}`),
  ];
}

/** Of a file that is no text, the byte. */
function placeInWords({ start, excerpt }: FramedPlace): string {
  if (excerpt?.mark === undefined) return `:${start.line}:${start.column}`;
  return ` at byte ${start.offset} (0x${start.offset.toString(16)})`;
}

function frameRows(
  places: readonly FramedPlace[],
  block: Block,
  gutter: number,
  colors: Colors,
): string[] {
  const margin = colors.dim(`${' '.repeat(gutter)} |`);
  const rows: string[] = [];
  let lastLine: number | undefined;
  let lastText: string | undefined;
  for (const place of places) {
    if (place.excerpt === undefined) continue;
    const { line } = place.start;
    const shown = frameLine(place.excerpt, place.start, place.end);
    if (lastLine !== undefined && line > lastLine + 1) rows.push(colors.dim('...'));
    if (line !== lastLine || shown.text !== lastText) {
      const shownLine = place.excerpt.mark === undefined ? String(line) : '';
      const number = colors.dim(`${shownLine.padStart(gutter)} |`);
      rows.push(shown.text === '' ? number : `${number} ${shown.text}`);
    }
    const isOwn = place === block.place;
    const paint = isOwn ? colors[SEVERITY_COLORS[block.severity]] : colors.blue;
    const marks = (isOwn ? '^' : '-').repeat(shown.end - shown.start);
    const label = escapeControls(place.label);
    const underline = paint(label === '' ? marks : `${marks} ${label}`);
    rows.push(`${margin} ${' '.repeat(shown.start)}${underline}`);
    lastLine = line;
    lastText = shown.text;
  }
  return rows;
}

/** What would stand under a place that is not shown. */
function placeNotes(places: readonly FramedPlace[]): string[] {
  return places
    .filter(({ excerpt, label }) => excerpt === undefined && label !== '')
    .map(({ start, label }) => `line ${start.line}: ${escapeControls(label)}`);
}
