import { AGENT, all, any, installed, REGISTER } from "./conditions.ts";
import type { Rule } from "./rule.ts";
import type { Subject } from "./subject.ts";

const HOOKED = [
  "@opentelemetry/instrumentation-openai",
  "@traceloop/node-server-sdk",
  "@arizeai/openinference-instrumentation-openai",
  "@arizeai/openinference-instrumentation-anthropic",
];

/** Whether something audits, and how far its launch and its packages could be seen. */
export const LAUNCH: readonly Rule[] = [
  {
    id: "agent-missing",
    severity: "note",
    seen: (subject) =>
      subject.app !== undefined && AGENT(subject) === undefined ? ["package.json"] : undefined,
    message: "@auditspan/agent is not installed, so nothing is audited inside the process",
    fix: "install it, or send the spans to `auditspan collect`",
  },
  {
    id: "register-not-seen",
    severity: "note",
    seen: (subject) => (REGISTER(subject) === undefined ? AGENT(subject) : undefined),
    message:
      "neither NODE_OPTIONS, nor the command line, nor a script of package.json loads the register",
    fix: "start with node --import @auditspan/agent/register, or add the processors in code",
  },
  {
    id: "esm-hooks",
    severity: "note",
    seen: all(
      ({ app }) => (app?.manifest.type === "module" ? ["package.json (type module)"] : undefined),
      any(...HOOKED.map((name) => installed(name))),
      (subject) => (hookSeen(subject) ? undefined : []),
    ),
    message: "in an ES module application these patch nothing unless a hook is registered before",
    fix: "register import-in-the-middle/register-hooks.mjs or @opentelemetry/instrumentation/hook.mjs in an earlier --import, or hand the module to the instrumentation",
  },
  {
    id: "env-file-unread",
    severity: "note",
    seen: ({ app, fromEnvFile }) =>
      app !== undefined && app.envFiles.length > 0 && !fromEnvFile ? app.envFiles : undefined,
    message: "variables that the application reads from a file were not looked at",
    fix: "give the file with --env-file, or look at the running process with --pid",
  },
  {
    id: "packages-missing",
    severity: "warning",
    seen: ({ app }) => {
      const { missing = [] } = app?.packages ?? {};
      return missing.length > 0 ? missing.slice(0, 10) : undefined;
    },
    message: "declared dependencies are not installed here, so nothing can be said about them",
    fix: "install first; look at the folder that runs",
  },
  {
    id: "packages-cut",
    severity: "warning",
    seen: ({ app }) => (app?.packages.cut === true ? ["package.json"] : undefined),
    message: "there are more packages than are looked at, so some were left out",
    fix: "look at the folder of one application, not of a whole workspace",
  },
  {
    id: "packages-unknown",
    severity: "note",
    seen: ({ app }) => (app === undefined ? ["package.json"] : undefined),
    message: "there is no package.json, so only the environment was looked at",
    fix: "give the folder of the application with --dir",
  },
];

function hookSeen({ env, commandLine, app }: Subject): boolean {
  const texts = [env["NODE_OPTIONS"], commandLine, ...Object.values(app?.manifest.scripts ?? {})];
  return texts.some((text) => typeof text === "string" && /register-hooks|hook\.mjs/.test(text));
}
