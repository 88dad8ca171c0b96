// Realistic .vmx files of a wanted size, each text with one character a byte.
import { randomNumbers } from './random.mjs';

const GUESTS = ['ubuntu-64', 'windows2019srv-64', 'vmkernel65', 'debian11-64', 'freebsd13-64'];

/** The settings of one VM as [key, value], without an end. */
function* settings(random) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const number = (below) => Math.floor(random() * below);
  const hex = () => number(256).toString(16).padStart(2, '0');
  const bool = () => (random() < 0.5 ? 'TRUE' : 'FALSE');
  const name = `${pick(['base', 'lab', 'build', 'edge'])}-${number(1000)}`;
  yield ['.encoding', 'UTF-8'];
  yield ['config.version', '8'];
  yield ['virtualHW.version', pick(['12', '16', '19', '21'])];
  yield ['displayName', name];
  yield ['guestOS', pick(GUESTS)];
  yield ['annotation', `Template of ${name}|0Amade by packer|0A|22do not start|22`];
  yield ['nvram', `${name}.nvram`];
  yield ['memsize', String(4 * (256 + number(4096)))];
  yield ['numvcpus', String(1 + number(8))];
  yield ['cpuid.coresPerSocket', '1'];
  yield ['vhv.enable', 'TRUE'];
  yield ['pciBridge0.present', 'TRUE'];
  yield ['uuid.bios', `56 4d ${Array.from({ length: 14 }, hex).join(' ')}`];
  for (let unit = 0; ; unit++) {
    yield [`pciBridge${4 + unit}.virtualDev`, 'pcieRootPort'];
    yield [`pciBridge${4 + unit}.functions`, '8'];
    yield [`scsi0:${unit}.present`, 'TRUE'];
    yield [`scsi0:${unit}.fileName`, `${name}-${String(unit).padStart(6, '0')}.vmdk`];
    yield [`scsi0:${unit}.redo`, ''];
    yield [`ethernet${unit}.present`, bool()];
    yield [`ethernet${unit}.connectionType`, pick(['nat', 'bridged', 'custom'])];
    yield [`ethernet${unit}.generatedAddress`, `00:0c:29:${hex()}:${hex()}:${hex()}`];
    yield [`sata0:${unit}.deviceType`, 'cdrom-image'];
    yield [`guestinfo.item${unit}`, `value ${number(1e6)} of ${name}`];
  }
}

/** How files differ. Only the last has findings: it lacks the quotes of numbers and booleans. */
const VARIANTS = [
  { endOfLine: '\n' },
  { endOfLine: '\r\n' },
  { endOfLine: '\n', comments: true },
  { endOfLine: '\n', tight: true },
  { endOfLine: '\r\n', comments: true, text: 'caf\xc3\xa9 \xe4\xba\x91' },
  { endOfLine: '\n', unquoted: true },
];
const CLEAN_VARIANTS = VARIANTS.slice(0, -1);

/** One template of at least `size` characters; each seed gives another. */
export function template(size, seed) {
  return write(size, seed, VARIANTS[seed % VARIANTS.length]);
}

/** One without findings. */
export function cleanTemplate(size, seed) {
  return write(size, seed, CLEAN_VARIANTS[seed % CLEAN_VARIANTS.length]);
}

function write(size, seed, { endOfLine, comments, unquoted, tight, text }) {
  const random = randomNumbers(seed);
  const assign = tight ? '=' : ' = ';
  const lines = [];
  let length = 0;
  const add = (line) => {
    lines.push(line);
    length += line.length + endOfLine.length;
  };
  if (comments) add('#!/usr/bin/vmware');
  for (const [key, value] of settings(random)) {
    if (length >= size) break;
    if (comments && random() < 0.06) add('');
    if (comments && random() < 0.06) add(`# ${key.split('.')[0]}: see the handbook`);
    const shown = text && key === 'displayName' ? `${value} ${text}` : value;
    const plain = unquoted && /^(?:TRUE|FALSE|\d+)$/.test(shown);
    const comment = comments && random() < 0.03 ? '  # checked' : '';
    add(`${key}${assign}${plain ? shown : `"${shown}"`}${comment}`);
  }
  return lines.map((line) => line + endOfLine).join('');
}
