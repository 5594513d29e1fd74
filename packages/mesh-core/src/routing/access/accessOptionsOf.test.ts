import { raw, snapshotOf } from '../../snapshot/__testUtils__/objects';
import { accessOptionsOf } from './accessOptionsOf';

const withMesh = (mesh: string) =>
  snapshotOf(raw('ConfigMap', 'istio-system/istio', { data: { mesh } }));

describe('accessOptionsOf', () => {
  it('reads what the mesh configuration tells', () => {
    const mesh = [
      'rootNamespace: root',
      'trustDomain: shop.example',
      'trustDomainAliases: [cluster.local, old]',
      'pathNormalization: {normalization: MERGE_SLASHES}',
    ].join('\n');
    expect(accessOptionsOf(withMesh(mesh))).toEqual({
      rootNamespace: 'root',
      trustDomain: 'shop.example',
      trustDomainAliases: ['cluster.local', 'old'],
      pathNormalization: 'MERGE_SLASHES',
    });
  });

  it.each([
    '',
    '[',
    '7',
    'trustDomain: 7\ntrustDomainAliases: x',
    'trustDomain: ""',
  ])('keeps the defaults for %j', mesh => {
    expect(accessOptionsOf(withMesh(mesh))).toEqual({
      rootNamespace: 'istio-system',
    });
  });
});
