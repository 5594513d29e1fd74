import { ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseAllDocuments } from 'yaml';
import { findUpwards } from '../findUpwards';
import { KubernetesObject } from '../kubernetes';
import { KubernetesClient } from './KubernetesClient';

const readyWithinMs = 60_000;

/** A kube-apiserver of our own, with the definitions of all kinds that Fairway reads. */
export interface RealApiServer {
  /** `https://127.0.0.1:<port>` */
  readonly url: string;
  /** Bearer token of a cluster administrator. */
  readonly token: string;
  /** The server's own certificate, PEM: trust it to connect. */
  readonly caPem: string;
  /** For example `v1.35.0`. */
  readonly version: string;
  /** A client with the administrator's token. */
  readonly client: KubernetesClient;
  /** Bearer tokens of the further users, by user name. */
  readonly tokens: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** How a real API server is started. */
export interface RealApiServerOptions {
  /** Folder of kube-apiserver and etcd. Default: the environment variable `KUBEBUILDER_ASSETS`. */
  readonly assets?: string;
  /** Folder with definitions. Default: the environment variable `FAIRWAY_CRDS`, else what `script/crds` collects. */
  readonly crds?: string;
  /** Further users, without rights until a RoleBinding gives some: user name → bearer token. */
  readonly users?: Readonly<Record<string, string>>;
}

/** Files of `script/crds` that a cluster gets; of the two Gateway API channels only one may be applied. */
const crdFiles = [
  'istio.yaml',
  'flagger.yaml',
  'gateway-api-standard.yaml',
  'policyreport.yaml',
];

/** Folder of kube-apiserver and etcd, undefined when `KUBEBUILDER_ASSETS` does not name one that has both. */
export function findApiServerAssets(): string | undefined {
  const folder = process.env.KUBEBUILDER_ASSETS;
  const complete =
    folder &&
    ['kube-apiserver', 'etcd'].every(file => existsSync(join(folder, file)));
  return complete ? folder : undefined;
}

/** Folder of the definitions: `FAIRWAY_CRDS`, else what `script/crds` collected in the checkout. @throws Error when there is none */
export function crdFolder(): string {
  const folder =
    process.env.FAIRWAY_CRDS ?? findUpwards('.cache/crds', process.cwd());
  if (!folder) {
    throw new Error(
      'There are no definitions; run script/crds, or set FAIRWAY_CRDS',
    );
  }
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) {
    throw new Error('no free port');
  }
  return address.port;
}

interface RunningProcess {
  /** The end of what it wrote, for error messages. */
  output(): string;
  isRunning(): boolean;
  stop(): Promise<void>;
}

function run(command: string, args: readonly string[]): RunningProcess {
  const child: ChildProcess = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-4000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const running = (): boolean =>
    child.exitCode === null && child.signalCode === null;
  return {
    output: () => output,
    isRunning: running,
    async stop() {
      if (running()) {
        const exit = once(child, 'exit');
        child.kill('SIGKILL');
        await exit;
      }
    },
  };
}

