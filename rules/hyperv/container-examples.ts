/** Containers as short as they can be, one character a byte: what is broken in one cannot be shown as a listing. */

const PAGE = 0x1000;

const LAYOUT = '\0\0\0\0\0\0\0\0\0\x10\0\0\0\x30\0\0\0\0\0\0\0\x10\0\0\0\0\0\0\0\x10\0\0';

/** One copy of the header, all of its 46 bytes. */
export const HEADER = `\x14\x20\x28\x01\x04\xA8\x39\x55\x07\0\0\x04\0\0${LAYOUT}`;

/** The same in the format 0x301, by a checksum that is right. */
export const OLDER_HEADER = `\x14\x20\x28\x01\x2A\x11\0\xC3\x07\0\x01\x03\0\0${LAYOUT}`;

const SECOND_HEADER = `\x14\x20\x28\x01\xE6\x55\xB1\xD8\x06\0\0\x04\0\0${LAYOUT}`;

/** Both headers and, where they say it, a replay log with two changes that wait. */
export const WITH_PENDING_LOG = [
  HEADER.padEnd(PAGE, '\0'),
  SECOND_HEADER.padEnd(2 * PAGE, '\0'),
  '\x03\0\x11\x01\x5C\x5B\x54\x3D\x02\0\0\0\0\x91',
  '\0'.repeat(20),
].join('');
