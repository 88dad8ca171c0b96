import type { XmlAttribute } from './ast.js';

/** XML 1.0, production 23 (XMLDecl), of what stands well-formed in one. */
export function isDeclaration(view: string, attributes: readonly XmlAttribute[]): boolean {
  const said = attributes.map(
    ({ name, valueStart, valueEnd }) => `${name}=${view.slice(valueStart, valueEnd)}`,
  );
  return DECLARATION.test(said.join(' '));
}

const DECLARATION = /^version=1\.[0-9]+(?: encoding=[A-Za-z][-\w.]*)?(?: standalone=(?:yes|no))?$/;
