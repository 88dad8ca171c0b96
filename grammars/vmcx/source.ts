/** Loaded when the first container is read: it costs every start of the program a millisecond. */
function crc32(bytes: Uint8Array, before?: number): number {
  return process.getBuiltinModule('node:zlib').crc32(bytes, before);
}

const FIELD = 4;
const ZEROS = new Uint8Array(FIELD);

/** The bytes of a file with what reads numbers from them; all of the format is little-endian. */
export class Source {
  /** Never a `Buffer`, whose `slice` would share the bytes. */
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly length: number;

  constructor(bytes: Uint8Array) {
    this.bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.length = bytes.byteLength;
  }

  u8(at: number): number {
    return this.view.getUint8(at);
  }

  u16(at: number): number {
    return this.view.getUint16(at, true);
  }

  u32(at: number): number {
    return this.view.getUint32(at, true);
  }

  u64(at: number): bigint {
    return this.view.getBigUint64(at, true);
  }

  /** An unsigned number of 64 bits that may be rounded: what is above 2^53 is behind the end of any file anyway. */
  place(at: number): number {
    return this.u32(at + 4) * 2 ** 32 + this.u32(at);
  }

  checksum(start: number, end: number): number {
    return crc32(this.bytes.subarray(start, end));
  }

  /** Of a structure that has its own checksum at `field`, which counts as four zeros. */
  checksumWithout(field: number, start: number, end: number): number {
    const before = crc32(this.bytes.subarray(start, field));
    return crc32(this.bytes.subarray(field + FIELD, end), crc32(ZEROS, before));
  }
}

export function hex(number: number | bigint): string {
  return `0x${number.toString(16).toUpperCase()}`;
}
