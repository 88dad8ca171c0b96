import { displayWidth } from '../../report/width.js';

/** Stands in for the package of this name in the bundle: yargs aligns its help with it. */
export default function stringWidth(text: string): number {
  return displayWidth(text.replace(/\x1b\[[0-9;]*m/g, ''));
}
