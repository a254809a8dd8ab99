import { describeRegister } from "../agent/register-contract.ts";

describeRegister("SDK 3.x", import.meta.dirname);
