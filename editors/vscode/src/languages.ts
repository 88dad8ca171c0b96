/** Those that the manifest contributes, and the server serves. */
export const LANGUAGES = ['vmx', 'vbox', 'hyperv'];
