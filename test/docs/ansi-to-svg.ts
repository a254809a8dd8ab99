const COLOURS: Readonly<Record<string, string>> = {
  31: "#ff7b72",
  32: "#7ee787",
  33: "#e3b341",
  2: "#8b949e",
};
const CHARACTER_WIDTH = 7.8;
const LINE_HEIGHT = 18;
const MARGIN = 16;

/** Terminal lines with SGR colours as an SVG picture. */
export function ansiToSvg(lines: readonly string[], title: string): string {
  const columns = Math.max(...lines.map((line) => line.replaceAll(SGR, "").length));
  const width = Math.ceil(columns * CHARACTER_WIDTH + 2 * MARGIN);
  const height = lines.length * LINE_HEIGHT + 2 * MARGIN;
  const rows = lines.map((line, i) => {
    const y = MARGIN + (i + 0.75) * LINE_HEIGHT;
    return `<text x="${MARGIN}" y="${y}" xml:space="preserve">${spans(line)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="13" fill="#e6edf3">`,
    ...rows,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

// eslint-disable-next-line no-control-regex -- the escape character is what is looked for
const SGR = /\u001B\[(\d+)m/g;

function spans(line: string): string {
  let fill: string | undefined;
  return line
    .split(SGR)
    .map((part, i) => {
      if (i % 2 === 0) return part === "" ? "" : tspan(part, fill);
      fill = COLOURS[part];
      return "";
    })
    .join("");
}

function tspan(text: string, fill: string | undefined): string {
  return fill === undefined ? escape(text) : `<tspan fill="${fill}">${escape(text)}</tspan>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
