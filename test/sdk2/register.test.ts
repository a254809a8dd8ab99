import { describeRegister } from "../agent/register-contract.ts";

describeRegister("SDK 2.x", import.meta.dirname);
