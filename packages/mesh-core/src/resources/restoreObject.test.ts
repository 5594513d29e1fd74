import fc from 'fast-check';
import { arbitraryFor } from './__testUtils__/arbitraryFor';
import type { Parsed } from './Parsed';
import { parseResource } from './parseResource';
import { restoreObject } from './restoreObject';
import { resourceKinds } from './kinds';

const metadata = { name: 'cart', namespace: 'shop' };

function roundTrip(raw: object): unknown {
  const { object, leftOut } = parseResource(raw);
  if (!object) {
    throw new Error('not read');
  }
  return restoreObject(object, leftOut);
}

const virtualService = (spec: object) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata,
  spec,
});

/** Unknown fields come after the known ones then. */
function sorted({ object, findings, leftOut = [] }: Parsed<unknown>): unknown {
  const byPath = (a: { path: string }, b: { path: string }) =>
    a.path < b.path ? -1 : Number(a.path > b.path);
  return {
    object,
    findings: [...findings].sort(byPath),
    leftOut: [...leftOut].sort(byPath),
  };
}

describe('restoreObject', () => {
  it.each([
    ['an object that was read as it is', { hosts: ['cart'] }],
    ['an unknown field', { hosts: ['cart'], colour: { of: ['rose'] } }],
    ['a field of another type', { hosts: 'cart' }],
    [
      'elements between others',
      { hosts: ['cart'], http: [7, { name: 'a' }, 'x', { name: 'b', to: 1 }] },
    ],
    [
      'a list of which nothing was read',
      { hosts: ['cart'], http: [{ match: [1, 2] }] },
    ],
    [
      'a name that needs quotes',
      { http: [{ match: [{ headers: { 'x.y "z"': 5 } }] }] },
    ],
  ])('puts back %s', (_, spec) => {
    const raw = virtualService(spec);
    expect(roundTrip(raw)).toEqual(raw);
  });

  it('does not touch what it was given', () => {
    const { object, leftOut } = parseResource(
      virtualService({ hosts: ['cart'], http: [7, {}] }),
    );
    const before = JSON.stringify(object);
    restoreObject(object!, leftOut);
    expect(JSON.stringify(object)).toBe(before);
  });

  it('does not reach prototypes by names of fields', () => {
    const spec = JSON.parse('{"__proto__": {"polluted": true}}');
    const raw = virtualService(spec);
    expect(JSON.stringify(roundTrip(raw))).toBe(JSON.stringify(raw));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    restoreObject({}, [{ path: '__proto__.polluted', value: true }]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it.each(['VirtualService', 'HTTPRoute', 'AuthorizationPolicy'] as const)(
    'gives back of every %s what reads like the original',
    kind => {
      const { parse, schema } = resourceKinds[kind];
      fc.assert(
        fc.property(arbitraryFor(schema, true), value => {
          const raw = { ...(value as object), kind, metadata };
          const read = parse(raw);
          fc.pre(read.object !== undefined);
          const again = parse(restoreObject(read.object!, read.leftOut));
          expect(sorted(again)).toEqual(sorted(read));
        }),
        { numRuns: 100 },
      );
    },
  );
});
