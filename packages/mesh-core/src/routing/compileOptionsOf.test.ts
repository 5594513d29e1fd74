import { raw, snapshotOf } from '../snapshot/__testUtils__/objects';
import { compileOptionsOf } from './compileOptionsOf';

const mesh = (text: string, namespace = 'istio-system') =>
  raw('ConfigMap', `${namespace}/istio`, { data: { mesh: text } });
const istiod = (image: string) =>
  raw('Deployment', 'istio-system/istiod', {
    spec: {
      selector: { matchLabels: { app: 'istiod' } },
      template: {
        metadata: { labels: { app: 'istiod' } },
        spec: { containers: [{ name: 'discovery', image }] },
      },
    },
  });

describe('compileOptionsOf', () => {
  it('reads what changes routes from the mesh configuration', () => {
    const text = `
rootNamespace: istio-config
accessLogFile: /dev/stdout
outboundTrafficPolicy: { mode: REGISTRY_ONLY }
defaultVirtualServiceExportTo: ["."]
defaultDestinationRuleExportTo: ["."]
defaultHttpRetryPolicy: { attempts: 0, retryOn: 5xx }
pathNormalization: { normalization: MERGE_SLASHES }
`;
    expect(compileOptionsOf(snapshotOf(mesh(text)))).toEqual({
      rootNamespace: 'istio-config',
      outboundTrafficPolicy: 'REGISTRY_ONLY',
      defaultVirtualServiceExportTo: ['.'],
      defaultDestinationRuleExportTo: ['.'],
      defaultHttpRetryPolicy: { attempts: 0, retryOn: '5xx' },
      pathNormalization: 'MERGE_SLASHES',
    });
  });

  it.each([
    ['no mesh configuration', []],
    ['an empty one', [mesh('')]],
    ['one that is no YAML', [mesh('a: [')]],
    ['one that is no map', [mesh('- a')]],
    ['one with values that do not exist', [mesh('pathNormalization: 7')]],
    ['one with aliases', [mesh('a: &a [x]\nb: *a')]],
  ])('keeps the defaults for %s', (_, objects) => {
    expect(compileOptionsOf(snapshotOf(...objects))).toEqual({
      rootNamespace: 'istio-system',
    });
  });

  it('loses one value that it cannot read, and not the others', () => {
    const text =
      'outboundTrafficPolicy: {mode: SOMETIMES}\ndefaultVirtualServiceExportTo: ["."]';
    expect(compileOptionsOf(snapshotOf(mesh(text)))).toEqual({
      rootNamespace: 'istio-system',
      defaultVirtualServiceExportTo: ['.'],
    });
  });

  it.each([
    ['docker.io/istio/pilot:1.30.3', '1.30'],
    ['docker.io/istio/pilot:1.29.0-distroless', '1.29'],
    ['docker.io/istio/pilot:1.99.0', '1.31'],
    ['docker.io/istio/pilot:1.20.0', '1.28'],
    ['docker.io/istio/pilot:latest', undefined],
    ['docker.io/istio/pilot', undefined],
  ])('takes the version from the image %s', (image, version) => {
    expect(compileOptionsOf(snapshotOf(istiod(image))).istioVersion).toBe(
      version,
    );
  });
});
