export interface Evidence {
  readonly hyperv: 'on' | 'off';
  /** 1-based; undefined where it cannot be counted. */
  readonly line: number | undefined;
  readonly text: string;
}

const PART = 256 * 1024;
/** Stands for what was left out of the middle of a long log. */
export const LEFT_OUT = '\n\0left out\0\n';
const MODE = /Monitor Mode: (ULM|CPL0)(?=[ \t\r]*(?:\n|$))/g;
const DETECTED = 'IOPL_Init: Hyper-V detected by CPUID';

const MACOS = /VMware Fusion|\bDarwin\b|\bmacOS\b/;

/**
 * What a vmware.log says of Hyper-V on the host. The monitor mode counts more than the detection, and the last
 * word more than those before. Of a long log only its beginning and its end are read.
 */
export function findEvidence(logText: string): Evidence | undefined {
  // Fusion on macOS has a mode of this name as well, without Hyper-V.
  if (MACOS.test(logText.slice(0, PART))) return undefined;
  const parts: readonly (readonly [start: number, end: number])[] =
    logText.length <= 2 * PART
      ? [[0, logText.length]]
      : [
          [0, PART],
          [logText.length - PART, logText.length],
        ];
  let mode: { at: number; hyperv: 'on' | 'off' } | undefined;
  let detected: number | undefined;
  for (const [start, end] of parts) {
    const part = logText.slice(start, end);
    for (const match of part.matchAll(MODE)) {
      mode = { at: start + match.index, hyperv: match[1] === 'ULM' ? 'on' : 'off' };
    }
    const at = part.lastIndexOf(DETECTED);
    if (at >= 0) detected = start + at;
  }
  if (mode !== undefined) return evidenceAt(logText, mode.at, mode.hyperv);
  return detected === undefined ? undefined : evidenceAt(logText, detected, 'on');
}

/** What stands at a place of a log. */
export function evidenceAt(logText: string, at: number, hyperv: 'on' | 'off'): Evidence {
  // Behind what was left out, nobody knows how many lines there are.
  const isCounted = logText.lastIndexOf(LEFT_OUT, at) < 0;
  let line = 1;
  for (let index = logText.indexOf('\n'); isCounted && index >= 0 && index < at; line++) {
    index = logText.indexOf('\n', index + 1);
  }
  const start = logText.lastIndexOf('\n', at) + 1;
  const end = logText.indexOf('\n', at);
  const text = logText.slice(
    Math.max(start, at - 200),
    end < 0 ? at + 200 : Math.min(end, at + 200),
  );
  return { hyperv, line: isCounted ? line : undefined, text: text.trim() };
}
