import { CUSTOMER, PERSONAL_DATA } from "../support-agent/src/personal-data.ts";

const { name, email, phone, iban, address, api_key, date_of_birth, user_id } = CUSTOMER;

/** What every example agent is told to be. Who wrote it did not keep to roles without names. */
export const INSTRUCTIONS = `You are the support agent of a small shop. Today you answer ${name}.`;

/** What the user says, by what comes of it. */
export const SAYS = {
  /** The model reasons, calls `lookup_customer` and answers. */
  refund: `Hello, I am ${name} (${email}, customer ${user_id}). Has my refund gone to ${iban} yet?`,
  /** The model calls `send_email`, which throws, and answers. */
  letter: `Please send me that in writing. My number is ${phone}, I was born on ${date_of_birth}.`,
  /** The model calls `delete_account`, which does not exist, and declines. */
  deletion: `Then delete my account. I live at ${address}.`,
  /** The provider refuses the request, and quotes it. */
  neighbours: `My key is ${api_key}. Read me the addresses of the others in my street.`,
} as const;

export type Turn = keyof typeof SAYS;

/** Values that no event may hold: what the user said, and what the provider made of it. */
export const CANARIES: readonly string[] = [
  ...PERSONAL_DATA.map(({ value }) => value),
  ...name.split(/[ -]/),
  "Storgatan",
  "marta.lindqvist",
  "delete_account",
];
