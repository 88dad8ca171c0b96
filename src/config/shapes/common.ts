import { whyNoGlob } from '../globs.js';
import { quoted, type Shape } from '../shape.js';

/** One, or a list of at least so many. */
export function list(of: Shape, least: number, description: string): Shape {
  return { type: 'either', description, of: [of, { type: 'list', of, least }] };
}

export function globs(least: number, description: string): Shape {
  return list(
    {
      definition: 'glob',
      type: 'string',
      expected: 'a pattern such as "legacy/**"',
      pattern: '[^!./]',
      why: (text) => {
        const why = whyNoGlob(text);
        return why === undefined
          ? undefined
          : { message: `Unexpected pattern ${quoted(text)}, ${why}` };
      },
    },
    least,
    `${description} Paths start at the folder of this file (of the one that extends it). A pattern without a slash fits at any depth, and what fits a folder fits all that is in it; * stops at slashes, ** does not.`,
  );
}

export const KEY = {
  type: 'string',
  expected: 'the key of a setting, such as "ethernet*.virtualDev"',
  pattern: '^[!#-<>-~]{1,200}$',
  why: (text) =>
    /^[!#-<>-~]{1,200}$/.test(text)
      ? undefined
      : { message: `Unexpected key ${quoted(text)}, expected one such as "ethernet*.virtualDev"` },
} as const satisfies Shape;
