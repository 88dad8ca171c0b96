/**
 * How many elements within each other are read without a problem. libxml2, with which VirtualBox reads, refuses
 * more than 256, or 2048 with XML_PARSE_HUGE, which VirtualBox sets (`nodePush` in its parser.c; older ones have
 * no end with that option). The deepest that VirtualBox writes are 250 snapshots within each other, two elements
 * each (`SETTINGS_SNAPSHOT_DEPTH_MAX` in its settings.h).
 */
export const DEEPEST = 2048;

/**
 * So many nodes of a text are read, or a few more. Files of VirtualBox have some thousands; a text that was made to
 * have millions would take more memory than there is.
 */
export const MOST_NODES = 1_000_000;
