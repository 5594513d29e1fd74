import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { meshTopologyExtensionPoint } from '@fairway/backstage-plugin-mesh-node';
import meshModuleKiali from './index';

const start = async (mesh: object) => {
  const setTopologySource = jest.fn();
  await startTestBackend({
    extensionPoints: [[meshTopologyExtensionPoint, { setTopologySource }]],
    features: [
      meshModuleKiali,
      mockServices.rootConfig.factory({ data: { mesh } }),
    ],
  });
  return setTopologySource;
};

describe('the Kiali module', () => {
  it('brings a source of the graph', async () => {
    const set = await start({ kiali: { url: 'http://127.0.0.1:1/kiali' } });
    expect(set).toHaveBeenCalledTimes(1);
    const [source] = set.mock.calls[0];
    const answer = await source.graph({
      window: 300,
      graphType: 'workload',
      targets: [{ cluster: 'sandbox', namespace: 'shop', name: 'checkout' }],
    });
    expect(answer).toMatchObject({
      type: 'kiali',
      state: { state: 'unavailable' },
    });
  });

  it('brings none without configuration', async () => {
    expect(await start({})).not.toHaveBeenCalled();
  });

  it('does not start with a wrong configuration', async () => {
    await expect(start({ kiali: { url: 'kiali' } })).rejects.toThrow(
      'mesh.kiali.url',
    );
  });
});
