import {
  authorityOf,
  headerOperations,
  joinOperations,
  NO_OPERATIONS,
  whenAny,
} from './headerOperations';

describe('headerOperations', () => {
  it('does nothing where nothing is written', () => {
    expect(headerOperations(undefined)).toEqual(NO_OPERATIONS);
    expect(headerOperations({})).toEqual(NO_OPERATIONS);
  });

  it('orders by name and writes names in lower case', () => {
    expect(
      headerOperations({
        set: { 'x-b': '2', 'X-A': '1' },
        add: { Via: 'mesh' },
        remove: ['X-Secret', 'x-old'],
      }),
    ).toEqual({
      set: [
        ['x-a', '1'],
        ['x-b', '2'],
      ],
      add: [['via', 'mesh']],
      remove: ['x-secret', 'x-old'],
    });
  });

  it.each(['Host', 'host', ':authority', ':path', ':method'])(
    'leaves %s to the proxy',
    name => {
      expect(
        headerOperations({
          set: { [name]: 'x' },
          add: { [name]: 'x' },
          remove: [name],
        }),
      ).toEqual(NO_OPERATIONS);
    },
  );
});

describe('authorityOf', () => {
  it.each([
    [undefined, undefined],
    [{}, undefined],
    [{ set: { 'x-a': '1' } }, undefined],
    [{ set: { Host: 'a.example' } }, 'a.example'],
    [{ set: { ':authority': 'b.example' } }, 'b.example'],
    [{ add: { host: 'c.example' } }, 'c.example'],
    [{ set: { host: 'a.example' }, add: { host: 'c.example' } }, 'a.example'],
    [{ set: { host: '' }, add: { host: 'c.example' } }, 'c.example'],
  ])('of %j is %s', (operations, expected) => {
    expect(authorityOf(operations)).toBe(expected);
  });
});

describe('joinOperations', () => {
  const first = headerOperations({ set: { a: '1' }, remove: ['x', 'y'] });
  const second = headerOperations({
    set: { a: '2' },
    add: { b: '3' },
    remove: ['y', 'z'],
  });

  it('puts the second behind the first, and removes once', () => {
    expect(joinOperations(first, second)).toEqual({
      set: [
        ['a', '1'],
        ['a', '2'],
      ],
      add: [['b', '3']],
      remove: ['x', 'y', 'z'],
    });
  });

  it('changes nothing when one side is nothing', () => {
    expect(joinOperations(first, NO_OPERATIONS)).toEqual(first);
    expect(joinOperations(NO_OPERATIONS, first)).toEqual(first);
  });
});

describe('whenAny', () => {
  it('names operations only where there are some', () => {
    const operations = headerOperations({ remove: ['x'] });
    expect(whenAny('requestHeaders', operations)).toEqual({
      requestHeaders: operations,
    });
    expect(whenAny('requestHeaders', NO_OPERATIONS)).toEqual({});
  });
});
