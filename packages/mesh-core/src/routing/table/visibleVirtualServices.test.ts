import {
  raw,
  snapshotOf,
  type RawObject,
} from '../../snapshot/__testUtils__/objects';
import {
  exportToOf,
  rankOf,
  visibleVirtualServices,
} from './visibleVirtualServices';

function virtualService(id: string, spec: object, time?: string): RawObject {
  return raw('VirtualService', id, {
    metadata: time ? { creationTimestamp: time } : {},
    spec: { hosts: ['cart'], ...spec },
  });
}

const namesFor = (
  objects: RawObject[],
  namespace: string,
  gateway = 'mesh',
  defaultExportTo?: string[],
) =>
  visibleVirtualServices(
    snapshotOf(...objects),
    namespace,
    gateway,
    defaultExportTo,
  ).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

describe('exportToOf', () => {
  it.each([
    [{}, undefined, ['*']],
    [{}, ['.'], ['.']],
    [{ exportTo: [] }, ['.'], ['.']],
    [{ exportTo: ['a', 'b'] }, ['.'], ['a', 'b']],
  ])('of %j with default %j', (spec, usual, expected) => {
    expect(exportToOf(spec, usual)).toEqual(expected);
  });
});

describe('rankOf', () => {
  it.each([
    [['.'], 0],
    [['shop'], 0],
    [['.', 'shop'], 0],
    [['payments'], 1],
    [['.', 'payments'], 1],
    [['*'], 3],
    [['.', '*'], 3],
    [undefined, 3],
  ])('of %j is %d', (exportTo, expected) => {
    const [object] = snapshotOf(virtualService('shop/a', { exportTo })).list(
      'VirtualService',
    );
    expect(rankOf(object)).toBe(expected);
  });
});

describe('visibleVirtualServices', () => {
  it.each([
    [undefined, true, true],
    [['*'], true, true],
    [['.'], true, false],
    [['shop'], true, false],
    [['payments'], false, true],
    [['.', 'payments'], true, true],
    [['~'], false, false],
  ])(
    'sees exports to %j in the own and another namespace',
    (exportTo, own, other) => {
      const objects = [virtualService('shop/a', { exportTo })];
      expect(namesFor(objects, 'shop')).toHaveLength(own ? 1 : 0);
      expect(namesFor(objects, 'payments')).toHaveLength(other ? 1 : 0);
    },
  );

  it('keeps what says nothing to itself where the mesh says so', () => {
    const objects = [virtualService('shop/a', {})];
    expect(namesFor(objects, 'payments', 'mesh', ['.'])).toEqual([]);
    expect(namesFor(objects, 'shop', 'mesh', ['.'])).toEqual(['shop/a']);
  });

  it.each([
    [undefined, 'mesh', true],
    [[], 'mesh', true],
    [['mesh'], 'mesh', true],
    [['edge/public'], 'mesh', false],
    [['edge/public', 'mesh'], 'mesh', true],
    [['edge/public'], 'edge/public', true],
    [['public'], 'edge/public', false],
    [['public'], 'shop/public', true],
    [undefined, 'edge/public', false],
  ])('binds gateways %j to %s: %s', (gateways, gateway, expected) => {
    const objects = [virtualService('shop/a', { gateways })];
    expect(namesFor(objects, 'shop', gateway)).toHaveLength(expected ? 1 : 0);
  });

  it('puts what is private first, then what is exported to some, then the rest, each by age', () => {
    const objects = [
      virtualService('shop/all-old', {}, '2026-01-01T00:00:00Z'),
      virtualService('shop/all-new', {}, '2026-03-01T00:00:00Z'),
      virtualService(
        'shop/some',
        { exportTo: ['.', 'payments'] },
        '2026-04-01T00:00:00Z',
      ),
      virtualService('shop/own', { exportTo: ['.'] }, '2026-05-01T00:00:00Z'),
    ];
    expect(namesFor(objects, 'shop')).toEqual([
      'shop/own',
      'shop/some',
      'shop/all-old',
      'shop/all-new',
    ]);
  });
});
