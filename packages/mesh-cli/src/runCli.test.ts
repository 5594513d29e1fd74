import { captureIo, type CapturedIo } from './__testUtils__/captureIo';
import { shopManifests } from './__testUtils__/shopManifests';
import { writeFiles } from './__testUtils__/writeFiles';
import { runCli } from './runCli';

interface Ended {
  code: number;
  out: string;
  err: string;
}

async function run(io: CapturedIo, ...args: string[]): Promise<Ended> {
  const code = await runCli(args, io);
  return { code, out: io.out(), err: io.err() };
}

async function shop(
  options: Parameters<typeof captureIo>[0] = {},
): Promise<CapturedIo> {
  const cwd = await writeFiles({ 'mesh/shop.yaml': shopManifests });
  return captureIo({ cwd, ...options });
}

const show = ['routes', 'show', '-f', 'mesh'];
const simulate = ['routes', 'simulate', '-f', 'mesh'];

describe('fairway routes show', () => {
  it('shows the routes of a sidecar in their order', async () => {
    const ended = await run(await shop(), ...show, '--caller', 'sidecar:shop');
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toMatchInlineSnapshot(`
     "Routes of sidecar:shop, Istio 1.31

     Port 8080
       shop.example
          1  path starts with "/api" and header x-user-group is "beta"  VirtualService shop/cart spec.http[0].match[0] (mesh/shop.yaml:35)
             100 %  cart.shop.svc.cluster.local:8080 subset v2
             timeout 2 s, retried 2 times on connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes
          2  path starts with "/old"  VirtualService shop/cart spec.http[1].match[0] (mesh/shop.yaml:41)
             redirect 301: path /api
          3  path starts with "/api"  VirtualService shop/cart spec.http[2].match[0] (mesh/shop.yaml:44)
              90 %  cart.shop.svc.cluster.local:8080 subset v1
              10 %  cart.shop.svc.cluster.local:8080 subset v3 (does not exist: 503)
             matched path becomes /, sets x-from, no timeout, retried 3 times on 5xx, 1 s each, 5 % delayed by 500 ms, 100 % mirrored to search.shop.svc.cluster.local:8080
          -  any other request: 404
       cart.shop.svc.cluster.local  also cart, cart.shop.svc, cart.shop, 10.96.0.1
          1  path starts with "/api" and header x-user-group is "beta"  VirtualService shop/cart spec.http[0].match[0] (mesh/shop.yaml:35)
             100 %  cart.shop.svc.cluster.local:8080 subset v2
             timeout 2 s, retried 2 times on connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes
          2  path starts with "/old"  VirtualService shop/cart spec.http[1].match[0] (mesh/shop.yaml:41)
             redirect 301: path /api
          3  path starts with "/api"  VirtualService shop/cart spec.http[2].match[0] (mesh/shop.yaml:44)
              90 %  cart.shop.svc.cluster.local:8080 subset v1
              10 %  cart.shop.svc.cluster.local:8080 subset v3 (does not exist: 503)
             matched path becomes /, sets x-from, no timeout, retried 3 times on 5xx, 1 s each, 5 % delayed by 500 ms, 100 % mirrored to search.shop.svc.cluster.local:8080
          -  any other request: 404
       without rules: search.shop.svc.cluster.local

     Hosts that the mesh does not know are called as they are.
     "
    `);
  });

  it('shows the routes of a gateway by the name of its workload', async () => {
    const { out } = await run(
      await shop(),
      ...show,
      ...[
        '--caller',
        'gateway:ingress/public-gateway',
        '--host',
        'SHOP.example',
      ],
    );
    expect(out).toMatchInlineSnapshot(`
     "Routes of gateway:ingress/public-gateway, Istio 1.31

     Port 80
       shop.example
          1  path starts with "/api" and header x-user-group is "beta"  VirtualService shop/cart spec.http[0].match[0] (mesh/shop.yaml:35)
             100 %  cart.shop.svc.cluster.local:8080 subset v2
             timeout 2 s, retried 2 times on connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes
          2  path starts with "/old"  VirtualService shop/cart spec.http[1].match[0] (mesh/shop.yaml:41)
             redirect 301: path /api
          3  path starts with "/api"  VirtualService shop/cart spec.http[2].match[0] (mesh/shop.yaml:44)
              90 %  cart.shop.svc.cluster.local:8080 subset v1
              10 %  cart.shop.svc.cluster.local:8080 subset v3 (does not exist: 503)
             matched path becomes /, sets x-from, no timeout, retried 3 times on 5xx, 1 s each, 5 % delayed by 500 ms, 100 % mirrored to search.shop.svc.cluster.local:8080
          -  any other request: 404

     "
    `);
  });

  it('shows one host or port, by any of its names', async () => {
    const { out } = await run(
      await shop(),
      ...[...show, '--caller', 'sidecar:shop', '--host', 'search'],
    );
    expect(out).toContain('without rules: search.shop.svc.cluster.local');
    expect(out).not.toContain('cart');
    const other = await run(
      await shop(),
      ...[...show, '--caller', 'sidecar:shop', '--port', '9000'],
    );
    expect(other.out).toContain('No route.');
    const unknown = ['--host', 'other.example'];
    const sidecar = ['--caller', 'sidecar:shop', ...unknown];
    expect((await run(await shop(), ...show, ...sidecar)).out).toContain(
      'No route.',
    );
    const gateway = ['--caller', 'gateway:ingress/public', ...unknown];
    expect((await run(await shop(), ...show, ...gateway)).out).toContain(
      'no host: any request is answered 404',
    );
  });

  it('gives JSON with the line of each rule', async () => {
    const { out } = await run(
      await shop(),
      ...[...show, '--caller', 'sidecar:shop', '-o', 'json'],
    );
    const [{ caller, istioVersion, listeners }] = JSON.parse(out);
    expect({ caller, istioVersion }).toEqual({
      caller: { kind: 'sidecar', namespace: 'shop', labels: {} },
      istioVersion: '1.31',
    });
    const hosts: { name: string; routes: { source?: object }[] }[] =
      listeners.find(({ port }: { port: number }) => port === 8080).chains[0]
        .virtualHosts;
    const cart = hosts.find(({ name }) => name.startsWith('cart'));
    expect(cart?.routes.map(({ source }) => source)).toMatchObject([
      {
        path: 'spec.http[0].match[0]',
        position: { file: 'mesh/shop.yaml', line: 35 },
      },
      { rule: 1, position: { line: 41 } },
      { rule: 2, position: { line: 44 } },
    ]);
  });

  it('says which routes are never reached, and counts elements as they are written', async () => {
    const cwd = await writeFiles({
      'mesh/shop.yaml': `${shopManifests}---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: search, namespace: shop }
spec:
  hosts: [search]
  http:
    - this is no rule
    - match: [{ uri: { prefix: /a } }]
      route: [{ destination: { host: cart } }]
    - match: [{ uri: { exact: /a/b } }]
      route: [{ destination: { host: search } }]
`,
    });
    const args = [...show, '--caller', 'sidecar:shop', '--host', 'search'];
    const { out } = await run(captureIo({ cwd }), ...args);
    expect(out).toContain(
      'path is "/a/b"  VirtualService shop/search spec.http[2].match[0] (mesh/shop.yaml:81)\n        never reached: route 1 takes all its requests\n',
    );
    const json = await run(captureIo({ cwd }), ...args, '-o', 'json');
    const [{ listeners }] = JSON.parse(json.out);
    expect(listeners[0].chains[0].virtualHosts[0].routes).toMatchObject([
      { source: { path: 'spec.http[1].match[0]', position: { line: 79 } } },
      { shadowed: { reason: 'covered', by: [1] } },
    ]);
  });

  it('colours for a terminal, and for nothing else', async () => {
    const args = [...show, '--caller', 'sidecar:shop'];
    const plain = await run(await shop(), ...args);
    const coloured = await run(await shop({ isTTY: true }), ...args);
    const refused = await run(
      await shop({ isTTY: true, env: { NO_COLOR: '1' } }),
      ...args,
    );
    expect(coloured.out).toContain('\u001b[1mPort 8080');
    // eslint-disable-next-line no-control-regex -- the escape of colours
    expect(coloured.out.replace(/\u001b\[\d+m/g, '')).toBe(plain.out);
    expect(refused.out).toBe(plain.out);
  });
});

describe('fairway routes simulate', () => {
  it('says in a sentence where a request goes, and how', async () => {
    const ended = await run(
      await shop(),
      ...[...simulate, '--caller', 'sidecar:shop', '--caller', 'none'],
      ...['--request', 'GET http://cart:8080/api/items'],
    );
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toMatchInlineSnapshot(`
     "GET http://cart:8080/api/items from sidecar:shop is split: 90 % to cart.shop.svc.cluster.local:8080 subset v1, 10 % to cart.shop.svc.cluster.local:8080 subset v3 (which does not exist: 503).

       listener      port 8080
       virtual host  cart.shop.svc.cluster.local, by cart: the name itself
       tried         1. fails: header x-user-group is "beta"
                        VirtualService shop/cart spec.http[0].match[0] (mesh/shop.yaml:35)
                     2. fails: path starts with "/old"
                        VirtualService shop/cart spec.http[1].match[0] (mesh/shop.yaml:41)
       taken         3. path starts with "/api"
                        VirtualService shop/cart spec.http[2].match[0] (mesh/shop.yaml:44)
       sent as       //items with host cart:8080
       on the way    no timeout, retried 3 times on 5xx, 1 s each, 5 % delayed by 500 ms, 100 % mirrored to search.shop.svc.cluster.local:8080
       destinations   90 %  cart.shop.svc.cluster.local:8080 subset v1 (policy of DestinationRule shop/cart)
                      10 %  cart.shop.svc.cluster.local:8080 subset v3 (does not exist)

     GET http://cart:8080/api/items from none is passed on to the address that was called, as it is: nothing listens on this address and port.

       listener      none
       not modelled  The client has no proxy. Routes and policies of the mesh do not act on its requests, and pods that demand mutual TLS refuse them.
     "
    `);
  });

  it.each<[string, string, string]>([
    [
      'sidecar:shop',
      `curl http://cart:8080/api -H 'x-user-group: beta'`,
      'goes to cart.shop.svc.cluster.local:8080 subset v2.',
    ],
    [
      'sidecar:shop',
      'GET http://cart:8080/old',
      'is redirected with 301 to http://cart:8080/api.',
    ],
    ['sidecar:shop', 'GET http://cart:8080/', 'has no route: 404.'],
    [
      'sidecar:shop',
      'GET http://other.example:8080/',
      'is passed on to the address that was called, as it is: the mesh does not know this host.',
    ],
    [
      'gateway:ingress:istio=public',
      'GET http://shop.example/api',
      'is split: 90 % to',
    ],
    [
      'gateway:ingress/public',
      'GET http://other.example/api',
      'has no route: 404.',
    ],
    [
      'gateway:ingress/public',
      'GET https://shop.example/api',
      'gets no connection: the gateway does not listen on this port.',
    ],
  ])('from %s: %s', async (caller, request, sentence) => {
    const { code, out } = await run(
      await shop(),
      ...[...simulate, '--caller', caller, '--request', request],
    );
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toContain(sentence);
  });

  it('takes headers, and another host than the one that is called', async () => {
    const { out } = await run(
      await shop(),
      ...[...simulate, '--caller', 'gateway:ingress/public'],
      ...['--request', 'GET http://10.0.0.1/api'],
      ...['-H', 'Host: shop.example', '-H', 'x-user-group: beta'],
    );
    expect(out.split('\n')[0]).toBe(
      'GET http://shop.example/api from gateway:ingress/public goes to cart.shop.svc.cluster.local:8080 subset v2.',
    );
  });

  it('gives JSON', async () => {
    const { out } = await run(
      await shop(),
      ...[...simulate, '--caller', 'sidecar:shop', '-o', 'json'],
      ...['--request', 'GET http://cart:8080/old'],
    );
    expect(JSON.parse(out)).toMatchObject([
      {
        caller: { kind: 'sidecar' },
        request: { host: 'cart:8080', path: '/old' },
        outcome: { outcome: 'redirect', status: 301 },
        trace: {
          listener: { port: 8080 },
          virtualHost: { name: 'cart.shop.svc.cluster.local', by: 'exact' },
          tried: [{ failure: { field: 'uri' } }],
          won: { source: { position: { line: 41 } } },
        },
        caveats: [],
      },
    ]);
  });

  it('obeys the mesh configuration of a file, else of the ConfigMap', async () => {
    const args = ['--caller', 'sidecar:shop', '--request', 'http://x.y:8080/'];
    const cwd = await writeFiles({
      'mesh/shop.yaml': shopManifests,
      'mesh/config.yaml': `apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "outboundTrafficPolicy: { mode: REGISTRY_ONLY }" }
`,
      'allow.yaml': 'outboundTrafficPolicy: { mode: ALLOW_ANY }\n',
      'wrong.yaml': 'outboundTrafficPolicy: { mode: DENY }\n',
    });
    const map = await run(captureIo({ cwd }), ...simulate, ...args);
    expect(map.out).toContain('is answered 502');
    const file = ['--mesh-config', 'allow.yaml'];
    const own = await run(captureIo({ cwd }), ...simulate, ...args, ...file);
    expect(own.out).toContain('is passed on');
    const wrong = ['--mesh-config', 'wrong.yaml'];
    const bad = await run(captureIo({ cwd }), ...simulate, ...args, ...wrong);
    expect(bad).toMatchObject({ code: 2, out: '' });
    expect(bad.err).toContain('wrong.yaml is no MeshConfig');
  });
});

describe('fairway', () => {
  it('uses what it can of the input, says the rest and ends with 1', async () => {
    const cwd = await writeFiles({
      'mesh/a.yaml': shopManifests,
      'mesh/b.yaml': `${shopManifests.split('---')[0]}---\nkind: [\n`,
      'mesh/c.yaml': `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: odd }
spec:
  hosts: [cart]
  http:
    - timeout: 7
`,
    });
    const { code, out, err } = await run(
      captureIo({ cwd }),
      ...[...simulate, '--caller', 'sidecar:shop'],
      ...['--request', 'http://cart.shop:8080/old', '-n', 'other'],
    );
    expect(code).toBe(1);
    expect(out).toContain('is redirected with 301');
    expect(err).toMatchInlineSnapshot(`
     "mesh/b.yaml:10: Flow sequence in block collection must be sufficiently indented and end with a ]: not used
     mesh/b.yaml:1: Service shop/cart is in mesh/a.yaml:1 as well: this one is used
     mesh/c.yaml:7: VirtualService other/odd: \`spec.http[0].timeout\` should be a text, not a number. It was left out.
     "
    `);
  });

  it.each<[string[], string]>([
    [['routes', 'show'], 'Say what to read'],
    [['routes', 'show', '-f', 'mesh', '--context', 'x'], 'Say what to read'],
    [show, 'Say who calls with --caller'],
    [[...show, '--caller', 'shop'], '"shop" is no caller'],
    [[...show, '--caller', 'gateway:ingress/none'], 'has no gateway'],
    [[...show, '--caller', 'sidecar:shop/none'], 'has no workload'],
    [[...show, '--port', '70000'], 'Ports are 1 to 65535'],
    [[...show, '-o', 'xml'], 'Allowed choices are human, json'],
    [['routes', 'show', '-f', 'nowhere'], 'There is no '],
    [[...simulate, '--caller', 'none'], 'Say what is sent with --request'],
    [[...simulate, '--request', 'x y z'], 'is no request'],
    [[...simulate, '--target-istio', '1.2'], 'Allowed choices are 1.28'],
    [['routes', 'simulate', '--batch', 'none.jsonl'], 'cannot be read'],
    [['routes', 'simulate', '--batch', 'a', '--request', 'b'], 'not both'],
    [['routes', 'paint'], 'unknown command'],
  ])('ends with 2 on %j and says why', async (args, reason) => {
    const ended = await run(await shop(), ...args);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toContain(reason);
  });

  it('says its exit codes in the help', async () => {
    const { code, out, err } = await run(await shop(), 'routes', '--help');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('1  part of the input could not be used');
  });
});
