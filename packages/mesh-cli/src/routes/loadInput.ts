import { InputError } from '@backstage/errors';
import {
  compileOptionsOf as ownCompileOptions,
  type CompileOptions,
} from '@fairway/mesh-core';
import type { LoadedMesh } from '../input/LoadedMesh';
import { meshOfManifests } from '../input/meshOfManifests';
import { readManifests } from '../input/readManifests';
import { readMeshConfig } from '../input/readMeshConfig';
import { meshOfContext } from '../live/meshOfContext';
import { openContext } from '../live/openContext';
import type { CommandSite } from './CommandSite';
import {
  flagsOf,
  type InputOptions,
  type RoutesOptions,
} from './RoutesOptions';

const ROOT_NAMESPACE = 'istio-system';

/** A mesh, and how it is compiled. */
export interface Input {
  mesh: LoadedMesh;
  compileOptions: CompileOptions;
}

/** The flags, then `--mesh-config`, then what the objects themselves say. */
async function compileOptionsOf(
  { snapshot }: LoadedMesh,
  options: RoutesOptions,
  { io }: CommandSite,
): Promise<CompileOptions> {
  const own = ownCompileOptions(snapshot);
  const { rootNamespace, istioVersion } = own;
  const config =
    options.meshConfig === undefined
      ? own
      : {
          rootNamespace,
          ...(istioVersion ? { istioVersion } : {}),
          ...(await readMeshConfig(options.meshConfig, io)),
        };
  return { ...config, ...flagsOf(options) };
}

/**
 * Reads the objects of files and folders.
 *
 * @throws NotFoundError when a path does not exist, InputError when the mesh configuration is none
 */
export async function loadManifests(
  paths: readonly string[],
  options: RoutesOptions,
  site: CommandSite,
): Promise<Input> {
  const manifests = await readManifests(paths, site.io, site.diagnostics);
  const mesh = meshOfManifests(manifests, options.namespace, site.diagnostics);
  if (mesh.snapshot.size === 0) {
    site.diagnostics.note(`${paths.join(', ')}: no object of the mesh in here`);
  }
  return { mesh, compileOptions: await compileOptionsOf(mesh, options, site) };
}

/**
 * Reads the mesh that the options name: of files, or of a cluster.
 *
 * @throws InputError when they name none, or both
 */
export async function loadInput(
  options: InputOptions,
  site: CommandSite,
): Promise<Input> {
  const { filename, context, kubeconfig } = options;
  if ((filename === undefined) === (context === undefined)) {
    throw new InputError(
      'Say what to read: files or folders with -f, or a cluster with --context.',
    );
  }
  if (filename) {
    return loadManifests(filename, options, site);
  }
  const file =
    options.meshConfig === undefined
      ? undefined
      : await readMeshConfig(options.meshConfig, site.io);
  const mesh = await meshOfContext(
    await openContext(context ?? '', kubeconfig),
    file?.rootNamespace ?? ROOT_NAMESPACE,
    site.diagnostics,
  );
  return { mesh, compileOptions: await compileOptionsOf(mesh, options, site) };
}
