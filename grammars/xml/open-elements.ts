import type { XmlElement } from './ast.js';
import type { Unfinished } from './unfinished.js';

/** How many names are compared one by one in a text. What is faster for more is slower for few. */
const MOST_COMPARED = 1000;

/** The elements whose end tags are still to come, the innermost last. */
export class OpenElements {
  depth = 0;
  private readonly elements: Unfinished<XmlElement>[] = [];
  /** How often an element was asked for its name. */
  private compared = 0;
  /** How many have a name; kept only where too many had to be compared. */
  private names: Map<string, number> | undefined;

  push(element: Unfinished<XmlElement>): void {
    this.elements.push(element);
    this.depth++;
    if (this.names !== undefined) count(this.names, element.name, 1);
  }

  /** Takes the innermost one away; gives the one around it. */
  pop(): Unfinished<XmlElement> | undefined {
    const { name } = this.elements.pop()!;
    this.depth--;
    if (this.names !== undefined) count(this.names, name, -1);
    return this.elements[this.depth - 1];
  }

  /** Whether one has the name. In constant time, as seen over a whole text. */
  has(name: string): boolean {
    this.compared += this.depth;
    if (this.compared <= MOST_COMPARED) return isAmong(this.elements, name);
    if (this.names === undefined) {
      this.names = new Map();
      for (const element of this.elements) count(this.names, element.name, 1);
    }
    return (this.names.get(name) ?? 0) > 0;
  }
}

function isAmong(elements: readonly Unfinished<XmlElement>[], name: string): boolean {
  for (const element of elements) {
    if (element.name.length === name.length && element.name === name) return true;
  }
  return false;
}

function count(names: Map<string, number>, name: string, change: number): void {
  names.set(name, (names.get(name) ?? 0) + change);
}
