import fc from 'fast-check';

/** Text that looks like what people have in their files, one character a byte. */
const KEY = fc.constantFrom(
  'vhv.enable',
  'VHV.Enable',
  'guestOS',
  'memsize',
  'numvcpus',
  'displayName',
  '.encoding',
  'config.version',
  'virtualHW.version',
  'ethernet0.present',
  'scsi0:0.fileName',
  'checkpoint.vmState',
  'encryption.keySafe',
  'windows.vbs.enabled',
  '"memsize"',
  'a\xC2\xA0',
  '// x',
  ';',
);

const VALUE = fc.constantFrom(
  'TRUE',
  'FALSE',
  'True',
  'yes',
  '4096',
  '4095',
  '8',
  'vmkernel7',
  'winHyperV',
  'UTF-8',
  'windows-1252',
  'GBK',
  'UTF-16',
  '{{ .X }}',
  '\xE2\x80\x9CTRUE\xE2\x80\x9D',
  '\x93TRUE\x94',
  "'2'",
  'C:\\VMs\\a b.vmdk',
  'a|22b|7C',
  '||22|0',
  '\xC4\xE3\xBA\xC3',
  'Pr\xFCfung',
  '',
);

const PAIR = fc
  .tuple(KEY, fc.constantFrom(' = ', '=', ' =', '\t=\t', ' == ', ': '), VALUE, fc.boolean())
  .map(([key, equals, value, quoted]) => `${key}${equals}${quoted ? `"${value}"` : value}`);

const LINE = fc.oneof(
  { weight: 6, arbitrary: PAIR },
  { weight: 1, arbitrary: fc.tuple(PAIR, PAIR).map(([a, b]) => `${a} ${b}`) },
  {
    weight: 1,
    arbitrary: fc.tuple(PAIR, fc.constantFrom(' # c', '# "c" = d', ' junk')).map(([a, b]) => a + b),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      '  ',
      '# comment',
      '#!/usr/bin/vmware',
      '// c',
      '; c',
      '[s]',
      '{% if x %}',
      'a = "b',
      '\0',
      '= "x"',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 12 }) },
);

const END_OF_LINE = fc.constantFrom('\n', '\n', '\r\n', '\r');

/** Files that look real but are broken in ways that people break them. */
export const mutatedFile: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.constantFrom('', '', '', '\xEF\xBB\xBF', '\xFF\xFE'),
    fc.array(fc.tuple(LINE, END_OF_LINE), { maxLength: 14 }),
    fc.boolean(),
  )
  .map(([mark, lines, finalNewline]) => {
    const text = lines.map(([line, end]) => line + end).join('');
    return Buffer.from(mark + (finalNewline ? text : text.replace(/[\r\n]+$/, '')), 'latin1');
  });

export const anyBytes: fc.Arbitrary<Buffer> = fc
  .uint8Array({ maxLength: 300 })
  .map((bytes) => Buffer.from(bytes));

/** Bytes, most of them those that mean something to the grammar. */
export const structuralBytes: fc.Arbitrary<Buffer> = fc
  .array(fc.constantFrom(...Buffer.from('ab =="#\t \r\n\0|2\x80\xA0/;[]{}\'', 'latin1')), {
    maxLength: 60,
  })
  .map((bytes) => Buffer.from(bytes));
