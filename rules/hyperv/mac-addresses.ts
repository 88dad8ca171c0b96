import type { Setting } from '../../src/languages/hyperv/settings.js';

const PAIRS = /^[0-9a-f]{2}([-:]?)(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}$/i;

/**
 * A MAC address as 12 hexadecimal digits in upper case. Empty: the adapter gets one when it first starts.
 * Undefined: what is written is none, or is left to be filled in.
 */
export function macOf({ value }: Setting): string | undefined {
  if (value === '') return '';
  const digits =
    value instanceof Uint8Array
      ? Buffer.from(value).toString('hex')
      : typeof value === 'string' && PAIRS.test(value)
        ? value.replace(/[-:]/g, '')
        : '';
  if (digits.length !== 12) return undefined;
  return /^0+$/.test(digits) ? '' : digits.toUpperCase();
}

/** As Hyper-V writes it. */
export function written(mac: string): string {
  return mac.match(/../g)!.join('-');
}
