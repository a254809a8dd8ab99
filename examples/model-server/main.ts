// Starts the server by hand, and prints the settings that lead an example to it.
import { startModelServer } from "./model-server.ts";

const { env } = await startModelServer();
for (const [name, value] of Object.entries(env)) console.log(`export ${name}=${value}`);
