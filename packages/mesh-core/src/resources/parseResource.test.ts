import { kindNameOf, parseResource, withTypeMeta } from './parseResource';

const metadata = { name: 'public', namespace: 'istio-ingress' };

describe('kindNameOf', () => {
  it.each([
    ['networking.istio.io/v1', 'Gateway', 'IstioGateway'],
    ['networking.istio.io/v1alpha3', 'Gateway', 'IstioGateway'],
    ['gateway.networking.k8s.io/v1', 'Gateway', 'GatewayApiGateway'],
    ['gateway.networking.k8s.io/v1beta1', 'Gateway', 'GatewayApiGateway'],
    ['v1', 'Service', 'Service'],
    ['wgpolicyk8s.io/v1alpha2', 'PolicyReport', 'PolicyReport'],
    ['openreports.io/v1alpha1', 'Report', 'OpenReport'],
    ['serving.knative.dev/v1', 'Service', undefined],
    ['v1', 'Secret', undefined],
    ['apps/v1', 'Service', undefined],
    ['', '', undefined],
  ])('%s %s is %s', (apiVersion, kind, name) => {
    expect(kindNameOf(apiVersion, kind)).toBe(name);
  });
});

describe('parseResource', () => {
  it('tells the Gateways of the two APIs apart', () => {
    const istio = parseResource({
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata,
      spec: { selector: { istio: 'ingress' } },
    });
    const gatewayApi = parseResource({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata,
      spec: { selector: { istio: 'ingress' }, gatewayClassName: 'istio' },
    });
    expect(istio.findings).toEqual([]);
    expect(gatewayApi.findings.map(({ path }) => path)).toEqual([
      'spec.selector',
    ]);
  });

  it.each([
    [{}, 'missing-field', 'kind'],
    [{ kind: 'Gateway' }, 'missing-field', 'apiVersion'],
    [{ apiVersion: 'v1' }, 'missing-field', 'kind'],
    [{ apiVersion: 1, kind: 'Gateway' }, 'missing-field', 'apiVersion'],
    [{ apiVersion: 'v1', kind: 'Secret' }, 'unknown-kind', ''],
    ['text', 'not-an-object', ''],
    [null, 'not-an-object', ''],
    [[], 'not-an-object', ''],
  ])('makes no object of %j', (raw, code, path) => {
    const { object, findings } = parseResource(raw);
    expect(object).toBeUndefined();
    expect(findings).toEqual([
      expect.objectContaining({ code, path, severity: 'error' }),
    ]);
  });

  it('names what it does not read, and nothing of what is in it', () => {
    const { findings } = parseResource({
      apiVersion: 'v1',
      kind: 'Secret',
      data: { token: 'c2VjcmV0' },
    });
    expect(findings[0].message).toBe(
      'Fairway does not read objects of `Secret` in `v1`.',
    );
    expect(JSON.stringify(findings)).not.toContain('c2VjcmV0');
  });
});

describe('withTypeMeta', () => {
  it('completes what a list left out', () => {
    expect(withTypeMeta('Deployment', { metadata })).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
    });
    expect(withTypeMeta('Pod', { metadata })).toMatchObject({
      apiVersion: 'v1',
      kind: 'Pod',
    });
  });

  it('takes the version of the list', () => {
    expect(
      withTypeMeta('VirtualService', {}, 'networking.istio.io/v1beta1'),
    ).toEqual({
      apiVersion: 'networking.istio.io/v1beta1',
      kind: 'VirtualService',
    });
  });

  it('does not overwrite what the element says itself', () => {
    const element = {
      apiVersion: 'networking.istio.io/v1alpha3',
      kind: 'VirtualService',
    };
    expect(withTypeMeta('VirtualService', element)).toEqual(element);
  });

  it.each([[null], ['text'], [[]]])('leaves %p as it is', element => {
    expect(withTypeMeta('Pod', element)).toBe(element);
  });
});
