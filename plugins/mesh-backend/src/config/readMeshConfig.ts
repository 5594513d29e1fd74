import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

/** How clusters are read. */
export interface KubernetesSourceConfig {
  /** Clusters to read; `undefined` for all that the kubernetes plugin knows. */
  clusters?: readonly string[];
  /** Namespaces to read one by one where the cluster scope is forbidden. */
  namespaces: readonly string[];
  /** Root namespace of Istio. */
  rootNamespace: string;
  requestTimeoutMs: number;
  /** How long a watch may be silent before it is opened anew. */
  watchSilenceMs: number;
}

/** The configuration of the mesh backend, with all defaults filled in. */
export interface MeshConfig {
  kubernetes: KubernetesSourceConfig;
}

const DEFAULT_ROOT_NAMESPACE = 'istio-system';
const DEFAULT_REQUEST_TIMEOUT_MS = 30_000;
/** An API server sends a bookmark about every minute. */
const DEFAULT_WATCH_SILENCE_MS = 90_000;
const MIN_DURATION_MS = 1_000;

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
const namespacePattern = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Reads the section `mesh` of the configuration.
 *
 * @param config - the root of the configuration
 * @throws InputError that names the key and what is wrong with it
 */
export function readMeshConfig(config: Config): MeshConfig {
  const kubernetes = config.getOptionalConfig('mesh.kubernetes');
  return {
    kubernetes: {
      ...readClusters(kubernetes),
      namespaces: readNamespaces(kubernetes),
      rootNamespace: readRootNamespace(kubernetes),
      requestTimeoutMs: readDuration(
        kubernetes,
        'requestTimeout',
        DEFAULT_REQUEST_TIMEOUT_MS,
      ),
      watchSilenceMs: readDuration(
        kubernetes,
        'watchSilence',
        DEFAULT_WATCH_SILENCE_MS,
      ),
    },
  };
}

function readClusters(config?: Config): { clusters?: readonly string[] } {
  const clusters = config?.getOptionalStringArray('clusters');
  if (!clusters) {
    return {};
  }
  if (clusters.length === 0) {
    throw new InputError(
      'mesh.kubernetes.clusters is empty, so no cluster would be read. Leave it out to read all clusters of the kubernetes plugin.',
    );
  }
  return { clusters: unique('mesh.kubernetes.clusters', clusters) };
}

function readNamespaces(config?: Config): readonly string[] {
  const key = 'mesh.kubernetes.namespaces';
  const namespaces = config?.getOptionalStringArray('namespaces') ?? [];
  for (const namespace of namespaces) {
    checkNamespace(key, namespace);
  }
  return unique(key, namespaces);
}

function readRootNamespace(config?: Config): string {
  const namespace =
    config?.getOptionalString('rootNamespace') ?? DEFAULT_ROOT_NAMESPACE;
  checkNamespace('mesh.kubernetes.rootNamespace', namespace);
  return namespace;
}

function readDuration(
  config: Config | undefined,
  key: string,
  defaultMs: number,
): number {
  if (!config?.has(key)) {
    return defaultMs;
  }
  const milliseconds = durationToMilliseconds(
    readDurationFromConfig(config, { key }),
  );
  if (milliseconds < MIN_DURATION_MS) {
    throw new InputError(
      `mesh.kubernetes.${key} is ${milliseconds} ms. It must be at least one second.`,
    );
  }
  return milliseconds;
}

function checkNamespace(key: string, namespace: string): void {
  if (!namespacePattern.test(namespace)) {
    throw new InputError(
      `${key} has '${namespace}', which is no name of a Kubernetes namespace.`,
    );
  }
}

function unique(key: string, values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) {
      throw new InputError(`${key} names '${value}' twice.`);
    }
    seen.add(value);
  }
  return values;
}
