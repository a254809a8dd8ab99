/**
 * `node:fs`. An import of it would first make a list of all that it exports, its promises included,
 * which takes as long as reading a large manifest does.
 */
export const fileSystem: typeof import("node:fs") = process.getBuiltinModule("node:fs");
