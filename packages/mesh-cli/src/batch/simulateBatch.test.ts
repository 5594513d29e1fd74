import { parseAllDocuments } from 'yaml';
import { captureIo } from '../__testUtils__/captureIo';
import { shopManifests } from '../__testUtils__/shopManifests';
import { writeFiles } from '../__testUtils__/writeFiles';
import { runCli } from '../runCli';

const objects = parseAllDocuments(shopManifests).map(document =>
  document.toJS(),
);
const caller = { kind: 'sidecar', namespace: 'shop', labels: { app: 'web' } };
const request = {
  caller,
  port: 8080,
  host: 'cart',
  path: '/api',
  method: 'GET',
  scheme: 'http',
  headers: [],
};

function line(id: string, more: object = {}): string {
  return JSON.stringify({ id, objects, requests: [request], ...more });
}

async function batch(
  stdin: string | AsyncIterable<string>,
  ...args: string[]
): Promise<{ code: number; answers: unknown[]; err: string }> {
  const io = captureIo({ stdin });
  const code = await runCli(
    ['routes', 'simulate', '--batch', '-', ...args],
    io,
  );
  const answers = io
    .out()
    .split('\n')
    .filter(text => text !== '')
    .map(text => JSON.parse(text));
  return { code, answers, err: io.err() };
}

const retries = {
  attempts: 2,
  on: 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes',
};

describe('fairway routes simulate --batch', () => {
  it('answers each request of a case', async () => {
    const requests = [
      { ...request, headers: [['x-user-group', 'beta']] },
      { ...request, path: '/old?x=1' },
      { ...request, path: '/' },
      { ...request, host: 'nowhere' },
      { ...request, host: 'nowhere', connect: 'cart', port: 9000 },
      {
        ...request,
        caller: {
          kind: 'gateway',
          namespace: 'ingress',
          labels: { istio: 'public' },
        },
        host: 'shop.example',
        port: 443,
        scheme: 'https',
      },
    ];
    const { code, answers, err } = await batch(line('a', { requests }));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(answers).toEqual([
      {
        id: 'a',
        results: [
          {
            outcome: 'route',
            route: { virtualService: 'shop/cart', name: 'beta' },
            destinations: [
              {
                host: 'cart.shop.svc.cluster.local',
                port: 8080,
                subset: 'v2',
                weight: 100,
                exists: true,
                policy: { lb: 'LEAST_REQUEST', tls: 'auto' },
              },
            ],
            timeoutMs: 2000,
            retries,
            path: '/api',
            authority: 'cart',
          },
          {
            outcome: 'redirect',
            status: 301,
            location: 'http://cart/api?x=1',
            route: { virtualService: 'shop/cart' },
          },
          { outcome: 'no_route', status: 404 },
          { outcome: 'passthrough', level: 'http' },
          { outcome: 'passthrough', level: 'tcp' },
          { outcome: 'no_listener' },
        ],
      },
    ]);
  });

  it('obeys the mesh configuration of each case', async () => {
    const unknown = [{ ...request, host: 'nowhere' }];
    const mode = 'REGISTRY_ONLY';
    const meshConfig = { outboundTrafficPolicy: { mode } };
    const { answers } = await batch(
      [
        line('only', { requests: unknown, meshConfig }),
        line('any', { requests: unknown }),
      ].join('\n'),
    );
    expect(answers).toEqual([
      {
        id: 'only',
        results: [{ outcome: 'blackhole', level: 'http', status: 502 }],
      },
      { id: 'any', results: [{ outcome: 'passthrough', level: 'http' }] },
    ]);
  });

  it('answers as the version of Istio that is asked for', async () => {
    const rule = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'joined', namespace: 'shop' },
      spec: {
        hosts: ['search'],
        http: [
          {
            match: [{ headers: { 'x-v': { exact: 'a,b' } } }],
            directResponse: { status: 200 },
          },
        ],
      },
    };
    const text = line('a', {
      objects: [...objects, rule],
      requests: [
        {
          ...request,
          host: 'search',
          headers: [
            ['x-v', 'a'],
            ['x-v', 'b'],
          ],
        },
      ],
    });
    const outcomes = async (...args: string[]): Promise<unknown> =>
      (await batch(text, ...args)).answers;
    expect(await outcomes()).toMatchObject([
      { results: [{ outcome: 'no_route' }] },
    ]);
    expect(await outcomes('--target-istio', '1.30')).toMatchObject([
      { results: [{ outcome: 'direct' }] },
    ]);
  });

  it('says which line is no case, and answers the others in their order', async () => {
    const { code, answers, err } = await batch(
      [
        line('a'),
        '{',
        '',
        '[]',
        JSON.stringify({ id: 'no-objects', requests: [] }),
        line('port', { requests: [{ ...request, port: 70000 }] }),
        line('mesh', { meshConfig: { outboundTrafficPolicy: { mode: 'X' } } }),
        line('z', { objects: [{ apiVersion: 'x/v1', kind: 'Unknown' }] }),
      ].join('\n'),
    );
    expect(code).toBe(1);
    expect(answers).toMatchObject([
      { id: 'a', results: [{ outcome: 'route' }] },
      { id: 'z', results: [{ outcome: 'passthrough', level: 'tcp' }] },
    ]);
    expect(err.replace(/(?<=no JSON: ).*/, '…')).toMatchInlineSnapshot(`
     "line 2: no JSON: …
     line 4: no case: the whole: Invalid input: expected object, received array
     line 5: no case: objects: Invalid input: expected array, received undefined
     line 6: no case: requests.0.port: Too big: expected number to be <=65535
     line 7: no case: meshConfig.outboundTrafficPolicy.mode: Invalid option: expected one of "ALLOW_ANY"|"REGISTRY_ONLY"
     "
    `);
  });

  it('answers a line before the next one comes', async () => {
    let answered = () => false;
    async function* lines() {
      yield `${line('first')}\n`;
      while (!answered()) {
        await new Promise(resolve => setImmediate(resolve));
      }
      yield `${line('second')}\n`;
    }
    const io = captureIo({ stdin: lines() });
    answered = () => io.out().includes('"first"');
    await runCli(['routes', 'simulate', '--batch', '-'], io);
    expect(io.out().match(/"id":"\w+"/g)).toEqual([
      '"id":"first"',
      '"id":"second"',
    ]);
  });

  it('reads a file', async () => {
    const cwd = await writeFiles({ 'cases.jsonl': `${line('a')}\n` });
    const io = captureIo({ cwd });
    const code = await runCli(
      ['routes', 'simulate', '--batch', 'cases.jsonl'],
      io,
    );
    expect(code).toBe(0);
    expect(JSON.parse(io.out())).toMatchObject({ id: 'a' });
  });
});
