import { SaxesParser } from 'saxes';
import { decodeText, decodeValue, parseXml, walk } from '../../../grammars/xml/index.js';

/** What a text says, by one reader of XML: its events, with neighbouring texts as one. */
export type Read = (
  string | readonly [name: string, ...attributes: (readonly [string, string])[]]
)[];

class Events {
  readonly read: Read = [];
  private text = '';

  addText(text: string): void {
    this.text += text;
  }

  add(event: Read[number]): void {
    if (this.text !== '') this.read.push(`text ${this.text}`);
    this.text = '';
    this.read.push(event);
  }
}

const asText = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

/** `view`: one character a byte of UTF-8. */
export function readWithUs(view: string): Read {
  const root = parseXml(view);
  const events = new Events();
  walk(root, {
    enter(node) {
      if (node.type === 'element') {
        const attributes = node.attributes.map(
          (attribute) => [asText(attribute.name), decodeValue(view, attribute)] as const,
        );
        events.add([asText(node.name), ...attributes]);
      } else if (node.type === 'text' && node.parent.type === 'element') {
        events.addText(decodeText(view, node.start, node.end));
      } else if (node.type === 'cdata') {
        events.addText(
          asText(view.slice(node.contentStart, node.contentEnd)).replace(/\r\n?/g, '\n'),
        );
      } else if (node.type === 'comment') {
        const comment = asText(view.slice(node.contentStart, node.contentEnd));
        events.add(`comment ${comment.replace(/\r\n?/g, '\n')}`);
      } else if (node.type === 'instruction') {
        const content = asText(view.slice(node.contentStart, node.contentEnd));
        events.add(`instruction ${node.target} ${content.replace(/\r\n?/g, '\n')}`);
      }
    },
    leave: ({ name }) => events.add(`/${asText(name)}`),
  });
  return events.read;
}

/** @throws {Error} where saxes refuses the text */
export function readWithSaxes(text: string): Read {
  const parser = new SaxesParser();
  const events = new Events();
  parser.on('error', (error) => {
    throw error;
  });
  let depth = 0;
  parser.on('opentag', ({ name, attributes }) => {
    depth++;
    events.add([name, ...Object.entries(attributes)]);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    events.add(`/${name}`);
  });
  // It also gives the blanks around the root element.
  parser.on('text', (found) => events.addText(depth > 0 ? found : ''));
  parser.on('cdata', (found) => events.addText(found));
  parser.on('comment', (comment) => events.add(`comment ${comment}`));
  parser.on('processinginstruction', ({ target, body }) =>
    events.add(`instruction ${target} ${body}`),
  );
  parser.write(text).close();
  return events.read;
}
