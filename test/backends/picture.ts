import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawTraces } from "./draw-traces.ts";
import { runDemo } from "./run-demo.ts";
import { startJaeger } from "./start-jaeger.ts";

// Draws what the API of a real Jaeger answers about the demo's run: the picture of examples/jaeger.
const jaeger = await startJaeger();
if (jaeger !== undefined) {
  await runDemo(jaeger.otlp);
  const traces = await jaeger.search("support-agent");
  await jaeger.stop();
  const svg = drawTraces(
    traces,
    "The traces of one session of the support agent, as Jaeger has them",
  );
  writeFileSync(join(import.meta.dirname, "../../examples/jaeger/session.svg"), svg);
}
