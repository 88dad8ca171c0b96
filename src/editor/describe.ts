import type {
  AttributeDescription,
  ElementDescription,
} from '../languages/vbox/catalogue/index.js';
import { placesShown } from '../languages/vbox/catalogue/lookup.js';
import type { HypervSetting } from '../languages/hyperv/catalogue/index.js';
import { aboutOf, factsOf } from '../languages/hyperv/catalogue/facts.js';
import type { MistakenKey, SettingDescription } from '../languages/vmx/catalogue/index.js';
import { code, link, list, plain, sections } from './markdown.js';

/** What the catalogue knows of a setting, as Markdown. `key`: as it stands in the file. */
export function describeSetting(setting: SettingDescription, key = setting.pattern): string {
  const { type, values, description, source, products } = setting;
  const facts = [
    setting.default === undefined ? '' : `Default: ${code(setting.default)}`,
    values === undefined ? '' : `Values: ${values.map(code).join(', ')}`,
    setting.sinceHardwareVersion === undefined
      ? ''
      : `Since ${code('virtualHW.version')} ${setting.sinceHardwareVersion}`,
    products === undefined ? '' : `Read by: ${products.join(', ')}`,
    setting.hostOnly === true ? 'Belongs in the configuration of the host, not in a `.vmx`' : '',
    setting.writtenByVmware === true ? 'VMware writes it itself' : '',
    setting.secret === true ? 'Its value is a secret, and never shown' : '',
  ].filter((fact) => fact !== '');
  return sections([
    `**${code(key)}** (${type})`,
    plain(description ?? 'Seen in real files; no source says what it does.'),
    list(facts),
    source === undefined ? '' : `Source: ${link(source)}`,
  ]);
}

/** A key that no VMware product reads. */
export function describeMistake({ key, instead, why, source }: MistakenKey): string {
  return sections([
    `**${code(key)}**: no VMware product reads it in a ${code('.vmx')}`,
    plain(why),
    instead === undefined ? '' : `What was meant is ${code(instead)}.`,
    `Source: ${link(source)}`,
  ]);
}

/** What is known of an element in settings of VirtualBox. */
export function describeElement(element: ElementDescription): string {
  const { name, description, since, option, attributes, source, counts } = element;
  const known =
    source === undefined
      ? 'Seen in real files; no source says what it does.'
      : 'VirtualBox reads it; no source says more.';
  const facts = [
    `Stands in: ${placesShown(element).map(plain).join(', ')}`,
    since === undefined ? '' : `Since settings version ${since}`,
    option === undefined ? '' : `Set by: ${code(`VBoxManage modifyvm ${option}`)}`,
    counts === 'each' ? '' : `Of several the ${counts} one counts`,
    attributes.length === 0
      ? ''
      : `Attributes: ${attributes.map((attribute) => code(attribute.name)).join(', ')}`,
  ].filter((fact) => fact !== '');
  return sections([
    `**${code(`<${name}>`)}** (setting of VirtualBox)`,
    plain(description ?? known),
    list(facts),
    source === undefined ? '' : `Source: ${link(source)}`,
  ]);
}

export function describeAttribute(
  element: ElementDescription,
  attribute: AttributeDescription,
): string {
  const { name, type, values, description, required = false, secret } = attribute;
  const since = attribute.since ?? element.since;
  const option = attribute.option ?? element.option;
  const facts = [
    attribute.default === undefined ? '' : `Default: ${code(attribute.default)}`,
    values === undefined ? '' : `Values: ${values.map(code).join(', ')}`,
    required === false ? '' : `VirtualBox refuses a file${versions(required)} without it`,
    since === undefined ? '' : `Since settings version ${since}`,
    option === undefined ? '' : `Set by: ${code(`VBoxManage modifyvm ${option}`)}`,
    secret === true ? 'Its value is a secret, and never shown' : '',
  ].filter((fact) => fact !== '');
  const about = description ?? element.description;
  return sections([
    `**${code(`${element.name}/@${name}`)}** (${type})`,
    about === undefined ? '' : plain(about),
    list(facts),
    element.source === undefined ? '' : `Source: ${link(element.source)}`,
  ]);
}

/** Of files: ` of settings version 1.12 and later`; empty: of all. */
function versions(required: Exclude<AttributeDescription['required'], undefined | false>): string {
  if (required === true) return '';
  const { since, until } = required;
  if (since === undefined) return ` of settings version ${until ?? ''} and earlier`;
  return ` of settings version ${since} ${until === undefined ? 'and later' : `to ${until}`}`;
}

/** What is known of a setting of Hyper-V. `path`: where it stands in the file. */
export function describeHypervSetting(setting: HypervSetting, path = setting.path): string {
  const { type, source } = setting;
  const facts = factsOf(setting).map(
    (fact) => `${capital(fact.name)}: ${fact.code === true ? code(fact.text) : plain(fact.text)}`,
  );
  return sections([
    `**${code(path)}** (${type})`,
    plain(aboutOf(setting)),
    list(facts),
    source === undefined ? '' : `Source: ${link(source)}`,
  ]);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
