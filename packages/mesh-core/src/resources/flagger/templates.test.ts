import { parseAlertProvider } from './AlertProvider';
import { parseMetricTemplate } from './MetricTemplate';

const metadata = { name: 'latency', namespace: 'shop' };
const apiVersion = 'flagger.app/v1beta1';

describe('MetricTemplate', () => {
  const head = { apiVersion, kind: 'MetricTemplate', metadata };

  it('is read with provider and query', () => {
    const spec = {
      provider: {
        type: 'prometheus',
        address: 'http://prometheus:9090',
        headers: { 'x-scope-orgid': ['shop'] },
        secretRef: { name: 'prometheus' },
      },
      query: 'sum(rate(x[{{ interval }}]))',
    };
    expect(parseMetricTemplate({ ...head, spec })).toEqual({
      object: { ...head, spec },
      findings: [],
    });
  });

  it('keeps its query when the provider cannot be read', () => {
    const { object, findings } = parseMetricTemplate({
      ...head,
      spec: { provider: { type: 'graphana' }, query: 'up' },
    });
    expect(object?.spec).toEqual({ query: 'up' });
    expect(findings).toMatchObject([
      {
        code: 'malformed-field',
        severity: 'error',
        path: 'spec.provider.type',
      },
    ]);
    expect(findings[0].message).toContain('`prometheus`');
    expect(findings[0].message).toContain(
      '`spec.provider` was left out with it',
    );
  });
});

describe('AlertProvider', () => {
  const head = { apiVersion, kind: 'AlertProvider', metadata };

  it('is read with the name of its Secret', () => {
    const spec = { type: 'slack', secretRef: { name: 'slack' } };
    expect(parseAlertProvider({ ...head, spec }).object).toEqual({
      ...head,
      spec,
    });
  });

  it('drops a service that Flagger does not know', () => {
    const { object, findings } = parseAlertProvider({
      ...head,
      spec: { type: 'pager', channel: 'shop' },
    });
    expect(object?.spec).toEqual({ channel: 'shop' });
    expect(findings.map(({ path }) => path)).toEqual(['spec.type']);
  });
});
