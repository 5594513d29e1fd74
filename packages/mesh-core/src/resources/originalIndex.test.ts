import { parseVirtualService } from './istio';
import { originalIndex } from './originalIndex';

function indexes(rules: unknown[]): number[] {
  const { object, leftOut } = parseVirtualService({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'checkout', namespace: 'shop' },
    spec: { http: rules },
  });
  return (object?.spec.http ?? []).map((_, index) =>
    originalIndex(leftOut, 'spec.http', index),
  );
}

describe('originalIndex', () => {
  it.each([
    [
      [{ name: 'a' }, { name: 'b' }],
      [0, 1],
    ],
    [
      ['none', { name: 'a' }, { name: 'b' }],
      [1, 2],
    ],
    [
      [{ name: 'a' }, 1, null, { name: 'b' }, 'none'],
      [0, 3],
    ],
    [['none', 1], []],
    [
      [{ name: 'a', timeout: 5 }, { name: 'b' }],
      [0, 1],
    ],
  ])('finds the places of %j', (rules, expected) => {
    expect(indexes(rules)).toEqual(expected);
  });

  it('counts within the list that was asked for', () => {
    const leftOut = [
      { path: 'spec.http[0].match[0]', value: 1 },
      { path: 'spec.tcp[0]', value: 1 },
    ];
    expect(originalIndex(leftOut, 'spec.http', 0)).toBe(0);
    expect(originalIndex(leftOut, 'spec.http[0].match', 0)).toBe(1);
    expect(originalIndex(leftOut, 'spec.tcp', 1)).toBe(2);
  });

  it('is the index itself when nothing was left out', () => {
    expect(originalIndex(undefined, 'spec.http', 3)).toBe(3);
    expect(originalIndex([], 'spec.http', 3)).toBe(3);
  });
});
