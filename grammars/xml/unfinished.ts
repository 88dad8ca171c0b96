/** A part of a tree that is still being built. */
export type Unfinished<T> = { -readonly [K in keyof T]: T[K] };
