/**
 * Canonical JSON (RFC 8785), strict: what JSON cannot hold is an error, never dropped.
 *
 * Throws a `TypeError` on undefined, functions, symbols, bigint, NaN, infinities, lone surrogates,
 * sparse arrays, cycles and objects that are not plain; a `RangeError` on more than 1,000 levels.
 */
export function canonicalJson(value: unknown): string {
  return write(value, []);
}

const MAX_LEVELS = 1000;

function write(value: unknown, path: object[]): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`expected a finite number, got ${value}`);
    // RFC 8785 section 3.2.2.3: the number format is that of ECMAScript, and -0 is 0.
    return JSON.stringify(value);
  }
  if (typeof value !== "object") throw new TypeError(`expected a JSON value, got ${typeof value}`);
  if (path.includes(value)) throw new TypeError("expected a tree, got a cycle");
  if (path.length === MAX_LEVELS) {
    throw new RangeError(`expected at most ${MAX_LEVELS} levels, got more`);
  }
  path.push(value);
  const text = Array.isArray(value) ? writeArray(value, path) : writeObject(value, path);
  path.pop();
  return text;
}

function writeArray(value: readonly unknown[], path: object[]): string {
  let text = "[";
  for (let i = 0; i < value.length; i++) text += (i === 0 ? "" : ",") + write(value[i], path);
  return `${text}]`;
}

function writeObject(value: object, path: object[]): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError("expected a plain object, got an instance of a class");
  }
  if (Object.getOwnPropertySymbols(value).length > 0) {
    throw new TypeError("expected string keys, got a symbol");
  }
  // RFC 8785 section 3.2.3: sorted by UTF-16 code units, which is the default order of sort().
  let text = "{";
  for (const [i, key] of Object.keys(value).sort().entries()) {
    text += `${i === 0 ? "" : ","}${quote(key)}:${write((value as Record<string, unknown>)[key], path)}`;
  }
  return `${text}}`;
}

function quote(text: string): string {
  if (!text.isWellFormed())
    throw new TypeError("expected well-formed Unicode, got a lone surrogate");
  return JSON.stringify(text);
}
