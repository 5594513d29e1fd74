import {
  objectViewSchema,
  routeCallersViewSchema,
  routeTableViewSchema,
  simulationViewSchema,
  whatIfViewSchema,
  type CallerOption,
  type RouteCaller,
  type RouteRequest,
} from '@fairway/backstage-plugin-mesh-common';
import { parse, stringify } from 'yaml';
import { anEntity } from './__testUtils__/smallWorld';
import {
  eventually,
  shopEntities,
  startMesh,
  type RunningMesh,
} from './__testUtils__/startMesh';

const base = (name: string) => `/entities/component/default/${name}`;
const storefront: RouteCaller = {
  kind: 'sidecar',
  namespace: 'storefront',
  labels: {},
};
const CHECKOUT = 'checkout.shop.svc.cluster.local';
const CART = 'cart.shop.svc.cluster.local';
const istio = 'networking.istio.io';

/** The demo world, asked over HTTP, from the API server of the sandbox to the answer. */
describe('questions about the demo world', () => {
  let mesh: RunningMesh;

  beforeAll(async () => {
    mesh = await startMesh({
      entities: [
        ...shopEntities,
        anEntity('partner-api', {
          'backstage.io/kubernetes-id': 'partner-api',
        }),
        // Somebody claims the workloads of another team.
        anEntity('thief', { 'fairway.dev/workloads': 'payments/payments' }),
      ],
    });
    await eventually(async () => {
      const { body } = await mesh.get('/sources');
      const sources: { state: string }[] = body.sources;
      const loading = sources.filter(({ state }) => state === 'loading');
      if (sources.length < 25 || loading.length > 0) {
        throw new Error('Not all kinds were read');
      }
    });
  }, 60_000);
  afterAll(() => mesh.stop());

  async function callersOf(name: string): Promise<readonly CallerOption[]> {
    const { body } = await mesh.get(`${base(name)}/callers`);
    const view = routeCallersViewSchema.parse(body);
    if (view.status !== 'ok') {
      throw new Error(view.reason);
    }
    return view.clusters[0].callers;
  }

  async function tableOf(
    name: string,
    caller: RouteCaller,
    host: string,
    port = 80,
  ) {
    const question = { cluster: 'sandbox', caller, host, port };
    const { body } = await mesh.post(`${base(name)}/route-table`, question);
    const view = routeTableViewSchema.parse(body);
    if (view.status !== 'ok') {
      throw new Error(view.reason);
    }
    return view;
  }

  async function simulate(
    name: string,
    caller: RouteCaller,
    request: Partial<RouteRequest>,
  ) {
    const full = {
      method: 'GET',
      scheme: 'http',
      host: CHECKOUT,
      path: '/',
      headers: [],
      port: 80,
      ...request,
    };
    const { body } = await mesh.post(`${base(name)}/simulation`, {
      cluster: 'sandbox',
      caller,
      requests: [full],
    });
    const view = simulationViewSchema.parse(body);
    if (view.status !== 'ok') {
      throw new Error(view.reason);
    }
    return view.results[0];
  }

  const objectPath = (
    name: string,
    kind: string,
    id: string,
    group: string = istio,
  ) => {
    const [namespace, object] = id.split('/');
    const query = new URLSearchParams({
      cluster: 'sandbox',
      group,
      kind,
      namespace,
      name: object,
    });
    return `${base(name)}/object?${query}`;
  };

  async function yamlOf(name: string, kind: string, id: string) {
    const { body } = await mesh.get(objectPath(name, kind, id));
    return objectViewSchema.parse(body).yaml;
  }

  async function whatIf(
    name: string,
    objects: { yaml: string; change?: 'remove' }[],
    callers?: RouteCaller[],
  ) {
    const question = { cluster: 'sandbox', objects, callers };
    const { body } = await mesh.post(`${base(name)}/what-if`, question);
    const view = whatIfViewSchema.parse(body);
    if (view.status !== 'ok') {
      throw new Error(view.reason);
    }
    return view;
  }

  describe('who calls', () => {
    it.each([
      ['checkout', ['sidecar:storefront']],
      ['payments', ['sidecar:shop', 'gateway:istio-ingress/mtls-gateway']],
      ['web', ['gateway:istio-ingress/public-gateway']],
    ])('%s is called by %j, among others', async (name, ids) => {
      const found = (await callersOf(name)).map(({ id }) => id);
      expect(found).toEqual(expect.arrayContaining(ids));
    });

    it('each host and port of each caller has an answer', async () => {
      let asked = 0;
      for (const name of ['web', 'checkout', 'payments', 'notifications']) {
        for (const { caller, hosts } of await callersOf(name)) {
          for (const { host, ports } of hosts) {
            for (const { number } of ports) {
              const table = await tableOf(name, caller, host, number);
              expect([table.host, table.port]).toEqual([host, number]);
              expect(table.rows.length).toBeGreaterThan(0);
              asked += 1;
            }
          }
        }
      }
      expect(asked).toBeGreaterThan(20);
    });
  });

  describe('the rules of a caller', () => {
    it('have the live weights of a release, marked as those of its Canary', async () => {
      const { rows, freshness } = await tableOf(
        'checkout',
        storefront,
        CHECKOUT,
      );
      expect(rows[0]).toMatchObject({
        managedBy: { kind: 'Canary', ref: { name: 'checkout' } },
        action: {
          kind: 'route',
          destinations: [
            { role: 'primary', version: expect.any(String) },
            { role: 'canary', version: expect.any(String) },
          ],
        },
      });
      expect(freshness.sources.length).toBeGreaterThan(10);
    });

    it('say that a subset does not exist', async () => {
      const { rows } = await tableOf(
        'recommendations',
        storefront,
        'recommendations.shop.svc.cluster.local',
      );
      const last = rows[rows.length - 1];
      expect(last.action).toMatchObject({
        kind: 'route',
        statusIfMissing: 503,
        destinations: [{ exists: true }, { subset: 'v3', exists: false }],
      });
    });

    it('end with a 404 at the gateway for partners, which wants a certificate', async () => {
      const gateway = (await callersOf('payments')).find(
        ({ id }) => id === 'gateway:istio-ingress/mtls-gateway',
      );
      const table = await tableOf(
        'payments',
        gateway!.caller,
        'pay.shop.example',
        443,
      );
      expect(table).toMatchObject({
        listener: { transport: 'tls', clientCertificate: 'required' },
        remainder: { kind: 'not-found', status: 404 },
      });
    });
  });

  describe('requests', () => {
    it.each([
      ['canary=always', 'web-canary'],
      ['canary=never', 'web-primary'],
    ])('with the cookie %s go to %s', async (cookie, service) => {
      const { outcome, trace } = await simulate('web', storefront, {
        host: 'web.storefront.svc.cluster.local',
        headers: [['cookie', cookie]],
      });
      expect(outcome).toMatchObject({
        outcome: 'route',
        destinations: [{ host: expect.stringContaining(service) }],
      });
      expect(trace.won?.source?.owner).toMatchObject({ name: 'web' });
    });

    it('of partners pass the pods with a token only', async () => {
      const gateway = (await callersOf('partner-api')).find(
        ({ id }) => id === 'gateway:istio-ingress/mtls-gateway',
      );
      const claims = {
        iss: 'https://partners.shop.example/',
        aud: 'partner-api',
        sub: 'acme',
      };
      const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
      const ask = (headers: RouteRequest['headers']) =>
        simulate('partner-api', gateway!.caller, {
          scheme: 'https',
          host: 'api.partners.shop.example',
          path: '/v1/orders/9317',
          port: 443,
          headers,
        });
      expect((await ask([])).access).toMatchObject([
        {
          workload: { name: 'partner-api' },
          verdict: 'denied',
          status: 403,
          policy: { kind: 'AuthorizationPolicy', name: 'partner-api-callers' },
        },
      ]);
      const token = `Bearer e30.${payload}.c2ln`;
      const { access } = await ask([['authorization', token]]);
      expect(access).toMatchObject([{ verdict: 'allowed' }]);
    });
  });

  describe('hosts of others', () => {
    const fraud = 'fraud.payments.svc.cluster.local';

    it.each([
      ['route-table', { host: fraud, port: 80 }, 'host: '],
      [
        'simulation',
        {
          requests: [
            {
              method: 'GET',
              scheme: 'http',
              host: fraud,
              path: '/',
              headers: [],
              port: 80,
            },
          ],
        },
        'requests.0.host: ',
      ],
      [
        'simulation',
        {
          requests: [
            {
              method: 'GET',
              scheme: 'http',
              host: CHECKOUT,
              path: `http://${fraud}/`,
              headers: [],
              port: 80,
            },
          ],
        },
        'requests.0.host: ',
      ],
      [
        'simulation',
        {
          requests: [
            {
              method: 'GET',
              scheme: 'http',
              host: CHECKOUT,
              connect: fraud,
              path: '/',
              headers: [],
              port: 80,
            },
          ],
        },
        'requests.0.connect: ',
      ],
    ])('are not asked about (%s)', async (path, question, where) => {
      const response = await mesh.post(`${base('checkout')}/${path}`, {
        cluster: 'sandbox',
        caller: storefront,
        ...question,
      });
      expect(response.status).toBe(400);
      expect(response.body.error).toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(where),
      });
      expect(response.body.error.message).toContain(CHECKOUT);
    });

    it('that do not exist are refused alike: nobody learns which do', async () => {
      const ask = async (host: string) => {
        const question = {
          cluster: 'sandbox',
          caller: storefront,
          host,
          port: 80,
        };
        const { body } = await mesh.post(
          `${base('checkout')}/route-table`,
          question,
        );
        return body.error.message.replace(host, 'it');
      };
      expect(await ask(fraud)).toBe(
        await ask('none.payments.svc.cluster.local'),
      );
    });

    it('are answered to the entity that calls them', async () => {
      const self = (await callersOf('checkout')).find(
        ({ role }) => role === 'self',
      );
      const { rows } = await tableOf(
        'checkout',
        self!.caller,
        'payments.payments.svc.cluster.local',
      );
      expect(rows.length).toBeGreaterThan(0);
    });

    it('that share a gateway host show their rules where the namespace is the same', async () => {
      const gateway = (await callersOf('notifications')).find(
        ({ role }) => role === 'gateway',
      );
      const table = await tableOf(
        'notifications',
        gateway!.caller,
        'ops.shop.internal',
      );
      const kinds = table.rows.map(({ action }) => action.kind);
      expect(kinds).toContain('route');
      expect(kinds).not.toContain('hidden');
    });
  });

  describe('one object', () => {
    it('is shown as it was written, and can be read again', async () => {
      const { status, body } = await mesh.get(
        objectPath('cart', 'VirtualService', 'shop/cart'),
      );
      expect(status).toBe(200);
      const view = objectViewSchema.parse(body);
      expect(view.ref).toMatchObject({ kind: 'VirtualService', name: 'cart' });
      expect(Object.keys(parse(view.yaml))).toEqual([
        'apiVersion',
        'kind',
        'metadata',
        'spec',
      ]);
      expect(view.resourceVersion).toEqual(expect.any(String));
      expect(view.managedBy).toBeUndefined();
    });

    it('of a release names its Canary', async () => {
      const { body } = await mesh.get(
        objectPath('checkout', 'VirtualService', 'shop/checkout'),
      );
      expect(objectViewSchema.parse(body).managedBy).toMatchObject({
        kind: 'Canary',
        ref: { name: 'checkout' },
      });
    });

    it.each([
      ['Secret', 'shop/checkout', ''],
      ['ConfigMap', 'istio-system/istio', ''],
      ['Pod', 'shop/checkout', ''],
      ['VirtualService', 'payments/payments', istio],
      ['VirtualService', 'shop/none', istio],
    ])('%s %s is not found', async (kind, id, group) => {
      const response = await mesh.get(objectPath('checkout', kind, id, group));
      expect(response.status).toBe(404);
      expect(response.body.error.message).toMatch(/^No object .* acts on/);
    });
  });

  describe('what if', () => {
    const edited = async (edit: (spec: Record<string, any>) => void) => {
      const object = parse(await yamlOf('cart', 'VirtualService', 'shop/cart'));
      edit(object.spec);
      return stringify(object);
    };

    it('nothing was changed: nothing differs', async () => {
      const yaml = await edited(() => {});
      const view = await whatIf('cart', [{ yaml }]);
      expect(view.objects).toMatchObject([
        { change: 'unchanged', findings: [] },
      ]);
      expect(view.differences).toEqual([]);
    });

    it('a catch-all is taken away: what it took breaks, and simulations agree', async () => {
      const yaml = await edited(spec => {
        spec.http.pop();
      });
      const view = await whatIf('cart', [{ yaml }]);
      expect(view.objects).toMatchObject([
        { change: 'changed', ref: { name: 'cart' }, findings: [] },
      ]);
      const [first] = view.differences;
      expect(first).toMatchObject({
        kind: 'breaks',
        before: { outcome: 'route' },
        after: { outcome: 'no_route' },
        decidedBefore: { path: 'spec.http[2]' },
      });
      expect(view.compared).toBeGreaterThan(1);
      expect(first.callers.length).toBeGreaterThan(0);
      for (const id of first.callers) {
        expect(view.callers.map(caller => caller.id)).toContain(id);
      }
      const now = await simulate('cart', view.callers[0].caller, first.example);
      expect(now.outcome).toEqual(first.before);
    });

    it('an object is removed', async () => {
      const yaml = await edited(() => {});
      const view = await whatIf('cart', [{ yaml, change: 'remove' }]);
      expect(view.objects).toMatchObject([{ change: 'removed' }]);
      expect(view.differences.length).toBeGreaterThan(0);
    });

    it('a second VirtualService for the host is the younger one, and does nothing', async () => {
      const yaml = stringify({
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: {
          name: 'a-first-by-name',
          namespace: 'shop',
          creationTimestamp: '2001-01-01T00:00:00Z',
        },
        spec: {
          hosts: ['cart'],
          http: [{ directResponse: { status: 418 } }],
        },
      });
      const view = await whatIf('cart', [{ yaml }]);
      expect(view.objects).toMatchObject([{ change: 'added' }]);
      expect(view.differences).toEqual([]);
      expect(view.compared).toBeGreaterThan(0);
    });

    it('is asked for one caller', async () => {
      const yaml = await edited(spec => {
        spec.http.pop();
      });
      const view = await whatIf('cart', [{ yaml }], [storefront]);
      expect(view.callers).toHaveLength(1);
      expect(view.callers[0].caller).toEqual(storefront);
    });

    it('an unknown field is found, with its line', async () => {
      const yaml = `${await edited(() => {})}  colour: rose\n`;
      const { objects } = await whatIf('cart', [{ yaml }]);
      expect(objects[0].findings).toEqual([
        expect.objectContaining({
          code: 'unknown-field',
          path: 'spec.colour',
          line: yaml.split('\n').findIndex(line => line.includes('colour')) + 1,
          column: 3,
        }),
      ]);
    });

    it.each([
      ['no YAML', 'a: [', 'malformed-yaml'],
      ['no object', '- a', 'malformed-yaml'],
      ['an unknown kind', 'apiVersion: v1\nkind: Secret', 'unknown-kind'],
      [
        'no name',
        'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {}\n',
        'missing-field',
      ],
    ])('%s is not used, and the findings say why', async (_, yaml, code) => {
      const view = await whatIf('cart', [{ yaml }]);
      expect(view.objects).toMatchObject([{ change: 'invalid' }]);
      expect(view.objects[0].findings.map(finding => finding.code)).toContain(
        code,
      );
      expect(view).toMatchObject({ differences: [], compared: 0 });
    });

    it.each([
      [
        'a kind that does not route',
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'x', namespace: 'shop' },
        },
        /objects\.0: Deployment does not decide .* Use one of VirtualService/,
      ],
      [
        'a namespace of others',
        {
          apiVersion: 'networking.istio.io/v1',
          kind: 'VirtualService',
          metadata: { name: 'x', namespace: 'payments' },
          spec: {},
        },
        /objects\.0: namespace payments is not one of this service. Change objects in shop\./,
      ],
    ])('%s is refused', async (_, object, message) => {
      const response = await mesh.post(`${base('cart')}/what-if`, {
        cluster: 'sandbox',
        objects: [{ yaml: stringify(object) }],
      });
      expect(response.status).toBe(400);
      expect(response.body.error.message).toMatch(message);
    });

    it('does not tell what hosts of others get', async () => {
      const yaml = stringify({
        apiVersion: 'networking.istio.io/v1',
        kind: 'VirtualService',
        metadata: { name: 'grab', namespace: 'shop' },
        spec: {
          hosts: ['accounts.platform.svc.cluster.local'],
          http: [{ directResponse: { status: 418 } }],
        },
      });
      const view = await whatIf('cart', [{ yaml }], [storefront]);
      expect(JSON.stringify(view.differences)).not.toContain('accounts');
    });
  });

  describe('an entity that the cluster does not confirm', () => {
    it('has callers that nobody names', async () => {
      const { body } = await mesh.get(`${base('thief')}/callers`);
      expect(routeCallersViewSchema.parse(body)).toMatchObject({
        binding: { state: 'unconfirmed' },
        clusters: [{ cluster: 'sandbox', callers: [], hiddenCallers: 0 }],
      });
    });

    it('gets no answer about rules and objects', async () => {
      const host = 'payments.payments.svc.cluster.local';
      const caller = storefront;
      const cluster = 'sandbox';
      const answers = [
        await mesh.post(`${base('thief')}/route-table`, {
          cluster,
          caller,
          host,
          port: 80,
        }),
        await mesh.post(`${base('thief')}/simulation`, {
          cluster,
          caller,
          requests: [
            {
              method: 'GET',
              scheme: 'http',
              host,
              path: '/',
              headers: [],
              port: 80,
            },
          ],
        }),
        await mesh.post(`${base('thief')}/what-if`, {
          cluster,
          objects: [{ yaml: 'a: 1' }],
        }),
        await mesh.get(
          objectPath('thief', 'VirtualService', 'payments/payments'),
        ),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    });
  });

  it('an entity without workloads says what to add', async () => {
    const { body } = await mesh.get(`${base('plain')}/callers`);
    expect(routeCallersViewSchema.parse(body).status).toBe('not-configured');
    const { status } = await mesh.get(
      objectPath('plain', 'VirtualService', 'shop/cart'),
    );
    expect(status).toBe(404);
  });

  it('a cluster that the entity is not in is refused by name', async () => {
    const response = await mesh.post(`${base('cart')}/route-table`, {
      cluster: 'mars',
      caller: storefront,
      host: CART,
      port: 80,
    });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('Ask for one of: sandbox.');
  });

  it('asks the API server nothing', async () => {
    const seen = mesh.sandbox.kubernetes.requests.length;
    await callersOf('cart');
    await tableOf('cart', storefront, CART);
    expect(mesh.sandbox.kubernetes.requests).toHaveLength(seen);
  });
});
