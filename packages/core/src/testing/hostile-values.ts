const FORMS = {
  toString: () => "stop",
  valueOf: () => 1,
  toJSON: () => "stop",
  [Symbol.toPrimitive]: () => 1,
};

/** Values that pretend to be another one, or that no kind has room for. */
export const HOSTILE_VALUES: readonly (readonly [what: string, value: unknown])[] = [
  ["undefined", undefined],
  ["null", null],
  ["an empty string", ""],
  ["white space", " \n"],
  ["a sentence", "Alice Smith lives in Paris"],
  ["a huge string", "a".repeat(1 << 20)],
  ["NUL", "\0"],
  ["a lone surrogate", "\ud800"],
  ["__proto__", "__proto__"],
  ["constructor", "constructor"],
  ["toString", "toString"],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  ["1e308", 1e308],
  ["-1", -1],
  ["a bigint", 1n],
  ["a symbol", Symbol("stop")],
  ["a function", () => 1],
  ["a boxed string", Object("stop")],
  ["a boxed number", Object(1)],
  ["a boxed boolean", Object(true)],
  ["a date", new Date(0)],
  ["a map", new Map([["a", 1]])],
  ["bytes", new Uint8Array([1, 2, 3])],
  ["an object that converts itself", FORMS],
  ["a function that converts itself", Object.assign(() => 1, FORMS)],
  ["an object without a prototype", Object.create(null)],
  ["a proxy that answers everything", new Proxy({}, { get: () => "stop", has: () => true })],
  ["a proxy that throws", new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse })],
  ["an empty list", []],
  ["a sparse list", Array(3)],
  ["a list of hostile things", [FORMS, Object("stop"), Symbol("stop"), 1n, ["stop"]]],
];

function refuse(): never {
  throw new Error("touched");
}
