import {
  resolveSafeChildPath,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  createTemplateAction,
  type TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import {
  adviseIntent,
  generateMeshFiles,
  parseMeshIntent,
  type MeshIntent,
  type MeshIntentInput,
} from '@fairway/mesh-core';
import { applyChanges } from './applyChanges';
import { examples } from './examples';
import { inputSchema, outputSchema } from './inputSchema';
import { planChanges, type Changes } from './planChanges';

const ACTION_ID = 'mesh:generate';
const DEFAULT_TARGET_PATH = 'deploy/base/mesh';

/**
 * Input of `mesh:generate`: what is wanted, and where it goes.
 *
 * @public
 */
export type MeshGenerateInput = MeshIntentInput & {
  /** Folder in the workspace; `deploy/base/mesh` when not given. */
  targetPath?: string;
  /** Replace files that differ and remove leftovers of an earlier plan; no when not given. */
  overwrite?: boolean;
};

/**
 * Output of `mesh:generate`.
 *
 * @public
 */
export type MeshGenerateOutput = {
  /** Paths of the files in the workspace, by name. */
  files: string[];
  /** Text of all files as one YAML stream, for people to read. */
  manifests: string;
  /** What is allowed and yet likely not meant, with a remedy. */
  warnings: string[];
};

function readIntent(input: unknown): MeshIntent {
  const { intent, findings } = parseMeshIntent(input);
  if (!intent) {
    const list = findings.map(({ message }) => `- ${message}`).join('\n');
    throw new InputError(`${ACTION_ID} cannot use its input.\n${list}`);
  }
  return intent;
}

function warningsOf(intent: MeshIntent): string[] {
  return adviseIntent(intent).map(({ path, message, remedy }) =>
    [`${path}: ${message}`, remedy].filter(Boolean).join(' '),
  );
}

function report(logger: LoggerService, changes: Changes): void {
  changes.write.forEach(({ path }) => logger.info(`Wrote ${path}`));
  changes.unchanged.forEach(({ path }) => logger.info(`Left ${path} as it is`));
  changes.remove.forEach(({ path }) => logger.info(`Removed ${path}`));
}

/**
 * Creates the action `mesh:generate`. It writes the VirtualService and DestinationRule of a service, or its Canary,
 * with a `kustomization.yaml` that lists them, into the workspace of the task. It reads and writes nothing else, so a
 * dry run does the same.
 *
 * Refused are input that Istio or Flagger would refuse or stumble over (InputError), a path outside the workspace
 * (NotAllowedError), and files that differ from those to be written, unless `overwrite` is set (ConflictError).
 * Nothing is written in any of these cases.
 *
 * @public
 */
export function createMeshGenerateAction(): TemplateAction<
  MeshGenerateInput,
  MeshGenerateOutput
> {
  return createTemplateAction({
    id: ACTION_ID,
    description:
      'Writes the Istio and Flagger manifests of a service: VirtualService and DestinationRule, or a Canary, from which Flagger makes both.',
    examples,
    supportsDryRun: true,
    schema: { input: inputSchema, output: outputSchema },
    async handler(ctx) {
      const {
        targetPath = DEFAULT_TARGET_PATH,
        overwrite = false,
        ...rest
      } = ctx.input;
      const intent = readIntent(rest);
      const { workspacePath } = ctx;
      const folder = resolveSafeChildPath(workspacePath, targetPath);
      const generated = generateMeshFiles(intent, ACTION_ID);
      const target = { workspacePath, targetPath, overwrite };
      const changes = await planChanges(target, generated);
      await applyChanges(folder, changes);

      const warnings = warningsOf(intent);
      report(ctx.logger, changes);
      warnings.forEach(warning => ctx.logger.warn(warning));
      const written = [...changes.write, ...changes.unchanged];
      ctx.output('files', written.map(({ path }) => path).sort());
      ctx.output(
        'manifests',
        generated.files.map(({ content }) => content).join('---\n'),
      );
      ctx.output('warnings', warnings);
    },
  });
}
