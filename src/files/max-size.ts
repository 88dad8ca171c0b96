/** Larger files are no text that somebody wrote. Bytes. */
export const DEFAULT_MAX_SIZE = 32 * 1024 * 1024;
