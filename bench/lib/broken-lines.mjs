import { randomNumbers } from './random.mjs';

/** What people and tools make of a line `key = "value"`. */
export const BROKEN_LINES = {
  'no closing quote': (key, value) => `${key} = "${value}`,
  'two pairs a line': (key, value) => `${key} = "${value}"x${key} = "1"`,
  'no =': (key, value) => `${key} "${value}"`,
  'junk after the value': (key, value) => `${key} = "${value}" or so`,
  '// comments': (key, value) => `// ${key} = "${value}"`,
  'typographic quotes': (key, value) => `${key} = \xe2\x80\x9c${value}\xe2\x80\x9d`,
  'several words': (key, value) => `${key} = ${value} and more`,
  'NUL bytes': (key, value) => `${key}\0 = "${value}"`,
};

export function randomBytes(size, seed) {
  const random = randomNumbers(seed);
  const bytes = Buffer.alloc(size);
  for (let index = 0; index < size; index++) bytes[index] = random() * 256;
  return bytes.toString('latin1');
}
