import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Sandbox } from '@fairway/mesh-sandbox';
import {
  KubernetesClient,
  loadObjects,
  startRealApiServer,
  type RealApiServer,
} from '@fairway/mesh-sandbox/contract';
import type { JsonObject } from '@backstage/types';
import { parseAllDocuments } from 'yaml';

const RBAC = resolve(__dirname, '../../../../docs/rbac');

/** How names begin in the files of docs/rbac, which say that adopters change them to theirs. */
const PREFIX = 'fairway-';
const ACCOUNT_NAMESPACE = 'backstage';

const RBAC_API = '/apis/rbac.authorization.k8s.io/v1';

interface Manifest {
  kind: string;
  metadata: { name: string; namespace?: string };
}

/**
 * Objects of a file of docs/rbac.
 *
 * @param owner - how the names begin
 * @param namespace - for files that are applied once for each namespace
 */
function readRbac(file: string, owner: string, namespace?: string): Manifest[] {
  const text = readFileSync(resolve(RBAC, file), 'utf8');
  return parseAllDocuments(text.replaceAll(PREFIX, `${owner}-`))
    .map(document => document.toJS() as Manifest)
    .map(({ metadata, ...rest }) => ({
      ...rest,
      metadata: { ...metadata, ...(namespace && { namespace }) },
    }));
}

function collectionOf({ kind, metadata: { namespace } }: Manifest): string {
  switch (kind) {
    case 'ServiceAccount':
      return `/api/v1/namespaces/${namespace}/serviceaccounts`;
    case 'ClusterRole':
    case 'ClusterRoleBinding':
      return `${RBAC_API}/${kind.toLowerCase()}s`;
    case 'Role':
    case 'RoleBinding':
      return `${RBAC_API}/namespaces/${namespace}/${kind.toLowerCase()}s`;
    default:
      throw new Error(`docs/rbac has a ${kind}, which this test does not know`);
  }
}

async function create(
  client: KubernetesClient,
  path: string,
  body: unknown,
): Promise<unknown> {
  const answer = await client.request({ method: 'POST', path, body });
  if (answer.status !== 201) {
    throw new Error(`${path} answers ${JSON.stringify(answer.body)}`);
  }
  return answer.body;
}

/** A real kube-apiserver with the objects of a sandbox in it, and readers with the rights that docs/rbac gives them. */
export class RealCluster {
  private constructor(private readonly server: RealApiServer) {}

  /** @throws Error when there are no binaries or the server refuses an object */
  static async start(sandbox: Sandbox): Promise<RealCluster> {
    const server = await startRealApiServer();
    try {
      const refused = await loadObjects(server.client, sandbox.store);
      if (refused.length > 0) {
        throw new Error(`Refused: ${JSON.stringify(refused)}`);
      }
      await create(server.client, '/api/v1/namespaces', {
        metadata: { name: ACCOUNT_NAMESPACE },
      });
      return new RealCluster(server);
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** Of the server, as in `v1.35.0`. */
  get version(): string {
    return this.server.version;
  }

  /** A client that may do everything. */
  get admin(): KubernetesClient {
    return this.server.client;
  }

  clientOf(token: string): KubernetesClient {
    return new KubernetesClient({ url: this.server.url, token });
  }

  /**
   * Makes an account that may read all namespaces.
   *
   * @param owner - how its name begins
   * @returns its token
   */
  async addClusterReader(owner: string): Promise<string> {
    await this.apply([
      ...readRbac('cluster-role.yaml', owner),
      ...readRbac('root-namespace-role.yaml', owner),
    ]);
    return this.createToken(owner);
  }

  /**
   * Makes an account that may read the given namespaces only.
   *
   * @param owner - how its name begins
   * @returns its token
   */
  async addNamespaceReader(
    owner: string,
    namespaces: readonly string[],
  ): Promise<string> {
    const isAccount = ({ kind }: Manifest) => kind === 'ServiceAccount';
    await this.apply([
      ...readRbac('cluster-role.yaml', owner).filter(isAccount),
      ...readRbac('root-namespace-role.yaml', owner),
      ...namespaces.flatMap(namespace =>
        readRbac('namespace-role.yaml', owner, namespace),
      ),
    ]);
    return this.createToken(owner);
  }

  /** The configuration of the kubernetes plugin that reads this cluster with a token, under the name of the sandbox. */
  kubernetesConfig(token: string): JsonObject {
    const caData = Buffer.from(this.server.caPem).toString('base64');
    return kubernetesConfig(this.server.url, token, { caData });
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  private async apply(objects: readonly Manifest[]): Promise<void> {
    for (const object of objects) {
      await create(this.admin, collectionOf(object), object);
    }
  }

  /** As `kubectl create token` does. */
  private async createToken(owner: string): Promise<string> {
    const path = `/api/v1/namespaces/${ACCOUNT_NAMESPACE}/serviceaccounts/${owner}-reader/token`;
    const body = await create(this.admin, path, { spec: {} });
    return (body as { status: { token: string } }).status.token;
  }
}

/** The configuration of the kubernetes plugin that reads one cluster, under the name that the demo catalog knows. */
export function kubernetesConfig(
  url: string,
  serviceAccountToken: string,
  options: JsonObject = {},
): JsonObject {
  return {
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: [
          {
            name: 'sandbox',
            url,
            authProvider: 'serviceAccount',
            serviceAccountToken,
            ...options,
          },
        ],
      },
    ],
  };
}
