import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { KindFacts, kindFacts, KindName } from './kindFacts';
import { resourceKinds } from './kinds';
import type { MeshObjectBase } from './meta/objectMeta';
import type { Parser } from './Parsed';
import { parseResource } from './parseResource';
import { anyValue, arbitraryFor } from './__testUtils__/arbitraryFor';
import { valueAt } from './__testUtils__/valueAt';

const names = Object.keys(kindFacts) as KindName[];
const runs = { numRuns: 60 };

function parserOf(name: KindName): Parser<MeshObjectBase> {
  return resourceKinds[name].parse;
}

function apiVersionOf(name: KindName): string {
  const { group, versions }: KindFacts = kindFacts[name];
  return group ? `${group}/${versions[0]}` : versions[0];
}

/** Objects of a kind that have at least what makes them one. */
function objectsOf(name: KindName, noise: boolean): fc.Arbitrary<object> {
  return arbitraryFor(resourceKinds[name].schema, noise).map(raw => {
    const given = typeof raw === 'object' && raw !== null ? { ...raw } : {};
    const { metadata } = given as { metadata?: unknown };
    return {
      ...given,
      apiVersion: apiVersionOf(name),
      kind: kindFacts[name].kind,
      metadata: {
        ...(typeof metadata === 'object' ? metadata : {}),
        name: 'checkout',
        ...(kindFacts[name].namespaced && { namespace: 'shop' }),
      },
    };
  });
}

/** Makes every attempt to change the value, or what it holds, throw. */
function deepFreeze(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== 'object' || value === null || seen.has(value)) {
    return;
  }
  seen.add(value);
  if (!ArrayBuffer.isView(value)) {
    Object.freeze(value);
  }
  Object.values(value).forEach(inner => deepFreeze(inner, seen));
}

describe.each(names)('the parser of %s', name => {
  const parse = parserOf(name);
  const { schema } = resourceKinds[name];

  it('never throws and never invents an object', () => {
    fc.assert(
      fc.property(anyValue, raw => {
        const { object, findings } = parse(raw);
        expect(object).toBeUndefined();
        expect(findings).not.toEqual([]);
        expect(findings[0].severity).toBe('error');
      }),
      runs,
    );
  });

  it('takes what its schema takes, without a finding', () => {
    fc.assert(
      fc.property(objectsOf(name, false), raw => {
        expect(schema.safeParse(raw).error).toBeUndefined();
        const { object, findings, leftOut } = parse(raw);
        expect(findings).toEqual([]);
        expect(leftOut).toBeUndefined();
        expect(object).toMatchObject({ kind: kindFacts[name].kind });
      }),
      runs,
    );
  });

  it('makes of anything an object that its schema takes', () => {
    fc.assert(
      fc.property(objectsOf(name, true), raw => {
        const { object } = parse(raw);
        expect(object).toBeDefined();
        expect(schema.safeParse(object).error).toBeUndefined();
      }),
      runs,
    );
  });

  it('has nothing left to say about its own result', () => {
    fc.assert(
      fc.property(objectsOf(name, true), raw => {
        const { object } = parse(raw);
        const again = parse(object);
        expect(again.findings).toEqual([]);
        expect(isDeepStrictEqual(again.object, object)).toBe(true);
      }),
      runs,
    );
  });

  it('changes nothing in what it is given', () => {
    fc.assert(
      fc.property(objectsOf(name, true), raw => {
        deepFreeze(raw);
        expect(() => parse(raw)).not.toThrow();
      }),
      runs,
    );
  });

  it('says of all that it left out where it was', () => {
    fc.assert(
      fc.property(objectsOf(name, true), raw => {
        const { findings, leftOut = [] } = parse(raw);
        for (const { path, value } of leftOut) {
          expect(valueAt(raw, path)).toBe(value);
        }
        expect(findings.length > 0).toBe(leftOut.length > 0);
      }),
      runs,
    );
  });
});

describe('parseResource', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(anyValue, raw => {
        expect(parseResource(raw).object).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('gives what the parser of the kind gives', () => {
    fc.assert(
      fc.property(
        fc
          .constantFrom(...names)
          .chain(name => fc.tuple(fc.constant(name), objectsOf(name, true))),
        ([name, raw]) => {
          expect(
            isDeepStrictEqual(parseResource(raw), parserOf(name)(raw)),
          ).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('an object that holds itself', () => {
  it('is read as far as its schema goes', () => {
    const raw: Record<string, unknown> = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'checkout', namespace: 'shop' },
    };
    raw.spec = raw;
    raw.status = { conditions: [raw], raw };
    const { object, findings } = parseResource(raw);
    expect(object).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'checkout', namespace: 'shop' },
      spec: {},
      status: { conditions: [{}] },
    });
    expect(findings.map(({ path }) => path)).toContain('spec.kind');
  });
});
