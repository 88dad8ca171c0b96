import type { HypervSetting } from './model.js';
import { bool, int, text } from './parts.js';
import { ENABLE_INTEGRATION, SET_VM_COM_PORT, SET_VM_VIDEO } from './sources.js';

/** Other devices. */
export const DEVICE_SETTINGS: readonly HypervSetting[] = [
  int('<*>/VDEVVersion'),
  int('<*>/version', { seenIn: 'xml' }),
  bool('<* Component>/Enabled', {
    cmdlet: 'Enable-VMIntegrationService',
    description: 'Whether this integration service is on; where it is absent, it is',
    source: ENABLE_INTEGRATION,
  }),
  int('<Emulated Real Time Clock>/RtcDevice/CmosUtcSkew', { seenIn: 'xml' }),
  text('<Emulated Serial Controller>/portN/connection', {
    cmdlet: 'Set-VMComPort -Path',
    description: 'The named pipe of the host that the serial port is connected to',
    source: SET_VM_COM_PORT,
  }),
  text('<Emulated Video S3>/address'),
  int('<Synthetic Video>/HorizontalResolution', {
    seenIn: 'container',
    unit: 'pixels',
    cmdlet: 'Set-VMVideo -HorizontalResolution',
    description: 'The width of the screen',
    source: SET_VM_VIDEO,
  }),
  int('<Synthetic Video>/ResolutionType', {
    seenIn: 'container',
    cmdlet: 'Set-VMVideo -ResolutionType',
    description: 'Whether the screen has other resolutions than the one given',
    source: SET_VM_VIDEO,
  }),
  int('<Synthetic Video>/VerticalResolution', {
    seenIn: 'container',
    unit: 'pixels',
    cmdlet: 'Set-VMVideo -VerticalResolution',
    description: 'The height of the screen',
    source: SET_VM_VIDEO,
  }),
];
