import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { testFolder } from "../testing/test-folder.ts";
import { commandHere } from "./command-here.ts";

const AGENT = "pnpm/12.21.0 npm/? node/? linux x64";

function here(env: NodeJS.ProcessEnv): string {
  return commandHere(env, "/repository/packages/cli/src/main.ts", "/repository");
}

test("a user who has pnpm is told to use it", () => {
  const folder = testFolder({ pnpm: "" });
  expect(here({ npm_config_user_agent: AGENT, PATH: `/nowhere${delimiter}${folder}` })).toBe(
    "pnpm auditspan",
  );
});

test("a user whom npx brought pnpm is told to use npx, with the same version", () => {
  const folder = testFolder({ "_npx/0a/node_modules/.bin/pnpm": "" });
  const PATH = join(folder, "_npx/0a/node_modules/.bin");
  expect(here({ npm_config_user_agent: AGENT, PATH })).toBe("npx -y pnpm@12.21.0 auditspan");
});

test.each([undefined, "npm/11.0.0 node/v26.0.0 linux x64"])(
  "a user who came without pnpm (%s) is told the way of now",
  (npm_config_user_agent) => {
    expect(here({ npm_config_user_agent, PATH: testFolder({ pnpm: "" }) })).toBe(
      "node -C @auditspan/source packages/cli/src/main.ts",
    );
  },
);
