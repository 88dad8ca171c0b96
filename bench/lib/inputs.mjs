// The texts that children measure with. One character a byte, the same in every run.
import { BROKEN_LINES, randomBytes } from './broken-lines.mjs';
import { HEAD, PATHOLOGICAL } from './pathological.mjs';
import { template } from './templates.mjs';
import { brokenVboxFiles, vboxFile, vboxFiles } from './vbox.mjs';

const SMALL_FILES = 24;

const LARGE_FILES = {
  good: (size) => template(size, 0),
  broken: (size) => partlyBroken(template(size, 0)),
  random: (size) => randomBytes(size, 0),
};

/** The texts of an input such as `{ kind: 'good', size: 4096 }`; with `tenths`, its text in ten parts. */
export function textsOf({ kind, name, size, tenths = false }) {
  if (tenths) return tenthsOf({ kind, name, size });
  switch (kind) {
    case 'small good files':
      return smallFiles((seed) => template(size, seed));
    case 'small broken files':
      return smallFiles((seed) => brokenFile(template(size, seed), seed, name));
    case 'vbox files':
      return vboxFiles();
    case 'broken vbox files':
      return brokenVboxFiles(name);
    case 'large file':
      return [HEAD + LARGE_FILES[name](size)];
    case 'lines':
      return [LINES[name](size)];
    case 'pathological':
      return [HEAD + PATHOLOGICAL[name](size)];
  }
}

/** Texts of so many lines. */
const LINES = {
  '.vmx': (count) => firstLines(template(count * 60, 0), count),
  'broken .vmx': (count) => HEAD + firstLines(partlyBroken(template(count * 60, 0)), count),
  '.vbox': (count) => {
    // Of a machine that is long enough, adapters are taken out of the middle.
    const lines = vboxFile(count * 80, 0)
      .replace("value='PowerOff'", 'value="PowerOff"')
      .split('\n');
    const surplus = Math.ceil((lines.length - 1 - count) / 3) * 3;
    lines.splice(
      lines.findIndex((line) => line.includes('<Adapter')),
      surplus,
    );
    return lines.join('\n');
  },
};

function firstLines(text, count) {
  return text.split('\n').slice(0, count).join('\n') + '\n';
}

/** What is wrong at the top of a text, all of its parts have to have fixed as well. */
const TOP = 20;

/** The same lines in ten files. One line has no tenths: that is the same ten times, each with a tenth of the length. */
function tenthsOf({ kind, name, size }) {
  const [text] = textsOf({ kind, name, size });
  const lines = text.slice(HEAD.length).match(/[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$/g);
  if (lines.length < 10) return Array(10).fill(textsOf({ kind, name, size: size / 10 })[0]);
  const each = Math.ceil(lines.length / 10);
  return Array.from({ length: 10 }, (_, part) => {
    const top = part === 0 ? '' : lines.slice(0, Math.min(TOP, each)).join('');
    return HEAD + top + lines.slice(part * each, (part + 1) * each).join('');
  });
}

function smallFiles(make) {
  return Array.from({ length: SMALL_FILES }, (_, seed) => make(seed));
}

/** A good file with every pair broken, cut off so that it is as long as the good one. */
function brokenFile(good, seed, name) {
  if (name === 'random bytes') return randomBytes(good.length, seed);
  return breakPairs(good, () => BROKEN_LINES[name]).slice(0, good.length);
}

/** Every other pair broken, in one way after the other. */
function partlyBroken(good) {
  const ways = Object.values(BROKEN_LINES);
  return breakPairs(good, (pair) => (pair % 2 === 1 ? ways[(pair >> 1) % ways.length] : undefined));
}

const PAIR = /^([^#=\r\n]*[^#=\r\n ]) ?= ?"?([^"\r\n]*?)"?(?: {2}# checked)?(?=\r?$)/gm;

function breakPairs(text, wayOf) {
  let count = 0;
  return text.replace(PAIR, (pair, key, value) => wayOf(count++)?.(key, value) ?? pair);
}
