import {
  createObjectStore,
  KubernetesObject,
  ObjectStore,
} from '../../kubernetes';
import { Condition } from './conditions';
import { GatewayController } from './GatewayController';

const startMs = Date.parse('2026-11-25T12:00:00Z');
const gatewayApi = 'gateway.networking.k8s.io';

function object(
  kind: string,
  namespace: string | undefined,
  name: string,
  fields: Record<string, unknown> = {},
): KubernetesObject {
  const { labels, apiVersion = `${gatewayApi}/v1`, ...rest } = fields;
  return {
    apiVersion: apiVersion as string,
    kind,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      ...(labels ? { labels: labels as Record<string, string> } : {}),
    },
    ...rest,
  };
}

const namespace = (
  name: string,
  labels: Record<string, string> = {},
): KubernetesObject =>
  object('Namespace', undefined, name, {
    apiVersion: 'v1',
    labels: { 'kubernetes.io/metadata.name': name, ...labels },
  });

const service = (
  ns: string,
  name: string,
  labels?: Record<string, string>,
): KubernetesObject =>
  object('Service', ns, name, {
    apiVersion: 'v1',
    labels,
    spec: { selector: { app: name }, ports: [{ name: 'http', port: 80 }] },
  });

const edge = object('Gateway', 'ingress', 'edge', {
  spec: {
    gatewayClassName: 'istio',
    infrastructure: { annotations: { scheme: 'internal' } },
    listeners: [
      { name: 'http', port: 80, protocol: 'HTTP', hostname: '*.shop.example' },
      {
        name: 'https',
        port: 443,
        protocol: 'HTTPS',
        hostname: '*.shop.example',
        allowedRoutes: {
          namespaces: {
            from: 'Selector',
            selector: {
              matchLabels: { 'kubernetes.io/metadata.name': 'shop' },
            },
          },
        },
      },
    ],
  },
});

const route = (
  name: string,
  fields: {
    section?: string;
    host?: string;
    backend?: Record<string, unknown>;
    parent?: Record<string, unknown>;
  },
): KubernetesObject =>
  object('HTTPRoute', 'shop', name, {
    spec: {
      parentRefs: [
        fields.parent ?? {
          name: 'edge',
          namespace: 'ingress',
          sectionName: fields.section ?? 'https',
        },
      ],
      hostnames: [fields.host ?? 'www.shop.example'],
      rules: [{ backendRefs: [fields.backend ?? { name: 'cart', port: 80 }] }],
    },
  });

const grant = object('ReferenceGrant', 'rewards', 'shop', {
  spec: {
    from: [{ group: gatewayApi, kind: 'HTTPRoute', namespace: 'shop' }],
    to: [{ group: '', kind: 'Service', name: 'points' }],
  },
});

const waypoint = object('Gateway', 'rewards', 'waypoint', {
  labels: { 'istio.io/waypoint-for': 'service' },
  spec: {
    gatewayClassName: 'istio-waypoint',
    listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
  },
});

const ambient = {
  'istio.io/dataplane-mode': 'ambient',
  'istio.io/use-waypoint': 'waypoint',
};

const policy = (
  name: string,
  spec: Record<string, unknown>,
  ns = 'rewards',
): KubernetesObject =>
  object('AuthorizationPolicy', ns, name, {
    apiVersion: 'security.istio.io/v1',
    spec,
  });

