import type { VmcxHeader } from './ast.js';
import type { Problems } from './problems.js';
import { hex, type Source } from './source.js';
import { PAGE, type Space } from './space.js';

const SIGNATURE = 0x01110003;
const FIELDS = 34;
const ENTRY = 28;

/** Reads what the replay log still has to apply. What is behind that is left over and says nothing. */
export function readLog(
  source: Source,
  header: VmcxHeader,
  space: Space,
  problems: Problems,
): number {
  const start = Number(header.logOffset);
  const size = Number(header.logSize);
  const at = header.start + 26;
  if (start % PAGE !== 0 || size < FIELDS) {
    const message = `the replay log at ${hex(header.logOffset)} with ${header.logSize} bytes is at no place that a log can have`;
    problems.add('out-of-bounds', at, at + 16, message);
    return 0;
  }
  if (start + FIELDS > source.length) {
    const message = `the file ends at ${hex(source.length)}, but the replay log is at ${hex(start)}`;
    problems.add('truncated', source.length, source.length, message);
    return 0;
  }
  const { end, isOverlapping } = space.claim(start, size);
  if (isOverlapping) {
    const message = `the replay log at ${hex(start)} with ${size} bytes overlaps something else`;
    problems.add('overlap', start, start + size, message);
  }
  space.add('log', start, end);
  return end < start + FIELDS
    ? 0
    : new LogReader(source, problems, start, end).read(header.logHeaderSize);
}

class LogReader {
  /** How much data the entries may have together: each has its own. */
  private room: number;

  constructor(
    private readonly source: Source,
    private readonly problems: Problems,
    private readonly start: number,
    private readonly end: number,
  ) {
    this.room = end - start;
  }

  read(headerSize: number): number {
    const { source, problems, start } = this;
    const signature = source.u32(start);
    if (signature !== SIGNATURE) {
      const message = `the replay log starts with ${hex(signature)}, not with ${hex(SIGNATURE)}`;
      problems.add('log-signature', start, start + 4, message);
      return 0;
    }
    const stored = source.u32(start + 4);
    const actual = source.checksumWithout(start + 4, start, start + FIELDS);
    if (stored !== actual) {
      const place = { start, end: start + FIELDS, stored, actual };
      problems.checksum('log-checksum', place, "the replay log's header");
    }
    const pending = source.u32(start + 8);
    if (pending > 0) this.readPending(pending, headerSize);
    return pending;
  }

  private readPending(pending: number, headerSize: number): void {
    const { problems, start } = this;
    const changes = pending === 1 ? '1 change waits' : `${pending} changes wait`;
    const message = `${changes} in the replay log to be applied; in a file that was closed properly there is none`;
    problems.add('dirty', start + 8, start + 12, message);
    const room = Math.min(headerSize, this.end - start) - FIELDS;
    const most = Math.max(0, Math.floor(room / ENTRY));
    if (pending > most) {
      const message = `the replay log has ${pending} entries, but only room for ${most}`;
      problems.add('out-of-bounds', start + 8, start + 12, message);
    }
    for (let index = 0; index < Math.min(pending, most); index++)
      this.readEntry(start + FIELDS + ENTRY * index);
  }

  private readEntry(at: number): void {
    const { source, problems } = this;
    const place = { start: at, end: at + ENTRY, stored: source.u32(at + 20) };
    const actual = source.checksumWithout(at + 20, at, at + ENTRY);
    if (place.stored !== actual) {
      problems.checksum(
        'log-entry-checksum',
        { ...place, actual },
        `the replay log's entry at ${hex(at)}`,
      );
      return;
    }
    const size = source.u32(at + 8);
    const data = this.start + source.place(at + 12);
    if (data + size > this.end) {
      const message = `the data of the replay log's entry at ${hex(at)}, ${size} bytes at ${hex(data)}, goes on behind the log`;
      problems.add('out-of-bounds', at, at + ENTRY, message);
      return;
    }
    this.room -= size;
    if (this.room < 0) {
      const message = `the replay log's entry at ${hex(at)} shares its data with others`;
      problems.add('overlap', at, at + ENTRY, message);
      return;
    }
    const stored = source.u32(at + 24);
    const found = source.checksum(data, data + size);
    if (stored !== found) {
      const place = { start: data, end: data + size, stored, actual: found };
      problems.checksum(
        'log-data-checksum',
        place,
        `the data of the replay log's entry at ${hex(at)}`,
      );
    }
  }
}
