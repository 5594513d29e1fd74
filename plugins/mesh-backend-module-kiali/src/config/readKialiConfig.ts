import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { z } from 'zod';

/** How the backend identifies itself to Kiali. */
export type KialiAuth = { type: 'none' } | { type: 'token'; token: string };

/** Where Kiali is and how it is asked. */
export interface KialiConfig {
  /** Address with the web root, without a slash at the end. */
  url: string;
  auth: KialiAuth;
  /** Kiali's name of a cluster by the one of Backstage; `undefined` when Kiali knows one cluster only. */
  clusters?: ReadonlyMap<string, string>;
  timeoutMs: number;
  keepStaleForMs: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const DEFAULT_KEEP_STALE_MS = 15 * 60_000;

/**
 * Reads the section `mesh.kiali`.
 *
 * @param config - the root of the configuration
 * @returns `undefined` without the section
 * @throws InputError that names the key and what is wrong with it
 */
export function readKialiConfig(config: Config): KialiConfig | undefined {
  const kiali = config.getOptionalConfig('mesh.kiali');
  if (!kiali) {
    return undefined;
  }
  const clusters = readClusters(kiali);
  return {
    url: readUrl(kiali),
    auth: readAuth(kiali),
    ...(clusters && { clusters }),
    timeoutMs: readDuration(kiali, 'timeout', DEFAULT_TIMEOUT_MS),
    keepStaleForMs: readDuration(kiali, 'keepStaleFor', DEFAULT_KEEP_STALE_MS),
  };
}

function readUrl(config: Config): string {
  const text = config.getString('url');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    // The text is not repeated: it might hold a password.
    throw new InputError(
      'mesh.kiali.url is no address that begins with http:// or https://.',
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new InputError(
      'mesh.kiali.url must be an address and a path only. Credentials belong to mesh.kiali.auth.',
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function readAuth(config: Config): KialiAuth {
  const token = config.getOptionalString('auth.token');
  const type =
    config.getOptionalString('auth.type') ?? (token ? 'token' : 'none');
  switch (type) {
    case 'none':
      return { type };
    case 'token':
      if (!token) {
        throw new InputError(
          'mesh.kiali.auth.type is token, but mesh.kiali.auth.token is missing.',
        );
      }
      return { type, token };
    default:
      throw new InputError(
        `mesh.kiali.auth.type is '${type}'. It must be none or token.`,
      );
  }
}

function readClusters(config: Config): Map<string, string> | undefined {
  // Names of clusters may have dots, which the getters take for paths.
  const clusters = config.getOptional('clusters');
  if (clusters === undefined) {
    return undefined;
  }
  const parsed = z.record(z.string(), z.string().min(1)).safeParse(clusters);
  if (!parsed.success) {
    throw new InputError(
      'mesh.kiali.clusters must give each cluster the name that Kiali has for it, as in `sandbox: Kubernetes`.',
    );
  }
  return new Map(Object.entries(parsed.data));
}

function readDuration(config: Config, key: string, defaultMs: number): number {
  return config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : defaultMs;
}
