/** Files before and after `--fix`, one character a byte. What the fixes do not name must come out as it went in. */
export interface ByteCase {
  readonly before: string;
  readonly after: string;
  /** With `--unsafe`; absent: the same. */
  readonly afterUnsafe?: string;
}

const utf8 = (text: string): string => Buffer.from(text).toString('latin1');

/** The same, with another end of line. */
function withEnds(endOfLine: string, { before, after, afterUnsafe }: ByteCase): ByteCase {
  const change = (text: string): string => text.replaceAll('\n', endOfLine);
  return {
    before: change(before),
    after: change(after),
    ...(afterUnsafe === undefined ? {} : { afterUnsafe: change(afterUnsafe) }),
  };
}

const PLAIN: ByteCase = {
  before:
    'config.version = "8"\nguestOS = "vmkernel6"\n\n\tmemsize=4096  # MB\n  # kept  \nnumvcpus  =  "2" \n',
  after:
    'config.version = "8"\nguestOS = "vmkernel6"\n\n\tmemsize="4096"  # MB\n  # kept  \nnumvcpus  =  "2" \nvhv.enable = "TRUE"\n',
};

/** Two pairs on one line, which need fixes of their own when they stand alone. */
const JOINED: ByteCase = {
  before:
    'config.version = "8"\nmce.enable = True vhv.enable = "False"numvcpus = 2 # all three\nmemsize = "4096"\n',
  after:
    'config.version = "8"\nmce.enable = "TRUE"\nvhv.enable = "TRUE"\nnumvcpus = "2" # all three\nmemsize = "4096"\n',
};

const withoutEnd = ({ before, after }: ByteCase): ByteCase => ({
  before: before.trimEnd(),
  after: after.trimEnd(),
});

