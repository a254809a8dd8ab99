import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineOf } from "./located.ts";
import type { Located, LocatedMap } from "./located.ts";
import { DocumentError, parseDocumentText } from "./parse-document.ts";
import { parsePlainYaml } from "./parse-plain-yaml.ts";

const PATH = "m.yaml";

/** A tree with the places of all its nodes, as both parsers can be compared by. */
function placed(value: Located): unknown {
  const { line, column } = lineOf(value.at);
  const at = `${line}:${column}`;
  if (value.is === "scalar") return [at, value.value];
  if (value.is === "list") return [at, value.items.map(placed)];
  return [
    at,
    [...value.entries].map(([key, entry]) => {
      const place = lineOf(entry.at);
      return [key, `${place.line}:${place.column}`, placed(entry.value)];
    }),
  ];
}

function complete(text: string): LocatedMap | undefined {
  try {
    return parseDocumentText(PATH, text, { plain: false });
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}

const MANIFEST = `# A comment
$schema: ./manifest.schema.json
agent:
  name: support # another
  version: "1.0.0"

image: registry.example/support@sha256:0f
models:
- name: example-model
  version: 2026-11-01
  temperature: 0.7
tools:
  - name: search
    version: 1.2.3
    parameters: { limit: count, "mode": 'enum(a, b)', on: [a, "b\\n\\u00e9", [], {}] }

  - query
config:
    log_level: { class: operational, value: \${LOG_LEVEL} }
`.replace("${LOG_LEVEL}", '"${LOG_LEVEL}"');

describe("the reader of plain YAML", () => {
  test("reads a manifest as people write it", () => {
    const plain = parsePlainYaml(PATH, MANIFEST);
    expect(placed(plain!)).toEqual(placed(complete(MANIFEST)!));
  });

  test("reads JSON", () => {
    const text = `{\n  "a": [1, true, null, "x\\"y", {}],\n  "b": { "c:d": 0.5 } }\n`;
    expect(placed(parsePlainYaml(PATH, text)!)).toEqual(placed(complete(text)!));
  });

  test.each([
    ["nothing", ""],
    ["a list", "- a\n"],
    ["a scalar", "a\n"],
    ["an anchor", "a: &b c\n"],
    ["an alias", "a: *b\n"],
    ["a tag", "a: !b c\n"],
    ["a block scalar", "a: |\n  b\n"],
    ["a scalar of several lines", "a: b\n  c\n"],
    ["a list of several lines", "a: [b,\n  c]\n"],
    ["no value", "a:\nb: c\n"],
    ["no value at the end", "a: b\nc:\n"],
    ["a key that stands twice", "a: b\na: c\n"],
    ["a key that stands twice in brackets", "a: { b: c, b: d }\n"],
    ["a map within a line", "a: b: c\n"],
    ["a wrong indent", "a:\n    b: c\n  d: e\n"],
    ["a list behind a map", "a: b\n- c\n"],
    ["a map behind a list", "- a\nb: c\n"],
    ["a tab", "a:\tb\n"],
    ["a carriage return", "a: b\r\nc: d\r\n"],
    ["a document mark", "---\na: b\n"],
    ["a second document", "a: b\n---\nc: d\n"],
    ["a list of lists", "a:\n- - b\n"],
    ["an escape of YAML alone", 'a: "\\x41"\n'],
    ["half a surrogate", 'a: "\\ud800"\n'],
    ["a number of an unusual form", "a: 0x1F\n"],
    ["a number that is not exact", "a: 12345678901234567890\n"],
    ["text behind a quote", 'a: "b" c\n'],
    ["a comma at the end", "a: [b, ]\n"],
    ["deep nesting", `a: ${"[".repeat(20)}${"]".repeat(20)}\n`],
    ["a key without a name", "null: a\n"],
  ])("leaves %s to the complete parser", (_, text) => {
    expect(parsePlainYaml(PATH, text)).toBeUndefined();
  });

  test("never answers otherwise than the complete parser", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...TOKENS), { maxLength: 24 }), (tokens) => {
        const text = tokens.join("");
        const plain = parsePlainYaml(PATH, text);
        if (plain === undefined) return;
        const whole = complete(text);
        expect(whole && placed(whole)).toEqual(placed(plain));
      }),
      { numRuns: 4000 },
    );
  });
});

// Of such pieces plain YAML is made, and what is almost plain.
const WORDS =
  "a b: 1 -5 0.5 007 1e3 true ~ null [ ] { } , : # - ' \" $x x: y: 'q' \"r\" c/d.e: <<:";
const LINES = [
  "\n",
  "\n  ",
  "\n    ",
  " ",
  "- ",
  ": ",
  " #",
  "x: ",
  "y: ",
  "k:\n  ",
  "- z: ",
  "\n- ",
];
const ODDS = [
  "a: b\n",
  "  a: b\n",
  "[a, b]",
  "{ a: b }",
  '"\\n"',
  "\\",
  "|",
  "&",
  "*",
  "!",
  "?",
  "./a",
];
const TOKENS = [...WORDS.split(" "), ...LINES, ...ODDS];
