import type { CommandOption } from "./command.ts";

export const SCAN_SECRETS_OPTION: CommandOption = {
  type: "boolean",
  help: "look for keys, tokens, card and account numbers in content; tell kind and place, never the value",
};
