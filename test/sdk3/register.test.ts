import { describeRegister } from "../agent/register-contract.ts";

describeRegister({ name: "SDK 3.x", cwd: import.meta.dirname, hasLogs: true, strict: true });
