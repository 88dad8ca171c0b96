import fc from 'fast-check';
import { mutatedFile } from './arbitrary.js';
import { MACHINE } from './vbox.js';
import { damagedXml, wellFormedXml } from './xml.js';

/** Lines as an editor has them, good and bad, and comments to the formatter and the linter. */
const LINE = fc.constantFrom(
  'config.version = "8"',
  'virtualHW.version = "19"',
  'guestOS="vmkernel7"',
  '  guestOS  =  "winHyperV"',
  'vhv.enable = "True"',
  'VHV.enable="TRUE" # copied',
  'memsize=4096',
  'memsize = 4096 numvcpus = "2"',
  'displayName = Zürich 😀',
  'displayName="名前"  ',
  'virtualHW.version = “19”',
  "numvcpus='2'",
  'annotation = 19"rack',
  'ethernet0.present = "true"',
  'ethernet0.virtualDev="e1000"',
  'scsi0:0.fileName = "{{ .Disk }}"',
  'scsi0.present = ${SCSI}',
  'checkpoint.vmState = ""',
  'checkpoint.vmState = "a.vmss"',
  'encryption.keySafe = "vmware:key/list"',
  'broken',
  'a = "b',
  '// note',
  '; note',
  '[section]',
  '# a comment\t',
  '# vmlint-format-ignore',
  '# vmlint-format-ignore-start',
  '# vmlint-format-ignore-end',
  '# vmlint-nested forbid',
  '# vmlint-ignore-file vmx/quoted-value -- written by our build',
  '',
  ' \t',
);

const END = fc.constantFrom('\n', '\r\n', '\r');

/** The text with every line ended as asked. */
const endedBy = (text: string, end: string): string => text.replace(/\r\n?|\n/g, end);

const lines = fc
  .array(fc.oneof({ weight: 8, arbitrary: LINE }, fc.string({ maxLength: 12 })), { maxLength: 14 })
  .chain((all) =>
    fc.boolean().map((isEnded) => all.join('\n') + (isEnded && all.length > 0 ? '\n' : '')),
  );

const damaged = mutatedFile.map((file) => file.toString('utf8').replaceAll('\uFFFD', '?'));

/** What an editor may have open as a `.vmx`: all lines end alike, but for a few. */
export const vmxText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '', '\uFEFF'),
    fc.oneof({ weight: 2, arbitrary: lines }, damaged),
    fc.option(END, { freq: 8 }),
  )
  .map(([mark, text, end]) => mark + (end === null ? text : endedBy(text, end)));

const machine = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: wellFormedXml }, damagedXml), fc.nat(3))
  .map(([xml, at]) => {
    const place = ['<CPU', '</Hardware>', '<Hardware>', '</Machine>'][at]!;
    return MACHINE.replace(place, () => xml.replace(/<\?xml.*?\?>/, '') + place);
  });

/** What an editor may have open as a `.vbox`. */
export const vboxText: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '', '\uFEFF'),
    fc.oneof({ weight: 3, arbitrary: machine }, wellFormedXml, damagedXml),
    fc.constantFrom('', '<!-- vmlint-format-ignore -->', '<!-- vmlint-format-ignore-start -->'),
    fc.nat(),
    fc.option(END, { freq: 8 }),
  )
  .map(([mark, xml, comment, place, end]) => {
    const at = xml.indexOf('<', 1 + (place % (xml.length + 1)));
    const text = at > 0 ? xml.slice(0, at) + comment + xml.slice(at) : xml;
    return mark + (end === null ? text : endedBy(text, end)).replaceAll('\uFFFD', '?');
  });

/** Whether all ends of lines are the same. */
export function endsAlike(text: string): boolean {
  return new Set(text.match(/\r\n?|\n/g)).size < 2;
}
