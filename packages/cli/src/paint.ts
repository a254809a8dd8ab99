import { styleText } from "node:util";

/** Colours a text, or leaves it as it is where colour is not wanted. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

export function createPaint(colour: boolean): Paint {
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
}
