import { resolve } from 'node:path';
import { KubernetesObject, Sandbox, startSandbox } from '.';

// each start of the shop plays some history
jest.setTimeout(60_000);

const shop = resolve(__dirname, '../../../examples/scenarios/shop');

interface ObjectList {
  readonly kind: string;
  readonly items: KubernetesObject[];
}

async function getJson<T>(url: string): Promise<T> {
  return (await fetch(url)).json() as Promise<T>;
}

describe('startSandbox', () => {
  let sandbox: Sandbox;
  afterEach(() => sandbox.stop());

  it('plays the shop on all three APIs', async () => {
    sandbox = await startSandbox({
      scenario: shop,
      historyMs: 180_000,
      timer: false,
    });
    const list = await getJson<ObjectList>(
      `${sandbox.kubernetesUrl}/apis/networking.istio.io/v1/virtualservices`,
    );
    expect(list.kind).toBe('VirtualServiceList');
    expect(list.items.map(({ metadata }) => metadata.name)).toEqual(
      expect.arrayContaining([
        'cart',
        'checkout',
        'egress-api-mail-example',
        'web',
      ]),
    );
    const events = await getJson<ObjectList>(
      `${sandbox.kubernetesUrl}/api/v1/namespaces/shop/events?fieldSelector=involvedObject.kind%3DCanary,involvedObject.name%3Dsearch`,
    );
    expect(events.items.map(({ message }) => message)).toContain(
      'Canary failed! Scaling down search.shop',
    );

    const query =
      'sum(rate(istio_requests_total{reporter="destination",destination_workload="cart"}[1m]))';
    const { data } = await getJson<{
      data: { result: { value: [number, string] }[] };
    }>(
      `${sandbox.prometheusUrl}/api/v1/query?query=${encodeURIComponent(query)}`,
    );
    expect(Number(data.result[0].value[1])).toBeGreaterThan(10);

    const graph = await getJson<{
      elements: {
        edges: { data: { isMTLS?: string } }[];
        nodes: { data: Record<string, unknown> }[];
      };
    }>(
      `${sandbox.kialiUrl}/api/namespaces/graph?namespaces=payments,platform&graphType=workload&duration=120s`,
    );
    const nodes = graph.elements.nodes.map(({ data: node }) => node);
    expect(
      nodes.find(({ workload }) => workload === 'legacy-ledger'),
    ).toMatchObject({ isOutOfMesh: true });
    expect(nodes.find(({ workload }) => workload === 'fraud')).toMatchObject({
      cluster: 'sandbox',
    });
    expect(
      graph.elements.edges.some(({ data: edge }) => edge.isMTLS === '100'),
    ).toBe(true);
  });

  it('streams what the scenario does to a watch', async () => {
    sandbox = await startSandbox({ scenario: shop, historyMs: 0, pace: 20 });
    const url = `${sandbox.kubernetesUrl}/apis/flagger.app/v1beta1/namespaces/shop/canaries?watch=true&fieldSelector=metadata.name%3Dcheckout&resourceVersion=${sandbox.store.revision()}`;
    const reader = (await fetch(url)).body!.getReader();
    const { value } = await reader.read();
    const [line] = new TextDecoder().decode(value).split('\n');
    expect(JSON.parse(line)).toMatchObject({
      type: 'MODIFIED',
      object: { kind: 'Canary', metadata: { name: 'checkout' } },
    });
    await reader.cancel();
  });

  it('holds given objects as they are, and adds the namespaces they need', async () => {
    const deployment: KubernetesObject = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'odd', namespace: 'lab' },
      spec: { replicas: 'many' },
    };
    sandbox = await startSandbox({ objects: [deployment] });
    const list = await getJson<ObjectList>(
      `${sandbox.kubernetesUrl}/apis/apps/v1/deployments`,
    );
    expect(list.items).toMatchObject([
      { metadata: { name: 'odd' }, spec: { replicas: 'many' } },
    ]);
    expect(
      (await getJson<ObjectList>(`${sandbox.kubernetesUrl}/api/v1/pods`)).items,
    ).toEqual([]);
    expect(
      (await getJson<ObjectList>(`${sandbox.kubernetesUrl}/api/v1/namespaces`))
        .items,
    ).toMatchObject([{ metadata: { name: 'lab' } }]);
  });

  it('starts with faults, and switches those of Kiali over HTTP', async () => {
    sandbox = await startSandbox({
      objects: [],
      faults: { unauthorized: true },
      faultsEndpoint: true,
    });
    expect((await fetch(`${sandbox.kubernetesUrl}/api/v1/pods`)).status).toBe(
      401,
    );
    const control = `${new URL(sandbox.kialiUrl).origin}/sandbox/faults`;
    await fetch(control, {
      method: 'PUT',
      body: JSON.stringify({ serverError: 503 }),
    });
    expect((await fetch(`${sandbox.kialiUrl}/api/status`)).status).toBe(503);
    await fetch(control, { method: 'DELETE' });
    expect((await fetch(`${sandbox.kialiUrl}/api/status`)).status).toBe(200);
  });

  it('names the file of a scenario that is at fault', async () => {
    sandbox = await startSandbox({ objects: [] });
    await expect(startSandbox({ scenario: __dirname })).rejects.toThrow(
      /cluster/,
    );
  });
});
