import { parseVirtualService } from '../istio';
import { parseDeployment } from '../kubernetes';
import { splitApiVersion } from './parserFor';

const checkout = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'checkout', namespace: 'shop' },
  spec: { hosts: ['checkout'] },
};

function firstFinding(raw: unknown) {
  const { object, findings } = parseVirtualService(raw);
  expect(object).toBeUndefined();
  expect(findings).toHaveLength(1);
  return findings[0];
}

describe('what yields no object', () => {
  it.each([
    [undefined, 'nothing'],
    [null, 'null'],
    ['apiVersion: v1', 'a text'],
    [7, 'a number'],
    [true, 'a true-or-false value'],
    [[checkout], 'a list'],
    [() => checkout, 'no JSON value'],
    [Symbol('a'), 'no JSON value'],
  ])('%p', (raw, found) => {
    expect(firstFinding(raw)).toEqual({
      code: 'not-an-object',
      severity: 'error',
      path: '',
      message: `A Kubernetes object was expected, not ${found}.`,
      remedy: 'Check where the object comes from.',
    });
  });

  it.each([
    ['kind', { ...checkout, kind: undefined }],
    ['metadata', { ...checkout, metadata: undefined }],
    ['metadata.name', { ...checkout, metadata: { namespace: 'shop' } }],
    ['metadata.namespace', { ...checkout, metadata: { name: 'checkout' } }],
  ])('no %s', (path, raw) => {
    expect(firstFinding(raw)).toEqual({
      code: 'missing-field',
      severity: 'error',
      path,
      message: `\`${path}\` is missing. The object cannot be used.`,
      remedy: 'Add the field.',
    });
  });

  it.each([
    ['metadata.name', { name: '', namespace: 'shop' }],
    ['metadata.name', { name: 7, namespace: 'shop' }],
    ['metadata.namespace', { name: 'checkout', namespace: ['shop'] }],
  ])('a %s that is none', (path, metadata) => {
    expect(firstFinding({ ...checkout, metadata })).toMatchObject({
      code: 'malformed-field',
      severity: 'error',
      path,
    });
  });

  it.each([
    ['of another kind', { ...checkout, kind: 'DestinationRule' }],
    ['of another group', { ...checkout, apiVersion: 'example.com/v1' }],
    ['of the core group', { ...checkout, apiVersion: 'v1' }],
    ['of no kind of text', { ...checkout, kind: Object.create(null) }],
    ['of no version of text', { ...checkout, apiVersion: Object.create(null) }],
    ['of a version that is a symbol', { ...checkout, apiVersion: Symbol('v') }],
  ])('an object %s', (_, raw) => {
    expect(firstFinding(raw)).toMatchObject({
      code: 'unexpected-kind',
      severity: 'error',
    });
  });
});

describe('versions', () => {
  it.each(['v1', 'v1beta1', 'v1alpha3'])('reads %s', version => {
    const apiVersion = `networking.istio.io/${version}`;
    const { object, findings } = parseVirtualService({
      ...checkout,
      apiVersion,
    });
    expect(findings).toEqual([]);
    expect(object).toEqual({ ...checkout, apiVersion });
  });

  it('reads one that it does not know, and says so', () => {
    const apiVersion = 'networking.istio.io/v2';
    const { object, findings } = parseVirtualService({
      ...checkout,
      apiVersion,
    });
    expect(object).toEqual({ ...checkout, apiVersion });
    expect(findings).toEqual([
      expect.objectContaining({
        code: 'unknown-version',
        severity: 'warning',
        path: 'apiVersion',
      }),
    ]);
  });

  it('takes the preferred one where none is given', () => {
    const { apiVersion: _, ...raw } = checkout;
    expect(parseVirtualService(raw)).toEqual({
      object: checkout,
      findings: [],
    });
  });

  it.each([
    ['apps/v1', 'apps', 'v1'],
    ['v1', '', 'v1'],
    ['', '', ''],
    ['/v1', '', 'v1'],
    ['a/b/c', 'a', 'b/c'],
  ])('splits %j', (apiVersion, group, version) => {
    expect(splitApiVersion(apiVersion)).toEqual({ group, version });
  });
});

describe('what is stored', () => {
  it('is the very object when there is nothing to change', () => {
    expect(parseVirtualService(checkout).object).toBe(checkout);
  });

  it('has neither managed fields nor the last applied configuration', () => {
    const raw = {
      ...checkout,
      metadata: {
        ...checkout.metadata,
        managedFields: [{ manager: 'kubectl' }],
        selfLink: '/apis',
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
          team: 'checkout',
        },
      },
    };
    const before = structuredClone(raw);
    expect(parseVirtualService(raw)).toEqual({
      object: {
        ...checkout,
        metadata: {
          ...checkout.metadata,
          annotations: { team: 'checkout' },
        },
      },
      findings: [],
    });
    expect(raw).toEqual(before);
  });

  it('has an empty spec where there is none', () => {
    const { spec: _, ...raw } = checkout;
    expect(parseVirtualService(raw).object?.spec).toEqual({});
    expect(parseVirtualService({ ...raw, spec: 'none' })).toMatchObject({
      object: { spec: {} },
      findings: [{ code: 'malformed-field', path: 'spec' }],
    });
  });

  it('is what is in use, of core kinds, without a word about the rest', () => {
    const { object, findings, leftOut } = parseDeployment({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'checkout', namespace: 'shop' },
      spec: { replicas: 2, revisionHistoryLimit: 10, fieldOfTheFuture: 1 },
      status: { replicas: 2, terminatingReplicas: 0 },
    });
    expect(findings).toEqual([]);
    expect(leftOut).toBeUndefined();
    expect(object?.spec).toEqual({ replicas: 2 });
    expect(object?.status).toEqual({ replicas: 2 });
  });
});
