import { IGNORE_FILES } from '../files/left-out.js';
import type { FileReport } from '../report/report.js';

/** `by`: what leaves it out, for people. */
export function ignored(path: string, by: string): FileReport {
  const explanation = `${by === IGNORE_FILES ? `an ignore file (${by})` : by} leaves it out`;
  return unchecked({ path, status: 'skipped', reason: 'ignored', explanation });
}

export function failed(path: string, error: string): FileReport {
  return unchecked({ path, status: 'failed', error });
}

export function tooLarge(path: string, size: number, maxSize: number): FileReport {
  const explanation = `it has ${size} bytes, more than --max-size ${maxSize}`;
  return unchecked({ path, status: 'skipped', reason: 'too-large', explanation });
}

export function unchecked(report: Omit<FileReport, 'findings' | 'fixed'>): FileReport {
  return { ...report, findings: [], fixed: [] };
}

/** Where a file was left out that somebody may think was linted: what to say. */
export function whyNotRead({ path, reason, explanation = '' }: FileReport): string | undefined {
  return reason === 'too-large' || reason === 'unreadable' ? `${path}: ${explanation}` : undefined;
}
