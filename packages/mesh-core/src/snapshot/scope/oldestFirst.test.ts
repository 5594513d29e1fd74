import fc from 'fast-check';
import type { MeshObjectBase } from '../../resources';
import { oldestFirst } from './oldestFirst';

const object = (
  name: string,
  creationTimestamp?: string,
  namespace = 'shop',
): MeshObjectBase => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: {
    name,
    namespace,
    ...(creationTimestamp ? { creationTimestamp } : {}),
  },
});

describe('oldestFirst', () => {
  const sorted = [
    object('z', '2025-12-31T23:59:59Z'),
    object('a', '2026-01-01T00:00:00Z', 'pay'),
    object('a', '2026-01-01T00:00:00Z', 'shop'),
    object('b', '2026-01-01T00:00:00Z', 'pay'),
    object('a'),
    object('b'),
  ];

  it('sorts by age, name and namespace, in whatever order they come', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(sorted, { minLength: sorted.length }),
        shuffled => {
          const before = [...shuffled];
          expect(oldestFirst(shuffled)).toEqual(sorted);
          expect(shuffled).toEqual(before);
        },
      ),
    );
  });
});
