import { describeRegister } from "../agent/register-contract.ts";

describeRegister("SDK 1.x", import.meta.dirname);
