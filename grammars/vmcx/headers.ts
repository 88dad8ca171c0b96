import type { VmcxHeader } from './ast.js';
import type { Problems } from './problems.js';
import { hex, type Source } from './source.js';
import { PAGE, type Space } from './space.js';

/** Source of all sizes and numbers of the format: microsoft/openvmm, support/hvs_file/FORMAT.md. */
const SIGNATURE = 0x01282014;
const FIELDS = 46;
const COPIES = [0, PAGE];
const FORMAT = 0x0400;
const LARGEST_ALIGNMENT = 0x10000;

export interface Headers {
  readonly all: readonly VmcxHeader[];
  readonly active: VmcxHeader | undefined;
  /** The active one, or where none is valid the one that looks best; none: the file cannot be read. */
  readonly readable: VmcxHeader | undefined;
}

/** Whether it is a file of this kind, however damaged or cut off. */
export function looksLikeVmcx(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return COPIES.some(
    (start) => start + 4 <= bytes.length && view.getUint32(start, true) === SIGNATURE,
  );
}

export function readHeaders(source: Source, space: Space, problems: Problems): Headers {
  if (!looksLikeVmcx(source.bytes)) {
    const message = `the file does not start with ${hex(SIGNATURE)}, as files of Hyper-V's storage do`;
    problems.add('signature', 0, FIELDS, message);
    return { all: [], active: undefined, readable: undefined };
  }
  const all = COPIES.map((start) => readHeader(source, start, problems)).filter(
    (copy) => copy !== undefined,
  );
  for (const { start } of all) space.add('header', start, space.claim(start, PAGE).end);
  const active = activeOf(all, problems);
  const readable = active ?? all.find(({ signature }) => signature === SIGNATURE);
  if (readable === undefined || !isKnown(readable, problems))
    return { all, active, readable: undefined };
  return { all, active, readable };
}

/** Of the object tables and whatever else the file aligns; what no file can have counts as a page. */
export function alignmentOf({ alignment }: VmcxHeader): number {
  return isAlignment(alignment) ? alignment : PAGE;
}

function readHeader(source: Source, start: number, problems: Problems): VmcxHeader | undefined {
  const end = start + FIELDS;
  if (end > source.length) {
    const message = `the file ends at ${hex(source.length)}, within or before the header at ${hex(start)}`;
    problems.add('truncated', source.length, source.length, message);
    return undefined;
  }
  const signature = source.u32(start);
  const checksum = source.u32(start + 4);
  const actual = source.checksumWithout(start + 4, start, end);
  if (signature !== SIGNATURE) {
    const message = `the header at ${hex(start)} starts with ${hex(signature)}, not with ${hex(SIGNATURE)}`;
    problems.add('header-signature', start, end, message);
  } else if (checksum !== actual) {
    const place = { start, end, stored: checksum, actual };
    problems.checksum('header-checksum', place, `the header at ${hex(start)}`);
  }
  return {
    start,
    end,
    signature,
    checksum,
    sequence: source.u16(start + 8),
    formatVersion: source.u32(start + 10),
    dataVersion: source.u32(start + 14),
    flags: source.u32(start + 18),
    alignment: source.u32(start + 22),
    logOffset: source.u64(start + 26),
    logSize: source.u64(start + 34),
    logHeaderSize: source.u32(start + 42),
    isValid: signature === SIGNATURE && checksum === actual,
  };
}

function activeOf(all: readonly VmcxHeader[], problems: Problems): VmcxHeader | undefined {
  const [first, second] = all.filter(({ isValid }) => isValid);
  if (first === undefined || second === undefined) return first;
  if (first.sequence === second.sequence) {
    const message = `both headers have the sequence ${first.sequence}, so that none of them is the newer one`;
    problems.add('header-sequence', second.start + 8, second.start + 10, message);
  }
  return second.sequence > first.sequence ? second : first;
}

function isKnown({ start, formatVersion, alignment }: VmcxHeader, problems: Problems): boolean {
  if (formatVersion !== FORMAT) {
    const message = `the format is ${hex(formatVersion)}; only ${hex(FORMAT)} can be read`;
    problems.add('format-version', start + 10, start + 14, message);
    return false;
  }
  if (!isAlignment(alignment)) {
    const message = `the alignment is ${alignment}, which is no power of two from ${PAGE} to ${LARGEST_ALIGNMENT}`;
    problems.add('alignment', start + 22, start + 26, message);
  }
  return true;
}

function isAlignment(alignment: number): boolean {
  return alignment >= PAGE && alignment <= LARGEST_ALIGNMENT && (alignment & (alignment - 1)) === 0;
}
