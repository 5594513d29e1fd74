import { resolve } from 'node:path';
import { Sandbox, startSandbox } from '.';

const shop = resolve(__dirname, '../../../examples/scenarios/shop');

async function getJson(url: string): Promise<any> {
  const response = await fetch(url);
  return response.json();
}

describe('startSandbox', () => {
  let sandbox: Sandbox;
  afterEach(() => sandbox.stop());

  it('plays the shop on the Kubernetes API', async () => {
    sandbox = await startSandbox({ scenario: shop });
    const list = await getJson(
      `${sandbox.kubernetesUrl}/apis/networking.istio.io/v1/virtualservices`,
    );
    expect(list.kind).toBe('VirtualServiceList');
    expect(list.items.map((item: any) => item.metadata.name)).toContain('cart');
    const pods = await getJson(
      `${sandbox.kubernetesUrl}/api/v1/namespaces/shop/pods?labelSelector=app%3Dcart`,
    );
    expect(pods.items).toHaveLength(3);
  });

  it('streams changes to a watch', async () => {
    sandbox = await startSandbox({ scenario: shop });
    const url = `${sandbox.kubernetesUrl}/api/v1/namespaces/shop/configmaps?watch=true&resourceVersion=${sandbox.store.revision()}`;
    const response = await fetch(url);
    const reader = response.body!.getReader();
    sandbox.store.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'shop' },
    });
    const { value } = await reader.read();
    const event = JSON.parse(new TextDecoder().decode(value));
    expect(event).toMatchObject({
      type: 'ADDED',
      object: { metadata: { name: 'a' } },
    });
    await reader.cancel();
  });
});
