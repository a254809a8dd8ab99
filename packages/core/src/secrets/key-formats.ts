import { isAlphanumeric, isWord } from "./token-start.ts";

/** How the keys of a service are written. */
export interface KeyFormat {
  /** How a key begins. */
  readonly prefix: string;
  /** What the rest is made of, by character code. */
  readonly rest: (code: number) => boolean;
  /** Characters of the rest, at least. */
  readonly least: number;
  /** Whether the rest has just so many. Defaults to false. */
  readonly exact?: boolean;
  /** Whether ordinary words can look alike, so that the rest must look random. Defaults to false. */
  readonly random?: boolean;
}

const isToken = (code: number): boolean => isWord(code) || code === 0x2d;
// RFC 4648 base32, in which the ids of access keys are written.
const isBase32 = (code: number): boolean =>
  (code >= 0x41 && code <= 0x5a) || (code >= 0x32 && code <= 0x37);

/** Formats that begin with a word of their own. */
export const KEY_FORMATS: readonly KeyFormat[] = [
  // OpenAI, Anthropic and who follows them
  { prefix: "sk-", rest: isToken, least: 20, random: true },
  // AWS: long-lived, temporary
  { prefix: "AKIA", rest: isBase32, least: 16, exact: true },
  { prefix: "ASIA", rest: isBase32, least: 16, exact: true },
  // GitHub: personal, OAuth, user, server, refresh, fine-grained
  ...["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map((prefix) => ({
    prefix,
    rest: isAlphanumeric,
    least: 36,
  })),
  { prefix: "github_pat_", rest: isWord, least: 40 },
  { prefix: "glpat-", rest: isToken, least: 20 },
  // Slack: bot, user, workspace, refresh, app
  ...["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xapp-"].map((prefix) => ({
    prefix,
    rest: isToken,
    least: 20,
  })),
  // Google
  { prefix: "AIza", rest: isToken, least: 35 },
  { prefix: "hf_", rest: isAlphanumeric, least: 34 },
  { prefix: "npm_", rest: isAlphanumeric, least: 36 },
  // Shopify: shop and app
  { prefix: "shpat_", rest: isAlphanumeric, least: 32, exact: true },
  { prefix: "shpss_", rest: isAlphanumeric, least: 32, exact: true },
];
