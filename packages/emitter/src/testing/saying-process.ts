import { say } from "../say.ts";

// By the time it is told to go, nobody reads its stderr any more.
process.stdin.once("data", () => {
  say("one");
  setTimeout(() => say("two"), 20);
  setTimeout(() => process.exit(7), 100);
});
