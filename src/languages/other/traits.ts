import type { Traits } from '../traits.js';

/** Of a language that vmlint does not come with, nobody knows what it says of nesting: rules on traits are silent. */
export const NO_TRAITS: Traits = {
  nestedVirtualization: {
    setting: '',
    state: 'unclear',
    said: '',
    values: { on: '', off: '' },
    at: undefined,
    refusal: '',
    isRead: () => false,
    obstacle: () => undefined,
    turn: () => undefined,
  },
  ownHypervisor: undefined,
  purpose: undefined,
  guestSetting: '',
  guestSystem: undefined,
  deafCards: [],
  mayNest: () => false,
};
