import { parseResource } from '../parseResource';

const result = {
  policy: 'require-labels',
  rule: 'team',
  result: 'fail',
  severity: 'medium',
  message: 'label team is missing',
  scored: true,
  source: 'kyverno',
  timestamp: { seconds: 1790000000, nanos: 0 },
};

const summary = { pass: 3, fail: 1, warn: 0, error: 0, skip: 0 };
const scope = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' };

describe.each([
  ['wgpolicyk8s.io/v1alpha2', 'PolicyReport', { namespace: 'shop' }],
  ['wgpolicyk8s.io/v1alpha2', 'ClusterPolicyReport', {}],
  ['openreports.io/v1alpha1', 'Report', { namespace: 'shop' }],
  ['openreports.io/v1alpha1', 'ClusterReport', {}],
])('%s %s', (apiVersion, kind, place) => {
  const head = { apiVersion, kind, metadata: { name: 'a', ...place } };

  it('is read with scope, summary and results', () => {
    const raw = { ...head, scope, summary, results: [result] };
    expect(parseResource(raw)).toEqual({ object: raw, findings: [] });
  });

  it('keeps the results that can be read', () => {
    const { object, findings } = parseResource({
      ...head,
      results: [{ result: 'pass' }, { ...result, result: 'failed' }],
    });
    const { result: _, ...rest } = result;
    expect(object).toEqual({ ...head, results: [rest] });
    expect(findings.map(({ code, path }) => [code, path])).toEqual([
      ['missing-field', 'results[0].policy'],
      ['malformed-field', 'results[1].result'],
    ]);
  });

  it('is read without any result', () => {
    expect(parseResource(head)).toEqual({ object: head, findings: [] });
  });
});