export const BYTE_CASES: Readonly<Record<string, ByteCase>> = {
  LF: PLAIN,
  'CR LF': withEnds('\r\n', PLAIN),
  CR: withEnds('\r', PLAIN),
  'no final newline': {
    before: 'guestOS = "vmkernel6"\nmemsize = 4096',
    after: 'guestOS = "vmkernel6"\nmemsize = "4096"\nvhv.enable = "TRUE"',
  },
  'no final newline, CR LF': {
    before: 'guestOS = "vmkernel6"\r\nmemsize = 4096',
    after: 'guestOS = "vmkernel6"\r\nmemsize = "4096"\r\nvhv.enable = "TRUE"',
  },
  'no newline at all': {
    before: 'guestOS = "vmkernel6"',
    after: 'guestOS = "vmkernel6"\nvhv.enable = "TRUE"',
  },
  'all ends of line in one file': {
    before:
      'config.version = "8"\r\nguestOS = "vmkernel6"\rmemsize = 4096\n\r\nnumvcpus = 2\r\rx = 1\r',
    after:
      'config.version = "8"\r\nguestOS = "vmkernel6"\rmemsize = "4096"\n\r\nnumvcpus = "2"\r\rx = "1"\rvhv.enable = "TRUE"\r',
    afterUnsafe:
      'config.version = "8"\r\nguestOS = "vmkernel6"\r\nmemsize = "4096"\r\n\r\nnumvcpus = "2"\r\n\r\nx = "1"\r\nvhv.enable = "TRUE"\r\n',
  },
  GBK: {
    before:
      '.encoding = "GBK"\r\ndisplayName = \xd0\xe9\xc4\xe2\xbb\xfa\r\nannotation = "\x81\x5c\xd3\x7c"\r\nvhv.enable = True # \xb1\xb8\xd7\xa2\r\n',
    after:
      '.encoding = "GBK"\r\ndisplayName = "\xd0\xe9\xc4\xe2\xbb\xfa"\r\nannotation = "\x81\x5c\xd3\x7c"\r\nvhv.enable = "TRUE" # \xb1\xb8\xd7\xa2\r\n',
  },
  'windows-1252': {
    before:
      '.encoding = "windows-1252"\ndisplayName = Pr\xfcfung\x80\nvhv.enable = "TRUE" memsize = 4096 # \x81\xe9t\xe9\n',
    after:
      '.encoding = "windows-1252"\ndisplayName = "Pr\xfcfung\x80"\nvhv.enable = "TRUE"\nmemsize = "4096" # \x81\xe9t\xe9\n',
  },
  'bytes that are not what .encoding says': {
    before: '.encoding = "UTF-8"\nvhv.enable = "TRUE"\ndisplayName = Pr\xfcfung\xc3\n',
    after: '.encoding = "UTF-8"\nvhv.enable = "TRUE"\ndisplayName = "Pr\xfcfung\xc3"\n',
  },
  'UTF-8': {
    before: utf8(
      '.encoding = "UTF-8"\ndisplayName = Prüfung😀\nvhv.enable = “TRUE”\nmemsize\u00a0= 8\n',
    ),
    after: utf8(
      '.encoding = "UTF-8"\ndisplayName = "Prüfung😀"\nvhv.enable = "TRUE"\nmemsize= "8"\n',
    ),
  },
  'byte order mark': {
    before: '\xef\xbb\xbfconfig.version = "8"\r\nvhv.enable = "TRUE"\r\nmemsize = 4096\r\n',
    after: 'config.version = "8"\r\nvhv.enable = "TRUE"\r\nmemsize = "4096"\r\n',
  },
  'byte order mark that has to stay': {
    before: utf8('\ufeffvhv.enable = "TRUE"\ndisplayName = Prüfung\n'),
    after: utf8('\ufeffvhv.enable = "TRUE"\ndisplayName = "Prüfung"\n'),
    afterUnsafe: utf8('vhv.enable = "TRUE"\ndisplayName = "Prüfung"\n'),
  },
  'several passes': JOINED,
  'several passes, CR LF': withEnds('\r\n', JOINED),
  'several passes, CR': withEnds('\r', JOINED),
  'several passes, no final newline': withoutEnd(JOINED),
  'several passes: split, then the same key twice': {
    before: 'config.version = "8"\nvhv.enable = "TRUE" vhv.enable = true\nvhv.enable = TRUE # why',
    after: 'config.version = "8"\nvhv.enable = "TRUE"\n# why',
  },
  'the last line goes, no final newline': {
    before: 'vhv.enable = "TRUE"\nmemsize = "4096"\nvhv.enable = "TRUE"',
    after: 'vhv.enable = "TRUE"\nmemsize = "4096"',
  },
  'control characters, quotes and bars in values': {
    before: 'vhv.enable = "TRUE"\nannotation = 19"\x1b[31m\x0b|0A|\nx = ""y = "\x0c"\n',
    after: 'vhv.enable = "TRUE"\nannotation = "19|22\x1b[31m\x0b|0A|"\nx = ""\ny = "\x0c"\n',
    afterUnsafe:
      'vhv.enable = "TRUE"\nannotation = "19|22\x1b[31m\x0b|0A|7C"\nx = ""\ny = "\x0c"\n',
  },
  'foreign comments': {
    before: 'config.version = "8"\r\nvhv.enable = "TRUE"\r\n  // \xfc = "x"\r\n;\r\n',
    after: 'config.version = "8"\r\nvhv.enable = "TRUE"\r\n  # \xfc = "x"\r\n#\r\n',
  },
  'unsafe ones, too': {
    before:
      'vhv.enable = yes\rdisplayName = "Pr\xfcfung  \rmemsize = 4095\rmemsize: 8\rx = "1"\ry = "1"\rx = "2"\r',
    after:
      'vhv.enable = "yes"\rdisplayName = "Pr\xfcfung  \rmemsize = "4095"\rmemsize: 8\rx = "1"\ry = "1"\rx = "2"\r',
    afterUnsafe:
      'vhv.enable = "TRUE"\rdisplayName = "Pr\xfcfung"  \rmemsize = "4096"\r# memsize: 8\ry = "1"\rx = "2"\r',
  },
};
