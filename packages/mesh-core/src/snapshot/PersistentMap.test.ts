import fc from 'fast-check';
import { PersistentMap } from './PersistentMap';

const operation = fc.record({
  key: fc.string({ maxLength: 2 }),
  value: fc.option(fc.integer(), { nil: undefined }),
});

describe('PersistentMap', () => {
  it('behaves as a Map, and keeps every older state', () => {
    fc.assert(
      fc.property(fc.array(fc.array(operation, { maxLength: 5 })), batches => {
        let map = PersistentMap.empty<number>();
        const model = new Map<string, number>();
        const history: [PersistentMap<number>, Map<string, number>][] = [];
        for (const batch of batches) {
          const draft = map.draft();
          for (const { key, value } of batch) {
            if (value === undefined) {
              draft.delete(key);
              model.delete(key);
            } else {
              draft.set(key, value);
              model.set(key, value);
            }
            expect(draft.get(key)).toBe(model.get(key));
          }
          map = map.with(draft);
          history.push([map, new Map(model)]);
        }
        for (const [state, expected] of history) {
          expect(new Map(state.entries())).toEqual(expected);
        }
      }),
    );
  });

  it('stays the same map when nothing changed', () => {
    const map = PersistentMap.empty<number>();
    const draft = map.draft();
    draft.delete('a');
    expect(map.with(draft)).toBe(map);
  });

  it('spreads keys over its parts', () => {
    const empty = PersistentMap.empty<number>();
    const draft = empty.draft();
    for (let i = 0; i < 10_000; i++) {
      draft.set(
        `networking.istio.io/VirtualService/team-${i % 50}/svc-${i}`,
        i,
      );
    }
    const map = empty.with(draft);
    expect(map.get('networking.istio.io/VirtualService/team-7/svc-7')).toBe(7);
    expect([...map.entries()]).toHaveLength(10_000);
    expect(map.largestPart()).toBeLessThan(80);
  });
});
