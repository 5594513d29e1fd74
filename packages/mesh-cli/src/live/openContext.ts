import http from 'node:http';
import https from 'node:https';
import { InputError } from '@backstage/errors';
import type { ApiAnswer, ApiGet } from './ApiAnswer';

const TIMEOUT_MS = 30_000;

/** A cluster that can be asked. */
export interface OpenContext {
  /** Name of the context. */
  name: string;
  get: ApiGet;
}

async function send(
  url: URL,
  options: https.RequestOptions,
): Promise<ApiAnswer> {
  const client = url.protocol === 'http:' ? http : https;
  return new Promise((resolve, reject) => {
    const request = client.request(
      url,
      { ...options, method: 'GET', timeout: TIMEOUT_MS },
      response => {
        const chunks: Buffer[] = [];
        response
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('error', reject)
          .on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: Buffer.concat(chunks).toString('utf8'),
            }),
          );
      },
    );
    request
      .on('timeout', () =>
        request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)),
      )
      .on('error', reject)
      .end();
  });
}

/**
 * Opens a context of the kubeconfig, with whatever credentials it names. Only `GET` is ever sent.
 *
 * @param context - name of the context; the current one when empty
 * @param kubeconfig - file; as kubectl finds it when `undefined`
 * @throws InputError when there is no such context
 * @see https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export async function openContext(
  context: string,
  kubeconfig: string | undefined,
): Promise<OpenContext> {
  // The package is large, and most commands read files.
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  if (kubeconfig === undefined) {
    config.loadFromDefault();
  } else {
    config.loadFromFile(kubeconfig);
  }
  const name = context || config.getCurrentContext();
  const names = config.getContexts().map(known => known.name);
  if (!names.includes(name)) {
    throw new InputError(
      `The kubeconfig has no context "${name}". It has: ${names.join(', ') || 'none'}.`,
    );
  }
  config.setCurrentContext(name);
  const server = config.getCurrentCluster()?.server;
  if (!server) {
    throw new InputError(`The context "${name}" names no cluster.`);
  }
  const options: https.RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  const root = server.replace(/\/+$/, '');
  return { name, get: path => send(new URL(root + path), options) };
}
