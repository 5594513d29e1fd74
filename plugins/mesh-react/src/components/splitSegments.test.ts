import { aDestination } from '@fairway/mesh-test-utils';
import {
  isBroken,
  segmentsOfDestinations,
  segmentsOfWeights,
} from './splitSegments';

const target = (state: ReturnType<typeof aDestination>['target']['state']) =>
  aDestination({ target: { state, reason: '', evidence: [] } });

describe('split segments', () => {
  it('puts the primary first, then the canary, then the others as written', () => {
    const segments = segmentsOfDestinations([
      aDestination({ host: 'audit', role: 'other', share: 0.1 }),
      aDestination({ host: 'checkout-canary', role: 'canary', share: 0.3 }),
      aDestination({ host: 'checkout-primary', role: 'primary', share: 0.5 }),
      aDestination({ host: 'shadow', role: 'other', share: 0.1 }),
    ]);
    expect(segments.map(segment => segment.label)).toEqual([
      'checkout-primary',
      'checkout-canary',
      'audit',
      'shadow',
    ]);
    expect(segments[1].percent).toBeCloseTo(30);
  });

  it('names the subset, which is what the reader chose', () => {
    const [segment] = segmentsOfDestinations([
      aDestination({ host: 'cart', subset: 'v2' }),
    ]);
    expect(segment.label).toBe('cart v2');
  });

  it.each([
    ['no-ready-endpoints', true],
    ['no-workload-in-subset', true],
    ['subset-not-defined', true],
    ['unknown-host', true],
    ['ready', false],
    ['external', false],
    ['unknown', false],
  ] as const)('takes %s for broken: %p', (state, expected) => {
    expect(isBroken(target(state))).toBe(expected);
  });

  it('leaves out the side that takes nothing', () => {
    const segments = segmentsOfWeights(
      {
        state: 'known',
        primary: 100,
        canary: 0,
        by: 'weight',
        conditions: [],
        source: {
          ref: { cluster: 'c', group: '', kind: 'VirtualService', name: 'v' },
          path: 'spec.http[0]',
        },
      },
      { primary: 'primary', canary: 'canary' },
      { primary: 'v1', canary: 'v2' },
    );
    expect(segments.map(segment => segment.id)).toEqual(['primary']);
  });
});
