import type { Assignment } from "./assignment.ts";
import { readCompose } from "./readers/compose.ts";
import { readDockerfile } from "./readers/dockerfile.ts";
import { readEnvFile } from "./readers/env-file.ts";
import { readGithubWorkflow } from "./readers/github-workflow.ts";
import { readGitlabPipeline } from "./readers/gitlab-pipeline.ts";
import { readHelmValues } from "./readers/helm-values.ts";
import { readKubernetes } from "./readers/kubernetes.ts";
import { YamlReadError } from "./readers/yaml-maps.ts";
import type { SourceKind } from "./source-kind.ts";

type Reader = (text: string) => Generator<Assignment>;

const READERS: Readonly<Record<SourceKind, Reader>> = {
  env: (text) => readEnvFile(text),
  envrc: (text) => readEnvFile(text, true),
  compose: readCompose,
  dockerfile: readDockerfile,
  github: readGithubWorkflow,
  gitlab: readGitlabPipeline,
  helm: readHelmValues,
  kubernetes: readKubernetes,
};

/** What a file of a kind assigns. Throws in the midst of it where the rest cannot be read. */
export function readAssignments(kind: SourceKind, text: string): Generator<Assignment> {
  return READERS[kind](text);
}

/** Why reading ended early, and where, without a word of the file. */
export function readFailure(error: unknown): { reason: string; offset: number } {
  if (error instanceof YamlReadError) return { reason: error.message, offset: error.offset };
  // Thousands of levels exhaust the stack of the parser.
  if (error instanceof RangeError) return { reason: "it has too many levels", offset: 0 };
  return { reason: "its form is unknown", offset: 0 };
}