async function startEtcd(
  assets: string,
  folder: string,
): Promise<{ url: string; process: RunningProcess }> {
  const [client, peer] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${client}`;
  const peerUrl = `http://127.0.0.1:${peer}`;
  const etcd = run(join(assets, 'etcd'), [
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${url}`,
    `--advertise-client-urls=${url}`,
    `--listen-peer-urls=${peerUrl}`,
    `--initial-advertise-peer-urls=${peerUrl}`,
    `--initial-cluster=default=${peerUrl}`,
    '--unsafe-no-fsync',
    '--log-level=error',
  ]);
  return { url, process: etcd };
}

async function writeSecrets(
  folder: string,
  users: Readonly<Record<string, string>>,
  token: string,
): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const rows = [
    `${token},admin,admin,"system:masters"`,
    ...Object.entries(users).map(
      ([user, secret]) => `${secret},${user},${user}`,
    ),
  ];
  await writeFile(join(folder, 'sa.pub'), publicKey);
  await writeFile(join(folder, 'sa.key'), privateKey, { mode: 0o600 });
  await writeFile(join(folder, 'tokens.csv'), `${rows.join('\n')}\n`, {
    mode: 0o600,
  });
}

function apiServerFlags(
  folder: string,
  etcdUrl: string,
  port: number,
): string[] {
  return [
    `--etcd-servers=${etcdUrl}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--cert-dir=${join(folder, 'certs')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${join(folder, 'sa.pub')}`,
    `--service-account-signing-key-file=${join(folder, 'sa.key')}`,
    '--service-cluster-ip-range=10.96.0.0/16',
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--anonymous-auth=false',
    // without it the server waits for an address that is not loopback
    '--endpoint-reconciler-type=none',
    // no controller makes the tokens that it asks for
    '--disable-admission-plugins=ServiceAccount',
  ];
}

async function untilReady(
  client: KubernetesClient,
  processes: readonly RunningProcess[],
): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    const dead = processes.find(process => !process.isRunning());
    if (dead) {
      throw new Error(`The API server or etcd stopped: ${dead.output()}`);
    }
    const answer = await client
      .request({ path: '/readyz' })
      .catch(() => undefined);
    if (answer?.status === 200) {
      return;
    }
    await sleep(200);
  }
  throw new Error(
    `The API server was not ready within ${readyWithinMs / 1000} s: ${processes[1]?.output()}`,
  );
}

async function readDefinitions(folder: string): Promise<KubernetesObject[]> {
  const present = await readdir(folder).catch(() => [] as string[]);
  const missing = crdFiles.filter(file => !present.includes(file));
  if (missing.length > 0) {
    throw new Error(
      `${folder} lacks ${missing.join(', ')}; run script/crds, or set FAIRWAY_CRDS`,
    );
  }
  const texts = await Promise.all(
    crdFiles.map(file => readFile(join(folder, file), 'utf8')),
  );
  return texts
    .flatMap(text => parseAllDocuments(text) as { toJS(): unknown }[])
    .map(document => document.toJS() as KubernetesObject | null)
    .filter(
      (object): object is KubernetesObject =>
        object?.kind === 'CustomResourceDefinition',
    );
}

const crdPath = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

interface Definition extends KubernetesObject {
  spec: {
    group: string;
    names: { plural: string };
    versions: { name: string; served: boolean }[];
  };
}

/** Paths that list the kind of a definition, one for each served version. */
function listPaths({ spec }: Definition): string[] {
  const { group, names, versions } = spec;
  return versions
    .filter(({ served }) => served)
    .map(({ name }) => `/apis/${group}/${name}/${names.plural}?limit=1`);
}

/** A new kind answers 404 until it is established, then 429 while its storage starts. */
async function untilListed(
  client: KubernetesClient,
  path: string,
): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    const { status } = await client.request({ path });
    if (status === 200) {
      return;
    }
    await sleep(100);
  }
  throw new Error(`${path} was not served in time`);
}

async function installDefinitions(
  client: KubernetesClient,
  folder: string,
): Promise<void> {
  const definitions = (await readDefinitions(folder)) as Definition[];
  for (const definition of definitions) {
    const answer = await client.request({
      method: 'POST',
      path: crdPath,
      body: definition,
    });
    if (answer.status !== 201) {
      throw new Error(
        `The API server refused ${definition.metadata.name}: ${JSON.stringify(answer.body)}`,
      );
    }
  }
  for (const path of definitions.flatMap(listPaths)) {
    await untilListed(client, path);
  }
}

/**
 * Starts etcd and kube-apiserver on free loopback ports, with the definitions of Istio, Flagger, Gateway API and policy
 * reports installed. No controller runs: what is written stays as it is written.
 *
 * @throws Error when the binaries or the definitions are missing, or the server does not become ready
 * @see docs/contributing/real-lanes.md
 */
export async function startRealApiServer(
  options: RealApiServerOptions = {},
): Promise<RealApiServer> {
  const assets = options.assets ?? findApiServerAssets();
  if (!assets) {
    throw new Error(
      'KUBEBUILDER_ASSETS must name a folder with kube-apiserver and etcd',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'contract-apiserver-'));
  const token = randomBytes(16).toString('hex');
  await writeSecrets(folder, options.users ?? {}, token);
  const etcd = await startEtcd(assets, folder);
  const port = await freePort();
  const server = run(
    join(assets, 'kube-apiserver'),
    apiServerFlags(folder, etcd.url, port),
  );
  const stop = async (): Promise<void> => {
    await server.stop();
    await etcd.process.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const url = `https://127.0.0.1:${port}`;
  const client = new KubernetesClient({ url, token });
  try {
    await untilReady(client, [etcd.process, server]);
    await installDefinitions(client, options.crds ?? crdFolder());
    const { body } = await client.request({ path: '/version' });
    const caPem = await readFile(
      join(folder, 'certs', 'apiserver.crt'),
      'utf8',
    );
    const { gitVersion } = body as { gitVersion: string };
    return {
      url,
      token,
      caPem,
      version: gitVersion,
      client,
      tokens: options.users ?? {},
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
