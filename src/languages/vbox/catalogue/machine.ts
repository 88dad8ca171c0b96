import type { AttributeDescription, ElementDescription } from './model.js';
import {
  bool,
  choice,
  each,
  first,
  int,
  last,
  observed,
  path,
  text,
  texts,
  time,
  uuid,
} from './parts.js';

const REGISTRY = 'Machine/MediaRegistry';
const HARD_DISK = `${REGISTRY}/HardDisks/HardDisk`;

/** What recordings had in settings before version 1.19. */
const VIDEO_CAPTURE: readonly AttributeDescription[] = [
  bool('enabled'),
  ...[int('screens'), int('horzRes'), int('vertRes'), int('rate'), int('fps')],
  ...[int('maxTime'), int('maxSize'), path('file'), text('options')],
];

const SCREEN: readonly AttributeDescription[] = [
  int('id'),
  bool('enabled'),
  ...texts('featuresEnabled options videoCodec audioCodec'),
  path('file'),
  ...['maxTimeS', 'dest', 'maxSizeMB', 'videoDeadline', 'videoRateCtlMode'].map((name) =>
    int(name),
  ),
  ...['videoScalingMode', 'horzRes', 'vertRes', 'rateKbps', 'fps'].map((name) => int(name)),
  ...['audioDeadline', 'audioRateCtlMode', 'audioHz', 'audioBits'].map((name) => int(name)),
  int('audioChannels'),
];

const NAME_AND_VALUE = [text('name', { required: true }), text('value', { required: true })];

export function machineElements(): ElementDescription[] {
  return [
    last(
      'Machine',
      '',
      [
        uuid('uuid', { required: true }),
        text('name', { required: true }),
        text('OSType', { description: 'What runs in the VM, as VirtualBox calls it.' }),
        ...[bool('directoryIncludesUUID'), bool('nameSync'), text('Description')],
        path('stateFile', { description: 'The saved state that the VM resumes from.' }),
        uuid('currentSnapshot'),
        path('snapshotFolder'),
        bool('currentStateModified', { default: 'true' }),
        time('lastStateChange'),
        bool('aborted', {
          default: 'false',
          description:
            'The VM ended otherwise than by being shut down; any yes or no counts as yes.',
        }),
        choice('processPriority', 'Flat Low Normal High', { tolerant: true, since: '1.17' }),
        choice('executionEngine', 'HwVirt NativeApi Interpreter Recompiler Default', {
          tolerant: true,
          since: '1.20',
          option: '--vm-execution-engine',
          nesting: true,
        }),
        text('icon', { since: '1.14' }),
        ...[text('stateKeyId', { since: '1.19' }), text('logKeyId', { since: '1.19' })],
        text('stateKeyStore', { since: '1.19', secret: true }),
        text('logKeyStore', { since: '1.19', secret: true }),
        ...texts('version required'),
      ],
      { description: 'The machine in its current state; what its snapshots hold stands apart.' },
    ),
    last(
      'MachineEncrypted',
      '',
      [uuid('uuid'), text('keyId'), text('keyStore', { secret: true })],
      {
        since: '1.19',
        text: true,
        description: 'A machine that is encrypted as a whole.',
      },
    ),
    observed('Info', 'Machine'),
    last('Description', 'Machine', [], { text: true }),
    last('Teleporter', 'Machine', [
      ...[bool('enabled'), int('port'), text('address'), text('password', { secret: true })],
    ]),
    each('ExtraData', 'Machine'),
    each('ExtraDataItem', 'Machine/ExtraData', NAME_AND_VALUE, {
      description:
        'A setting of the user interface, or one that goes past the checks of VirtualBox.',
    }),
    first('Hardware', 'Machine', [text('version'), uuid('uuid')], {
      description: 'What the VM consists of.',
    }),
    each('HardDiskAttachments', { in: 'Machine', to: '1.6' }),
    each('HardDiskAttachment', 'Machine/HardDiskAttachments', [
      ...[uuid('hardDisk'), text('bus'), int('channel'), int('device')],
    ]),
    each(
      'Snapshot',
      ['Machine', 'Machine/Snapshot/Snapshots'],
      [
        uuid('uuid', { required: true }),
        text('name', { required: true }),
        time('timeStamp', { required: true }),
        path('stateFile'),
        text('Description'),
      ],
    ),
    last('Snapshots', 'Machine/Snapshot'),
    first('Debugging', { in: 'Machine', from: '1.13' }),
    first('Tracing', 'Machine/Debugging', [
      ...[bool('enabled'), bool('allowTracingToAccessVM'), text('config')],
    ]),
    first(
      'GuestDebug',
      'Machine/Debugging',
      [
        choice('provider', 'None GDB KD', { required: true }),
        choice('io', 'None TCP UDP IPC'),
        ...[text('address'), int('port')],
      ],
      { since: '1.19' },
    ),
    first('Autostart', { in: 'Machine', from: '1.13' }, [
      ...[bool('enabled'), int('delay')],
      choice('autostop', 'Disabled SaveState PowerOff AcpiShutdown', { required: true }),
    ]),
    last('Groups', { in: 'Machine', from: '1.13' }),
    each('Group', 'Machine/Groups', [text('name', { required: true })]),
    last('VideoCapture', ['Machine', 'Machine/Hardware'], VIDEO_CAPTURE),
    last('Recording', { in: 'Machine', from: '1.19' }, [bool('enabled'), int('screens')]),
    each('Screen', 'Machine/Recording', SCREEN),

    each('MediaRegistry', 'Machine', [], { since: '1.11' }),
    each('HardDisks', REGISTRY),
    each('DVDImages', REGISTRY),
    each('FloppyImages', REGISTRY),
    each(
      'HardDisk',
      [`${REGISTRY}/HardDisks`, HARD_DISK],
      [
        ...[uuid('uuid', { required: true }), path('location', { required: true })],
        ...[text('format', { required: true }), bool('autoReset'), text('Description')],
        choice('type', 'Normal Immutable Writethrough Shareable Readonly MultiAttach', {
          anyCase: true,
        }),
      ],
    ),
    each(
      'Image',
      [`${REGISTRY}/DVDImages`, `${REGISTRY}/FloppyImages`],
      [
        ...[uuid('uuid', { required: true }), path('location', { required: true })],
        ...[text('format'), text('Description')],
      ],
    ),
    each(
      'Property',
      [HARD_DISK, `${REGISTRY}/DVDImages/Image`, `${REGISTRY}/FloppyImages/Image`],
      NAME_AND_VALUE,
    ),
    last(
      'Description',
      [HARD_DISK, `${REGISTRY}/DVDImages/Image`, `${REGISTRY}/FloppyImages/Image`],
      [],
      { text: true },
    ),
    observed('DVDImage', `${REGISTRY}/DVDImages`, texts('uuid location')),
    observed('FloppyImage', `${REGISTRY}/FloppyImages`, texts('uuid location')),
  ];
}
