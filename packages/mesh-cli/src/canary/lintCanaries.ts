import { lintCanary, type CanaryFinding } from '@fairway/mesh-core';
import { meshOfManifests } from '../input/meshOfManifests';
import { readManifests } from '../input/readManifests';
import { writeText } from '../io/CliIo';
import { Diagnostics } from '../io/Diagnostics';
import { createStyle } from '../output/createStyle';
import { findingsText, type LocatedFinding } from '../output/findingsText';
import type { CommandSite } from '../routes/CommandSite';

/** Options of `canary lint`, as commander gives them. */
export interface LintOptions {
  output: 'human' | 'json';
  namespace: string;
  provider: string;
  crossNamespaceRefs: boolean;
  failOn?: CanaryFinding['severity'];
}

const BY_GRAVITY: readonly CanaryFinding['severity'][] = [
  'error',
  'warning',
  'info',
];

/** What the parser drops is a finding of the lint as well, and said once. */
const silent = new Diagnostics({ write: () => true, once: () => undefined });

/**
 * `fairway canary lint`: what is wrong or odd in the Canaries of manifests.
 *
 * @returns whether there are findings that `--fail-on` names
 * @throws NotFoundError when a path does not exist
 */
export async function lintCanaries(
  files: readonly string[],
  options: LintOptions,
  site: CommandSite,
): Promise<boolean> {
  const { io, diagnostics } = site;
  const manifests = await readManifests(files, io, diagnostics);
  const mesh = meshOfManifests(manifests, options.namespace, silent);
  const canaries = mesh.snapshot.list('Canary');
  if (canaries.length === 0) {
    diagnostics.problem('There is no Canary in what was read.');
  }
  const findings = canaries.flatMap(canary =>
    lintCanary(canary, {
      snapshot: mesh.snapshot,
      authored: mesh.authoredOf(mesh.snapshot.refOf(canary)),
      areManifests: true,
      defaultProvider: options.provider,
      refusesForeignNamespaces: !options.crossNamespaceRefs,
    }).map((finding): LocatedFinding => ({
      ...finding,
      position: mesh.positionOf(finding.ref, finding.path),
    })),
  );
  await writeText(
    io.stdout,
    options.output === 'json'
      ? `${JSON.stringify(findings, null, 2)}\n`
      : findingsText(findings, canaries.length, createStyle(io)),
  );
  const { failOn } = options;
  return (
    failOn !== undefined &&
    findings.some(
      ({ severity }) =>
        BY_GRAVITY.indexOf(severity) <= BY_GRAVITY.indexOf(failOn),
    )
  );
}
