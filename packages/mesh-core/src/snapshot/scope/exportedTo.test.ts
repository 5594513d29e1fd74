import { isExportedTo } from './exportedTo';

describe('isExportedTo', () => {
  it.each([
    [undefined, 'shop', true],
    [[], 'shop', true],
    [['*'], 'shop', true],
    [['.'], 'web', true],
    [['.'], 'shop', false],
    [['shop'], 'shop', true],
    [['shop'], 'web', false],
    [['.', 'shop'], 'shop', true],
    [['~'], 'web', false],
    [['~'], 'shop', false],
    [['pay', '*'], 'shop', true],
  ])('exportTo %j of an object in web is seen in %s: %s', (to, where, seen) => {
    expect(isExportedTo(to, 'web', where)).toBe(seen);
  });
});
