import fc from 'fast-check';
import type { MeshObjectBase } from '../resources';
import { compareObjects, positionOf } from './objectOrder';

const object = (
  namespace: string | undefined,
  name: string,
): MeshObjectBase => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: namespace === undefined ? { name } : { namespace, name },
});
const drawn = fc
  .tuple(
    fc.constantFrom(undefined, 'a', 'b', 'B', 'a-b'),
    fc.constantFrom('x', 'y', 'Z', 'x-1', 'x1'),
  )
  .map(([namespace, name]) => object(namespace, name));

describe('compareObjects', () => {
  it('orders by namespace, then name, those without a namespace first', () => {
    const sorted = [
      object(undefined, 'z'),
      object('a', 'x'),
      object('a', 'y'),
      object('b', 'a'),
    ];
    expect([...sorted].reverse().sort(compareObjects)).toEqual(sorted);
  });

  it('is an order: antisymmetric and transitive', () => {
    fc.assert(
      fc.property(drawn, drawn, drawn, (a, b, c) => {
        expect(Math.sign(compareObjects(a, b))).toBe(
          -Math.sign(compareObjects(b, a)) + 0,
        );
        const ordered = compareObjects(a, b) <= 0 && compareObjects(b, c) <= 0;
        expect(!ordered || compareObjects(a, c) <= 0).toBe(true);
      }),
    );
  });
});

describe('positionOf', () => {
  it('finds what is there, and where the rest would stand', () => {
    fc.assert(
      fc.property(fc.array(drawn), drawn, (list, wanted) => {
        const sorted = [...list]
          .sort(compareObjects)
          .filter(
            (each, index, all) =>
              index === 0 || compareObjects(all[index - 1], each) !== 0,
          );
        const { index, found } = positionOf(sorted, wanted);
        const expected = sorted.findIndex(
          each => compareObjects(each, wanted) >= 0,
        );
        expect(index).toBe(expected < 0 ? sorted.length : expected);
        expect(found).toBe(
          sorted.some(each => compareObjects(each, wanted) === 0),
        );
      }),
    );
  });
});
