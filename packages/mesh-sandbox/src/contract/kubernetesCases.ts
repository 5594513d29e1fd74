import { KubernetesObject } from '../kubernetes';
import {
  ClientRequest,
  KubernetesClient,
  WatchEvent,
} from './KubernetesClient';

/** What is compared of an answer: nothing that changes from run to run. */
export interface ContractAnswer {
  readonly status?: number;
  readonly contentType?: string;
  readonly body: unknown;
}

/** Answers by the name of the case. */
export type ContractAnswers = Readonly<Record<string, ContractAnswer>>;

const namespace = 'contract';
const core = '/api/v1';
const configMaps = `${core}/namespaces/${namespace}/configmaps`;
const istio = '/apis/networking.istio.io';
const virtualServices = `${istio}/v1/namespaces/${namespace}/virtualservices`;
const canaries = `/apis/flagger.app/v1beta1/namespaces/${namespace}/canaries`;

function configMap(
  name: string,
  labels: Record<string, string> = {},
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, labels },
    data: { colour: 'green' },
  };
}

function virtualService(name: string, host = 'cart'): KubernetesObject {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name },
    spec: { hosts: [host], http: [{ route: [{ destination: { host } }] }] },
  };
}

function canary(name: string): KubernetesObject {
  return {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name },
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      service: { port: 80 },
      analysis: {
        interval: '10s',
        threshold: 3,
        stepWeight: 10,
        maxWeight: 50,
      },
    },
  };
}

/** Cases whose message quotes the parser of the Go server: the rest of the answer is compared. */
const ownWords = new Set([
  'create another kind than the path says',
  'create what is no JSON',
  'a continue token that is none',
  'bad label selector',
]);

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

const volatileMeta = [
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'managedFields',
  'continue',
];

/** Replaces what differs from run to run and drops what only one of the servers keeps. */
function normalised(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(normalised);
  }
  if (typeof value === 'string') {
    return value.replace(uuid, '<uuid>');
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value as Record<string, unknown>).flatMap(
    ([key, field]) => {
      if (key === 'managedFields') {
        return [];
      }
      if (volatileMeta.includes(key)) {
        return field === '' || field === undefined
          ? []
          : [[key, `<${key}>`] as const];
      }
      return [[key, normalised(field)] as const];
    },
  );
  return Object.fromEntries(entries);
}

/** Runs the cases one after the other on one server and notes what it answers. */
export class ContractRun {
  readonly answers: Record<string, ContractAnswer> = {};
  readonly #client: KubernetesClient;

  constructor(client: KubernetesClient) {
    this.#client = client;
  }

