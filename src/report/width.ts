import { eastAsianWidth } from 'get-east-asian-width';
import { escapeControls, isPrintableAscii } from './escape.js';

const TAB_STOP = 4;

/** Drawn onto the character before: combining marks, and the vowels and tails of decomposed Hangul. */
const WITHOUT_WIDTH = /[\p{Mn}\p{Me}\u1160-\u11ff\ud7b0-\ud7fb]/gu;

/** Columns that an escaped text takes on a terminal. */
export function displayWidth(text: string): number {
  if (isPrintableAscii(text)) return text.length;
  let width = 0;
  for (const character of text.replace(WITHOUT_WIDTH, '')) {
    width += eastAsianWidth(character.codePointAt(0)!);
  }
  return width;
}

export interface Displayed {
  readonly text: string;
  /** The column behind it. */
  readonly end: number;
}

/** A part of a line as it is shown from a column on: escaped, tabs as spaces up to the next stop. */
export function display(text: string, column: number): Displayed {
  if (isPrintableAscii(text)) return { text, end: column + text.length };
  let shown = '';
  let end = column;
  for (const [index, part] of text.split('\t').entries()) {
    if (index > 0) {
      const blanks = TAB_STOP - (end % TAB_STOP);
      shown += ' '.repeat(blanks);
      end += blanks;
    }
    const escaped = escapeControls(part);
    shown += escaped;
    end += displayWidth(escaped);
  }
  return { text: shown, end };
}
