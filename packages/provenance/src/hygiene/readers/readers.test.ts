import { describe, expect, test } from "vitest";
import { readAssignments } from "../read-assignments.ts";
import type { SourceKind } from "../source-kind.ts";

/** What a text assigns, as `path=value`. */
function read(kind: SourceKind, text: string): string[] {
  return [...readAssignments(kind, text)].map(({ path, value }) => `${path.join(".")}=${value}`);
}

describe("a .env file", () => {
  test.each([
    ["spaces and export", " export  A = b ", ["A=b "]],
    ["a comment behind a value", "A=b # c\nB=c#d", ["A=b", "B=c#d"]],
    ["an escaped quote", 'A="b\\"c"\nD=e', ['A=b\\"c', "D=e"]],
    ["a text of several lines", "A='b\nB=c'\nD=e", ["A=b\nB=c", "D=e"]],
    ["a quote that is never closed", "A='b\nB=c", ["A='b", "B=c"]],
    ["carriage returns", "A=b\r\nC=d\r\n", ["A=b", "C=d"]],
    ["lines that assign nothing", "# A=b\nA\n=b\n\n", []],
  ])("with %s", (_, text, expected) => expect(read("env", text)).toEqual(expected));

  test("backticks quote in it, and run a command in an .envrc", () => {
    expect(read("env", "A=`b`")).toEqual(["A=b"]);
    expect(read("envrc", "A=`b`")).toEqual(["A=`b`"]);
  });
});

describe("a Dockerfile", () => {
  test.each([
    ["several assignments", "ENV A=b C='d e' F=g\\ h", ["A=b", "C=d e", "F=g h"]],
    ["the old form", "ENV A b c", ["A=b c"]],
    ["an argument without default", "ARG A\nARG B=c D", ["B=c"]],
    ["continued lines with comments", "ENV A=b \\\n# x\n\n  C=d\nENV E=f", ["A=b", "C=d", "E=f"]],
    ["another mark of continuation", "# escape=`\nENV A=b `\n  C=d", ["A=b", "C=d"]],
    ["a heredoc", "RUN <<EOF\nENV A=b\nEOF\nENV C=d", ["C=d"]],
    ["a here-string", 'RUN cat <<<"EOF"\nENV C=d', ["C=d"]],
    ["a shift", "RUN echo $((1<<EOF))\nENV C=d", ["C=d"]],
    ["a trigger", "ONBUILD ENV A=b", ["A=b"]],
    ["other instructions", "LABEL A=b\nRUN A=b c\nENVIRONMENT A=b", []],
  ])("with %s", (_, text, expected) => expect(read("dockerfile", text)).toEqual(expected));
});

describe("a YAML file", () => {
  test.each<[string, SourceKind, string, string[]]>([
    ["merges", "compose", "a: &a {A: b, C: d}\nenvironment: {<<: [*a], C: e}", ["C=e", "A=b"]],
    ["an anchor set anew", "compose", "[&a b, environment: {A: *a}, &a c]", ["A=b"]],
    ["an anchor that is not there", "compose", "environment: {A: b, C: *none}", ["A=b"]],
    ["a tag that fetches", "compose", "environment: {A: !vault b, C: !!str d}", ["C=d"]],
    ["values without text", "compose", "environment: {A: null, B: , C: true, D: 1}", ["D=1"]],
    ["documents", "compose", "environment: {A: b}\n---\nenvironment: [C=d, E]", ["A=b", "C=d"]],
    ["a variable of a long form", "gitlab", "variables: {A: {value: b, options: [b]}}", ["A=b"]],
  ])("with %s", (_, kind, text, expected) => expect(read(kind, text)).toEqual(expected));

  test("whose aliases stand for billions of values ends in an error", () => {
    const levels = Array.from({ length: 30 }, (_, i) => `- &a${i + 1} [*a${i}, *a${i}]`);
    expect(() => read("compose", `- &a0 {A: b}\n${levels.join("\n")}`)).toThrow("too many nodes");
  });

  test("whose anchor holds itself ends in an error", () => {
    expect(() => read("compose", "&a [*a]")).toThrow("too many nodes");
  });

  test("is read up to its error, which quotes nothing", () => {
    const found: string[] = [];
    const reading = (): void => {
      for (const { path } of readAssignments("compose", "environment: {A: b}\nx: [y")) {
        found.push(...path);
      }
    };
    expect(reading).toThrow(/^it is not valid YAML$/);
    expect(found).toEqual(["A"]);
  });
});

describe("a Kubernetes manifest", () => {
  const secret = (member: string): string =>
    `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n${member}`;

  test.each([
    ["base64", secret(`data: {a: ${btoa("b")}}`), ["s.a=b"]],
    ["a value named by its resource", secret("stringData: {value: b}"), ["s=b"]],
    [
      "a file of assignments",
      secret('stringData: {".env": "A=b\\nC=d"}'),
      ["s..env=A=b\nC=d", "A=b", "C=d"],
    ],
    ["a list of resources", `{kind: List, items: [{kind: ConfigMap, data: {a: b}}]}`, [".a=b"]],
    ["literals of a kustomization", "secretGenerator: [{name: s, literals: [A=b]}]", ["A=b"]],
    ["values of any resource", "spec: {env: [{name: A, value: b}, {name: C}]}", ["A=b"]],
  ])("with %s", (_, text, expected) => expect(read("kubernetes", text)).toEqual(expected));

  test("of a chart keeps its places", () => {
    const text = [
      "{{- if .Values.on }}",
      "env:",
      "  {{- range .Values.env }}",
      "  - name: {{ .name }}",
      "    value: {{ .value | quote }}",
      "  {{- end }}",
      "  - name: A",
      '    value: {{ .Values.a | default "b" }}',
      "{{ end }}",
    ].join("\n");
    const [ranged, literal] = [...readAssignments("kubernetes", text)];
    expect(ranged?.value).toMatch(/^\$\{_+\}$/);
    expect(literal).toMatchObject({ path: ["A"], offset: text.lastIndexOf("{{ .Values.a") });
    expect(literal?.value).toMatch(/^x+$/);
  });
});
