/** The children and the attributes of those that have none. */
export const NONE: never[] = [];