describe('GatewayController', () => {
  let store: ObjectStore;
  let nowMs: number;

  function begin(...objects: KubernetesObject[]): GatewayController {
    nowMs = startMs;
    store = createObjectStore({
      objects: [
        namespace('ingress'),
        namespace('shop'),
        namespace('rewards', ambient),
        service('shop', 'cart'),
        service('rewards', 'points'),
        ...objects,
      ],
      now: () => nowMs,
    });
    const controller = new GatewayController(store);
    controller.reconcile(nowMs);
    return controller;
  }

  const find = (
    kind: string,
    ns: string | undefined,
    name: string,
  ): KubernetesObject => {
    const found = store.get({ kind, namespace: ns, name });
    if (!found) {
      throw new Error(`${kind} ${ns}/${name} is not there`);
    }
    return found;
  };
  const words = (conditions: unknown): string[] =>
    (conditions as Condition[]).map(
      ({ type, status, reason }) => `${type}=${status} ${reason}`,
    );
  const parentsOf = (name: string) =>
    find(`httproutes.${gatewayApi}`, 'shop', name).status?.parents as {
      conditions: Condition[];
    }[];
  const conditionsOfRoute = (name: string) =>
    words(parentsOf(name)[0].conditions);

  it('deploys the proxy of a Gateway, with a Service for its ports', () => {
    begin(edge);
    const labels = {
      'gateway.networking.k8s.io/gateway-name': 'edge',
      'gateway.networking.k8s.io/gateway-class-name': 'istio',
      'gateway.istio.io/managed': 'istio.io-gateway-controller',
      'istio.io/dataplane-mode': 'none',
    };
    const front = find('services', 'ingress', 'edge-istio');
    expect(front.metadata).toMatchObject({
      labels,
      annotations: { scheme: 'internal' },
      ownerReferences: [{ kind: 'Gateway', name: 'edge' }],
    });
    expect(front.spec).toMatchObject({
      type: 'LoadBalancer',
      selector: { 'gateway.networking.k8s.io/gateway-name': 'edge' },
    });
    expect(
      (front.spec?.ports as { port: number }[]).map(({ port }) => port),
    ).toEqual([15021, 80, 443]);
    expect(
      find('deployments.apps', 'ingress', 'edge-istio').spec,
    ).toMatchObject({
      template: {
        metadata: {
          labels: { 'service.istio.io/canonical-name': 'edge-istio' },
        },
        spec: { serviceAccountName: 'edge-istio' },
      },
    });
    expect(find('serviceaccounts', 'ingress', 'edge-istio')).toBeDefined();
  });

  it('says where a Gateway can be reached, and how many routes hang on it', () => {
    begin(edge, route('shop', {}), route('elsewhere', { section: 'http' }));
    const { status } = find(`gateways.${gatewayApi}`, 'ingress', 'edge');
    expect(status?.addresses).toEqual([
      { type: 'Hostname', value: 'k8s-ingress-edgeisti.elb.sandbox.example' },
    ]);
    expect(words(status?.conditions)).toEqual([
      'Accepted=True Accepted',
      'Programmed=True Programmed',
    ]);
    expect((status?.conditions as Condition[])[1].message).toBe(
      'Resource programmed, assigned to service(s) edge-istio.ingress.svc.cluster.local:443 and edge-istio.ingress.svc.cluster.local:80',
    );
    expect(
      (status?.listeners as { name: string; attachedRoutes: number }[]).map(
        ({ name, attachedRoutes }) => [name, attachedRoutes],
      ),
    ).toEqual([
      ['http', 0],
      ['https', 1],
    ]);
  });

  it('makes of a waypoint a Service within the cluster', () => {
    begin(waypoint);
    expect(find('services', 'rewards', 'waypoint')).toMatchObject({
      metadata: { labels: { 'istio.io/waypoint-for': 'service' } },
      spec: { type: 'ClusterIP' },
    });
    const { status } = find(`gateways.${gatewayApi}`, 'rewards', 'waypoint');
    expect(status).toMatchObject({
      addresses: [{ value: 'waypoint.rewards.svc.cluster.local' }],
      listeners: [{ name: 'mesh', supportedKinds: [] }],
    });
  });

  const resolved = 'ResolvedRefs=True ResolvedRefs';
  it.each([
    ['by all', {}, ['Accepted=True Accepted', resolved]],
    [
      'not from that namespace',
      { section: 'http' },
      ['Accepted=False NotAllowedByListeners', resolved],
    ],
    [
      'not under that host',
      { host: 'www.other.example' },
      ['Accepted=False NoMatchingListenerHostname', resolved],
    ],
    [
      'not by a listener that is not there',
      { section: 'quic' },
      ['Accepted=False NoMatchingParent', resolved],
    ],
    [
      'not in the mesh without its Service',
      { parent: { group: '', kind: 'Service', name: 'nobody' } },
      ['Accepted=False NoMatchingParent', resolved],
    ],
    [
      'without its backend',
      { backend: { name: 'nobody', port: 80 } },
      ['Accepted=True Accepted', 'ResolvedRefs=False BackendNotFound'],
    ],
    [
      'without a grant of the other namespace',
      { backend: { name: 'points', namespace: 'rewards', port: 80 } },
      ['Accepted=True Accepted', 'ResolvedRefs=False RefNotPermitted'],
    ],
  ])('a route is accepted: %s', (_, fields, expected) => {
    begin(edge, route('shop', fields));
    expect(conditionsOfRoute('shop')).toEqual([
      ...expected,
      'ResolvedWaypoints=True ResolvedWaypoints',
    ]);
  });

  it('follows a grant as soon as it is there, and keeps the times of what did not change', () => {
    const controller = begin(
      edge,
      route('shop', {
        backend: { name: 'points', namespace: 'rewards', port: 80 },
      }),
    );
    nowMs += 60_000;
    store.create(grant);
    controller.reconcile(nowMs);
    expect(conditionsOfRoute('shop')).toContain(resolved);
    expect(
      parentsOf('shop')[0].conditions.map(
        ({ type, lastTransitionTime }) => `${type} ${lastTransitionTime}`,
      ),
    ).toEqual([
      'Accepted 2026-11-25T12:00:00Z',
      'ResolvedRefs 2026-11-25T12:01:00Z',
      'ResolvedWaypoints 2026-11-25T12:00:00Z',
    ]);
  });

  it('says nothing about a parent that is not its own', () => {
    begin(route('shop', {}));
    expect(parentsOf('shop')).toEqual([]);
  });

  it('needs no grant for a route of the mesh', () => {
    begin(
      route('shop', {
        parent: { group: '', kind: 'Service', name: 'cart' },
        backend: { name: 'points', namespace: 'rewards', port: 80 },
      }),
    );
    expect(conditionsOfRoute('shop')).toContain(resolved);
  });

  it.each([
    ['a route of a Gateway', 'shop', undefined, edge, 'All waypoints resolved'],
    [
      'a route of a Service with a waypoint',
      'rewards',
      'points',
      waypoint,
      'All waypoints resolved',
    ],
    [
      'a route of a Service without one',
      'shop',
      'cart',
      edge,
      'istio.io/use-waypoint label missing from parent and parent namespace; in ambient mode, route will not be respected',
    ],
    [
      'a route of a Service that is not there',
      'shop',
      'nobody',
      edge,
      'parent not found',
    ],
  ])(
    'tells whether a waypoint acts on %s',
    (_, ns, parent, gateway, message) => {
      const name = parent ?? 'cart';
      begin(
        gateway,
        route(name, {
          ...(parent
            ? {
                parent: {
                  group: '',
                  kind: 'Service',
                  namespace: ns,
                  name: parent,
                },
              }
            : {}),
        }),
      );
      expect(
        parentsOf(name)[0].conditions.find(
          ({ type }) => type === 'ResolvedWaypoints',
        ),
      ).toMatchObject({ status: 'True', message, observedGeneration: 1 });
    },
  );

  it('says nothing of waypoints and ztunnel where no namespace is in ambient mode', () => {
    begin(edge, route('shop', {}), policy('callers', { rules: [] }));
    const { resourceVersion, ...rewards } = find(
      'namespaces',
      undefined,
      'rewards',
    ).metadata;
    expect(resourceVersion).toBeDefined();
    store.apply({
      ...namespace('rewards'),
      metadata: { ...rewards, labels: {} },
    });
    store.apply(route('later', {}));
    store.apply(policy('later', { rules: [] }));
    new GatewayController(store).reconcile(nowMs);
    expect(conditionsOfRoute('later')).toEqual([
      'Accepted=True Accepted',
      resolved,
    ]);
    expect(
      find('authorizationpolicies.security.istio.io', 'rewards', 'later')
        .status,
    ).toBeUndefined();
  });

  it('accepts classes of Istio alone', () => {
    begin(
      object('GatewayClass', undefined, 'istio', {
        spec: { controllerName: 'istio.io/gateway-controller' },
      }),
      object('GatewayClass', undefined, 'other', {
        spec: { controllerName: 'example.com/other' },
      }),
    );
    const kind = `gatewayclasses.${gatewayApi}`;
    expect(words(find(kind, undefined, 'istio').status?.conditions)).toEqual([
      'Accepted=True Accepted',
    ]);
    expect(find(kind, undefined, 'other').status).toBeUndefined();
  });

  it('tells which Services are bound to a waypoint', () => {
    begin(
      waypoint,
      service('rewards', 'open', { 'istio.io/ingress-use-waypoint': 'true' }),
      service('rewards', 'alone', { 'istio.io/use-waypoint': 'none' }),
    );
    const messages = (name: string) =>
      (
        find('services', 'rewards', name).status?.conditions as
          Condition[] | undefined
      )?.map(({ message }) => message);
    expect(messages('points')).toEqual([
      'Successfully attached to waypoint rewards/waypoint',
    ]);
    expect(messages('open')).toEqual([
      'Successfully attached to waypoint rewards/waypoint. Ingress traffic will traverse the waypoint',
    ]);
    expect(messages('alone')).toBeUndefined();
    expect(messages('waypoint')).toBeUndefined();
    expect(find('services', 'shop', 'cart').status).toBeUndefined();
  });

  it('tells where a policy of ambient mode acts', () => {
    const from = [{ source: { serviceAccounts: ['shop/cart'] } }];
    const target = [{ group: '', kind: 'Service', name: 'points' }];
    const requests = [{ operation: { methods: ['GET'] } }];
    begin(
      waypoint,
      policy('requests', {
        targetRefs: target,
        rules: [{ from, to: requests }],
      }),
      policy('connections', { rules: [{ from }] }),
      policy('too-much', { rules: [{ from, to: requests }] }),
      policy('sidecars', { rules: [{ from }] }, 'shop'),
    );
    const statusOf = (ns: string, name: string) =>
      find('authorizationpolicies.security.istio.io', ns, name).status
        ?.conditions as Condition[] | undefined;
    expect(statusOf('rewards', 'requests')).toMatchObject([
      {
        type: 'WaypointAccepted',
        message: 'bound to rewards/waypoint',
        observedGeneration: '1',
      },
    ]);
    expect(statusOf('rewards', 'connections')).toMatchObject([
      { type: 'ZtunnelAccepted', message: 'attached to ztunnel' },
    ]);
    expect(statusOf('rewards', 'too-much')).toMatchObject([
      {
        type: 'ZtunnelAccepted',
        status: 'True',
        reason: 'UnsupportedValue',
      },
    ]);
    // whether ztunnel is in the way is not asked
    expect(statusOf('shop', 'sidecars')).toMatchObject([
      { type: 'ZtunnelAccepted', reason: 'Accepted' },
    ]);
  });

  it.each([
    [
      {
        rules: [
          {
            from: [{ source: { requestPrincipals: ['*'], namespaces: ['a'] } }],
            to: [{ operation: { paths: ['/a'], ports: ['80'] } }],
            when: [
              { key: 'source.ip', values: ['10.0.0.1'] },
              { key: 'request.headers[x]', values: ['y'] },
            ],
          },
          { to: [{ operation: { notPaths: ['/b'], paths: ['/c'] } }] },
        ],
      },
      'True',
      'ztunnel does not support HTTP attributes (found: notPaths, paths, request.headers[x], requestPrincipals). In ambient mode you must use a waypoint proxy to enforce HTTP rules. Within an ALLOW policy, rules matching HTTP attributes are omitted. This will be more restrictive than requested.',
    ],
    [
      { action: 'DENY', rules: [{ to: [{ operation: { hosts: ['a'] } }] }] },
      'True',
      'ztunnel does not support HTTP attributes (found: hosts). In ambient mode you must use a waypoint proxy to enforce HTTP rules. DENY policy with HTTP attributes is enforced without the HTTP rules. This will be more restrictive than requested.',
    ],
    [
      { action: 'CUSTOM', rules: [{}] },
      'False',
      'ztunnel does not support the CUSTOM action',
    ],
    [{}, 'True', 'attached to ztunnel'],
  ])('tells what ztunnel makes of %j', (spec, status, message) => {
    begin(policy('callers', spec, 'shop'));
    expect(
      find('authorizationpolicies.security.istio.io', 'shop', 'callers').status
        ?.conditions,
    ).toMatchObject([{ type: 'ZtunnelAccepted', status, message }]);
  });

  it('changes nothing when it looks again, and leaves alone what it does not understand', () => {
    const controller = begin(
      edge,
      waypoint,
      route('shop', {}),
      object('Gateway', 'shop', 'odd', { spec: { gatewayClassName: 'istio' } }),
    );
    const revision = store.revision();
    nowMs += 60_000;
    controller.reconcile(nowMs);
    new GatewayController(store).reconcile(nowMs);
    expect(store.revision()).toBe(revision);
    expect(
      find(`gateways.${gatewayApi}`, 'shop', 'odd').status,
    ).toBeUndefined();
  });
});