  /** All cases, in an order that lets one build on the other. */
  async all(): Promise<ContractAnswers> {
    await this.#client.request({
      method: 'POST',
      path: `${core}/namespaces`,
      body: {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: namespace },
      },
    });
    await this.#discovery();
    await this.#create();
    await this.#read();
    await this.#pages();
    await this.#update();
    await this.#patch();
    await this.#status();
    await this.#watch();
    await this.#remove();
    await this.#refused();
    return this.answers;
  }

  async #note(
    name: string,
    request: ClientRequest,
  ): Promise<Record<string, any>> {
    const { status, contentType, body } = await this.#client.request(request);
    const { message, ...rest } = body as { message?: string };
    const compared = ownWords.has(name) && message ? rest : body;
    this.answers[name] = { status, contentType, body: normalised(compared) };
    return body as Record<string, any>;
  }

  #noteEvents(name: string, events: readonly WatchEvent[]): void {
    this.answers[name] = { body: normalised(events) };
  }

  async #discovery(): Promise<void> {
    for (const [name, path, kinds] of [
      [
        'core resources',
        core,
        ['configmaps', 'pods', 'pods/status', 'namespaces', 'services'],
      ],
      [
        'istio resources',
        `${istio}/v1`,
        [
          'virtualservices',
          'virtualservices/status',
          'gateways',
          'serviceentries',
        ],
      ],
      [
        'istio resources of an old version',
        `${istio}/v1alpha3`,
        ['virtualservices', 'envoyfilters'],
      ],
      [
        'flagger resources',
        '/apis/flagger.app/v1beta1',
        ['canaries', 'canaries/status', 'metrictemplates'],
      ],
    ] as const) {
      const { body } = await this.#client.request({ path });
      const { kind, groupVersion, resources } = body as {
        kind: string;
        groupVersion: string;
        resources: any[];
      };
      const named = resources
        .filter(resource =>
          (kinds as readonly string[]).includes(resource.name),
        )
        .map(
          ({
            name: plural,
            singularName,
            namespaced,
            kind: of,
            shortNames,
          }) => ({
            name: plural,
            singularName,
            namespaced,
            kind: of,
            ...(shortNames ? { shortNames } : {}),
          }),
        )
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      this.answers[`discovery: ${name}`] = {
        body: { kind, groupVersion, resources: named },
      };
    }
    const { body } = await this.#client.request({ path: '/apis' });
    const { kind, groups } = body as { kind: string; groups: any[] };
    const istioGroup = groups.find(
      ({ name }) => name === 'networking.istio.io',
    );
    this.answers['discovery: groups'] = { body: { kind, istioGroup } };
    await this.#note('discovery: one group', { path: '/apis/flagger.app' });
    await this.#note('discovery: unknown group', {
      path: '/apis/nothing.example',
    });
    await this.#note('discovery: unknown version', {
      path: '/apis/flagger.app/v9',
    });
    await this.#note('healthz', { path: '/healthz' });
  }

  async #create(): Promise<void> {
    await this.#note('create', {
      method: 'POST',
      path: configMaps,
      body: configMap('one', { app: 'a' }),
    });
    await this.#note('create again', {
      method: 'POST',
      path: configMaps,
      body: configMap('one'),
    });
    await this.#note('create in an unknown namespace', {
      method: 'POST',
      path: `${core}/namespaces/nowhere/configmaps`,
      body: configMap('one'),
    });
    await this.#note('create in another namespace than the body says', {
      method: 'POST',
      path: configMaps,
      body: {
        ...configMap('two'),
        metadata: { name: 'two', namespace: 'default' },
      },
    });
    await this.#note('create another kind than the path says', {
      method: 'POST',
      path: configMaps,
      body: { ...configMap('two'), kind: 'Secret' },
    });
    await this.#note('create without a name', {
      method: 'POST',
      path: configMaps,
      body: { ...configMap('two'), metadata: {} },
    });
    await this.#note('create with a bad name', {
      method: 'POST',
      path: configMaps,
      body: configMap('Not_Good'),
    });
    await this.#note('create with a resourceVersion', {
      method: 'POST',
      path: configMaps,
      body: {
        ...configMap('two'),
        metadata: { name: 'two', resourceVersion: '7' },
      },
    });
    await this.#note('create what is no JSON', {
      method: 'POST',
      path: configMaps,
      body: '{"kind":',
    });
    await this.#note('create a custom resource', {
      method: 'POST',
      path: virtualServices,
      body: virtualService('cart'),
    });
    await this.#note('create a custom resource again', {
      method: 'POST',
      path: virtualServices,
      body: virtualService('cart'),
    });
    await this.#note('create a custom resource in an old version', {
      method: 'POST',
      path: `${istio}/v1alpha3/namespaces/${namespace}/virtualservices`,
      body: {
        ...virtualService('old', 'old'),
        apiVersion: 'networking.istio.io/v1alpha3',
      },
    });
    await this.#note('create with a status', {
      method: 'POST',
      path: canaries,
      body: {
        ...canary('release'),
        status: {
          phase: 'Succeeded',
          canaryWeight: 0,
          failedChecks: 0,
          iterations: 0,
        },
      },
    });
  }

  async #read(): Promise<void> {
    await this.#note('get', { path: `${configMaps}/one` });
    await this.#note('get what is not there', { path: `${configMaps}/none` });
    await this.#note('get a custom resource that is not there', {
      path: `${virtualServices}/none`,
    });
    await this.#note('get in another version', {
      path: `${istio}/v1beta1/namespaces/${namespace}/virtualservices/cart`,
    });
    await this.#note('list', { path: virtualServices });
    await this.#note('list in another version', {
      path: `${istio}/v1beta1/namespaces/${namespace}/virtualservices`,
    });
    await this.#note('list of nothing', {
      path: `/apis/security.istio.io/v1/namespaces/${namespace}/peerauthentications`,
    });
    await this.#note('list of an unknown resource', {
      path: `${istio}/v1/namespaces/${namespace}/nothings`,
    });
    await this.#note('list of an unknown group', {
      path: '/apis/nothing.example/v1/things',
    });
  }

  async #pages(): Promise<void> {
    for (const name of ['page-a', 'page-b', 'page-c']) {
      const labels = { set: 'pages', letter: name.slice(-1) };
      await this.#client.request({
        method: 'POST',
        path: configMaps,
        body: configMap(name, labels),
      });
    }
    const selected = `${configMaps}?labelSelector=set%3Dpages`;
    const first = await this.#note('first page', {
      path: `${selected}&limit=2`,
    });
    await this.#client.request({
      method: 'POST',
      path: configMaps,
      body: configMap('page-d', { set: 'pages' }),
    });
    await this.#note('second page, which does not see what was added since', {
      path: `${selected}&limit=2&continue=${encodeURIComponent(first.metadata.continue)}`,
    });
    await this.#note('a continue token that is none', {
      path: `${configMaps}?limit=2&continue=nonsense`,
    });
    for (const selector of [
      'letter in (a,c)',
      'letter notin (a,c),set',
      '!letter,set=pages',
      'letter!=a,set==pages',
    ]) {
      const body = await this.#client.request({
        path: `${configMaps}?labelSelector=${encodeURIComponent(selector)}`,
      });
      const names = (body.body as { items: KubernetesObject[] }).items.map(
        item => item.metadata.name,
      );
      this.answers[`label selector: ${selector}`] = {
        status: body.status,
        body: names,
      };
    }
    await this.#note('bad label selector', {
      path: `${configMaps}?labelSelector=${encodeURIComponent('a in b')}`,
    });
    await this.#note('field selector', {
      path: `${configMaps}?fieldSelector=metadata.name%3Dpage-b`,
    });
    await this.#note('field selector that is not supported', {
      path: `${virtualServices}?fieldSelector=spec.hosts%3Da`,
    });
  }

  async #update(): Promise<void> {
    const present = (
      await this.#client.request({ path: `${virtualServices}/cart` })
    ).body as KubernetesObject;
    const changed = {
      ...present,
      spec: { ...present.spec, hosts: ['cart', 'basket'] },
    };
    await this.#note('update', {
      method: 'PUT',
      path: `${virtualServices}/cart`,
      body: changed,
    });
    await this.#note('update of an old version', {
      method: 'PUT',
      path: `${virtualServices}/cart`,
      body: changed,
    });
    await this.#note('update without resourceVersion', {
      method: 'PUT',
      path: `${virtualServices}/cart`,
      body: virtualService('cart'),
    });
    await this.#note('update under another name', {
      method: 'PUT',
      path: `${virtualServices}/other`,
      body: changed,
    });
    await this.#note('update of what is not there', {
      method: 'PUT',
      path: `${virtualServices}/none`,
      body: {
        ...virtualService('none'),
        metadata: { name: 'none', resourceVersion: '1' },
      },
    });
  }

  async #patch(): Promise<void> {
    const contentType = 'application/merge-patch+json';
    await this.#note('merge patch', {
      method: 'PATCH',
      path: `${configMaps}/one`,
      contentType,
      body: { data: { colour: null, shape: 'round' } },
    });
    await this.#note('merge patch of what is not there', {
      method: 'PATCH',
      path: `${configMaps}/none`,
      contentType,
      body: { data: {} },
    });
    await this.#note('patch of an unknown type', {
      method: 'PATCH',
      path: `${configMaps}/one`,
      contentType: 'text/plain',
      body: 'shape: square',
    });
  }

  async #status(): Promise<void> {
    const path = `${canaries}/release`;
    const present = (await this.#client.request({ path }))
      .body as KubernetesObject;
    const status = {
      phase: 'Progressing',
      canaryWeight: 10,
      failedChecks: 0,
      iterations: 0,
    };
    const spec = { ...present.spec, suspend: true };
    await this.#note('update of the status changes the status alone', {
      method: 'PUT',
      path: `${path}/status`,
      body: { ...present, spec, status },
    });
    await this.#note('get of the status', { path: `${path}/status` });
    await this.#note('patch of the object leaves the status alone', {
      method: 'PATCH',
      path,
      contentType: 'application/merge-patch+json',
      body: { spec: { suspend: true }, status: { phase: 'Failed' } },
    });
    await this.#note('status of a kind without one', {
      path: `${configMaps}/one/status`,
    });
  }

  async #watch(): Promise<void> {
    const { body } = await this.#client.request({ path: configMaps });
    const { resourceVersion } = (
      body as { metadata: { resourceVersion: string } }
    ).metadata;
    const selected = `${configMaps}?watch=true&timeoutSeconds=20&labelSelector=watched`;
    const merge = {
      method: 'PATCH',
      path: `${configMaps}/watched`,
      contentType: 'application/merge-patch+json',
    };
    const change = async (): Promise<void> => {
      await this.#client.request({
        method: 'POST',
        path: configMaps,
        body: configMap('watched', { watched: '1' }),
      });
      await this.#client.request({
        ...merge,
        body: { data: { colour: 'red' } },
      });
      await this.#client.request({
        ...merge,
        body: { metadata: { labels: { watched: null } } },
      });
      await this.#client.request({
        ...merge,
        body: { metadata: { labels: { watched: '2' } } },
      });
      await this.#client.request({
        method: 'DELETE',
        path: `${configMaps}/watched`,
      });
    };
    const events = await this.#client.watch(
      `${selected}&resourceVersion=${resourceVersion}`,
      {
        count: 5,
        during: change,
      },
    );
    this.#noteEvents(
      'watch: added, modified, out of the selector, in again, deleted',
      events,
    );
    const replay = await this.#client.watch(
      `${selected}&resourceVersion=${resourceVersion}`,
      { count: 5 },
    );
    this.#noteEvents(
      'watch: the same again from the same resourceVersion',
      replay,
    );
    const initial = await this.#client.watch(
      `${virtualServices}?watch=true&timeoutSeconds=20`,
      { count: 2 },
    );
    this.#noteEvents(
      'watch: without resourceVersion what there is comes first',
      initial,
    );
    const ended = await this.#client.watch(
      `${virtualServices}?watch=1&timeoutSeconds=4&allowWatchBookmarks=true&resourceVersion=${resourceVersion}&fieldSelector=metadata.name%3Dnone`,
      { count: 1, bookmarks: true },
    );
    const types = ended.map(({ type, object }) => ({
      type,
      kind: object.kind,
      apiVersion: object.apiVersion,
    }));
    this.answers['watch: ends in time with a bookmark'] = { body: types };
    await this.#note('watch: resourceVersion that is none', {
      path: `${configMaps}?watch=true&resourceVersion=abc`,
    });
  }

  async #remove(): Promise<void> {
    await this.#note('delete', { method: 'DELETE', path: `${configMaps}/one` });
    await this.#note('delete again', {
      method: 'DELETE',
      path: `${configMaps}/one`,
    });
    await this.#note('delete of a custom resource', {
      method: 'DELETE',
      path: `${virtualServices}/old`,
    });
    await this.#note('delete with a condition that does not hold', {
      method: 'DELETE',
      path: `${configMaps}/page-a`,
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        preconditions: { uid: '00000000-0000-4000-8000-000000000000' },
      },
    });
    await this.#client.request({
      method: 'POST',
      path: configMaps,
      body: {
        ...configMap('kept'),
        metadata: { name: 'kept', finalizers: ['example.com/keep'] },
      },
    });
    const kept = (
      await this.#client.request({
        method: 'DELETE',
        path: `${configMaps}/kept`,
      })
    ).body as KubernetesObject;
    this.answers['delete of what has a finalizer'] = {
      body: {
        kind: kept.kind,
        terminating: typeof kept.metadata.deletionTimestamp === 'string',
      },
    };
    await this.#client.request({
      method: 'PATCH',
      path: `${configMaps}/kept`,
      contentType: 'application/merge-patch+json',
      body: { metadata: { finalizers: null } },
    });
    await this.#note('gone with its last finalizer', {
      path: `${configMaps}/kept`,
    });
  }

  async #refused(): Promise<void> {
    await this.#note('wrong token', { path: configMaps, token: 'wrong' });
    await this.#note('create on an item', {
      method: 'POST',
      path: `${configMaps}/page-a`,
      body: configMap('page-a'),
    });
    await this.#note('update of a collection', {
      method: 'PUT',
      path: configMaps,
      body: configMap('page-a'),
    });
    await this.#note('create with an unknown media type', {
      method: 'POST',
      path: configMaps,
      contentType: 'text/plain',
      body: 'kind: ConfigMap',
    });
    await this.#note('create without a namespace', {
      method: 'POST',
      path: `${core}/configmaps`,
      body: configMap('page-a'),
    });
  }
}
