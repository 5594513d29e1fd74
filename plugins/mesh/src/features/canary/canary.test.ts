import type { CanaryDetail } from '@fairway/mesh-core';
import { aRef } from '@fairway/mesh-test-utils';
import { parse } from 'yaml';
import { plain, t } from '../../__testUtils__/words';
import { boundOf } from './bounds';
import { canaryYaml } from './canaryYaml';

type Metric = CanaryDetail['analysis']['metrics'][number];

describe('boundOf', () => {
  it.each<[Metric, string | undefined]>([
    [{ name: 'request-success-rate', min: 99 }, 'at least 99 %'],
    [{ name: 'request-duration', max: 500 }, 'at most 500 ms'],
    [{ name: 'cpu', min: 1, max: 2 }, '1 to 2'],
    [
      {
        name: 'request-duration',
        max: 1,
        template: aRef('MetricTemplate', 'shop', 'request-duration'),
      },
      'at most 1',
    ],
    [{ name: 'cpu' }, undefined],
  ])('reads %j', (metric, expected) => {
    const bound = boundOf(t, metric);
    expect(bound && plain(bound)).toBe(expected);
  });
});

describe('canaryYaml', () => {
  it('targets the workload and marks what must be filled in', () => {
    const text = canaryYaml(aRef('Deployment', 'shop', 'cart'));
    expect(text).toContain('port: 80 # the port of its Service');
    expect(parse(text)).toMatchObject({
      kind: 'Canary',
      metadata: { name: 'cart', namespace: 'shop' },
      spec: { targetRef: { kind: 'Deployment', name: 'cart' } },
    });
  });
});
