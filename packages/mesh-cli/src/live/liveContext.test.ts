import { join } from 'node:path';
import { startSandbox, type Sandbox } from '@fairway/mesh-sandbox';
import { parseAllDocuments, stringify } from 'yaml';
import { captureIo } from '../__testUtils__/captureIo';
import { shopManifests } from '../__testUtils__/shopManifests';
import { writeFiles } from '../__testUtils__/writeFiles';
import { runCli } from '../runCli';

const objects = parseAllDocuments(shopManifests).map(document =>
  document.toJS(),
);

describe('a live context', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox({
      objects: [
        ...objects,
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'istio', namespace: 'istio-system' },
          data: { mesh: 'outboundTrafficPolicy: { mode: REGISTRY_ONLY }' },
        },
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'password', namespace: 'shop' },
          data: { password: 'c2VjcmV0' },
        },
      ],
      token: 'sesame',
    });
  });

  afterEach(() => sandbox.stop());

  async function run(
    context: string,
    ...args: string[]
  ): Promise<{ code: number; out: string; err: string }> {
    const kubeconfig = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'demo',
      clusters: [
        {
          name: 'demo',
          cluster: {
            server: sandbox.kubernetesUrl,
            'insecure-skip-tls-verify': true,
          },
        },
        {
          name: 'nobody',
          cluster: {
            server: 'http://127.0.0.1:1',
            'insecure-skip-tls-verify': true,
          },
        },
      ],
      users: [{ name: 'me', user: { token: 'sesame' } }],
      contexts: ['demo', 'nobody'].map(name => ({
        name,
        context: { cluster: name, user: 'me' },
      })),
    };
    const cwd = await writeFiles({ config: stringify(kubeconfig) });
    const io = captureIo({ cwd });
    const code = await runCli(
      [
        ...['routes', 'simulate', '--caller', 'sidecar:shop'],
        ...['--context', context, '--kubeconfig', join(cwd, 'config')],
        ...args,
      ],
      io,
    );
    return { code, out: io.out(), err: io.err() };
  }

  it('answers from the objects of the cluster', async () => {
    const { code, out } = await run(
      'demo',
      ...['--request', 'GET http://cart:8080/api/items'],
    );
    expect(code).toBe(0);
    expect(out).toContain(
      'is split: 90 % to cart.shop.svc.cluster.local:8080 subset v1',
    );
    expect(out).toContain('VirtualService shop/cart spec.http[2].match[0]\n');
    const unknown = await run('demo', '--request', 'GET http://x.y:8080/');
    expect(unknown.out).toContain('is answered 502');
  });

  it('only reads, and never Secrets', async () => {
    await run('', '--request', 'GET http://cart:8080/');
    const { requests } = sandbox.kubernetes;
    expect(requests.length).toBeGreaterThan(10);
    expect(new Set(requests.map(({ method }) => method))).toEqual(
      new Set(['GET']),
    );
    expect(requests.filter(({ url }) => /secrets/i.test(url))).toEqual([]);
  });

  it('says what is forbidden and not installed, and answers from the rest', async () => {
    sandbox.faults.set({
      forbidClusterScope: ['pods'],
      uninstalled: ['grpcroutes.gateway.networking.k8s.io'],
    });
    const { code, out, err } = await run(
      'demo',
      ...['--request', 'GET http://cart:8080/old'],
    );
    expect(code).toBe(1);
    expect(out).toContain('is redirected with 301');
    expect(err).toContain('Pod: may not be read: ');
    expect(err).toContain(
      'GRPCRoute (gateway.networking.k8s.io): not installed in this cluster\n',
    );
  });

  it('says when nothing can be read', async () => {
    const args = ['--request', 'GET http://cart:8080/'];
    const nobody = await run('nobody', ...args);
    expect(nobody).toMatchObject({ code: 2, out: '' });
    expect(nobody.err).toContain(
      'Nothing could be read from the context "nobody".',
    );
    const nowhere = await run('nowhere', ...args);
    expect(nowhere).toMatchObject({ code: 2, out: '' });
    expect(nowhere.err).toBe(
      'The kubeconfig has no context "nowhere". It has: demo, nobody.\n',
    );
  });
});
