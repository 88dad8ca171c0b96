import type {
  AttributeDescription,
  ElementDescription,
} from '../languages/vbox/catalogue/index.js';
import { placesShown } from '../languages/vbox/catalogue/lookup.js';
import type { Colors } from '../report/colors.js';
import { join, list, references, section } from './explanations.js';

/** What is known of an element in settings of VirtualBox. */
export function explainElement(element: ElementDescription, colors: Colors): string {
  const { name, description, since, option, attributes, source } = element;
  const known =
    source === undefined
      ? 'Seen in real files; no source says what it does.'
      : 'VirtualBox reads it; no source says more.';
  const facts = [
    `stands in: ${placesShown(element).join(', ')}`,
    since === undefined ? '' : `since settings version ${since}`,
    option === undefined ? '' : `set by: VBoxManage modifyvm ${option}`,
  ].filter((fact) => fact !== '');
  return join([
    `${colors.bold(name)} (setting of VirtualBox)\n${description ?? known}`,
    section('Facts', list(facts), colors),
    section('Attributes', list(attributes.map(attributeLine)), colors),
    section('Source', source === undefined ? '' : references([source]), colors),
  ]);
}

function attributeLine(attribute: AttributeDescription): string {
  const { name, type, values, since, option, description, secret, required } = attribute;
  const facts = [
    type === 'enum' ? values!.join(', ') : type,
    attribute.default === undefined ? '' : `default ${attribute.default}`,
    required === true ? 'VirtualBox refuses a file without it' : '',
    since === undefined ? '' : `since settings version ${since}`,
    option === undefined ? '' : `VBoxManage modifyvm ${option}`,
    secret === true ? 'a secret, and never shown' : '',
  ].filter((fact) => fact !== '');
  return `${name}: ${facts.join('; ')}${description === undefined ? '' : `. ${description}`}`;
}
