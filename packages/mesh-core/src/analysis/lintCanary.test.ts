import fc from 'fast-check';
import { canarySchema, parseResource } from '../resources';
import { arbitraryFor } from '../resources/__testUtils__/arbitraryFor';
import { raw, snapshotOf } from '../snapshot/__testUtils__/objects';
import { analysis, iterations, lint, SOUND } from './__testUtils__/lint';
import { Authored, pointerOf } from './Authored';
import { lintCanary, type CanaryFinding } from './lintCanary';

/** Applies a patch as RFC 6902 says, for the operations that fixes use. */
function patched(spec: unknown, { fix = [] }: CanaryFinding): unknown {
  const object = structuredClone({ spec });
  for (const operation of fix) {
    const steps = operation.path
      .slice(1)
      .split('/')
      .map(step => step.replace(/~1/g, '/').replace(/~0/g, '~'));
    const last = steps.pop() ?? '';
    const parent = steps.reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null
          ? Reflect.get(value, step)
          : undefined,
      object,
    );
    if (typeof parent !== 'object' || parent === null) {
      throw new Error(`no ${operation.path}`);
    }
    if (operation.op === 'remove') {
      if (Array.isArray(parent)) {
        parent.splice(Number(last), 1);
      } else {
        Reflect.deleteProperty(parent, last);
      }
    } else {
      Reflect.set(parent, last, operation.value);
    }
  }
  return object.spec;
}

const FIXABLE = [
  analysis({ interval: '5s' }),
  analysis({ stepWeight: undefined, stepWeights: [5, 120] }),
  iterations({ maxWeight: 50 }),
  iterations({ mirror: true, match: [{ headers: { a: { exact: 'b' } } }] }),
  analysis({ mirrorWeight: 10 }),
  iterations({
    webhooks: [
      { name: 'g', type: 'confirm-traffic-increase', url: 'http://g' },
      { name: 'load', url: 'http://load' },
    ],
  }),
  analysis({ alerts: [{ name: 'a', providerRef: { name: 'slack' } }] }),
  analysis({
    metrics: [
      { name: 'a', templateRef: { name: 'a' }, thresholdRange: { max: 1 } },
    ],
  }),
  { ...SOUND, service: { port: 80, backendTimeout: '1s' } },
  { ...SOUND, service: { port: 80, retries: { attempts: 1, 'a/b': 1 } } },
];

describe('lintCanary', () => {
  it('puts what the API server rejects first, and advice last', () => {
    const findings = lint(
      analysis({ interval: '5s', iterations: 2.5, webhooks: undefined }),
    );
    const severities = findings.map(({ severity }) => severity);
    expect(findings[0]).toMatchObject({
      code: 'canary-one-way-to-advance',
      severity: 'error',
      consequence: 'rejected',
      ref: { kind: 'Canary', namespace: 'shop', name: 'cart' },
    });
    expect(severities).toEqual(
      [...severities].sort(
        (a, b) =>
          ['error', 'warning', 'info'].indexOf(a) -
          ['error', 'warning', 'info'].indexOf(b),
      ),
    );
  });

  it.each(FIXABLE.map(spec => [spec]))(
    'offers changes that make the finding go away and bring no other',
    spec => {
      const before = lint(spec);
      const fixable = before.filter(({ fix }) => fix);
      expect(fixable).not.toEqual([]);
      for (const finding of fixable) {
        const after = lint(patched(spec, finding));
        const isSame = ({ code, path }: CanaryFinding) =>
          code === finding.code && path === finding.path;
        expect(after.some(isSame)).toBe(false);
        expect(after.length).toBeLessThan(before.length);
      }
    },
  );

  it('judges a Canary of the cluster by what the server kept', () => {
    const object = raw('Canary', 'shop/cart', {
      spec: {
        ...SOUND,
        service: { port: 80, match: [{ uri: { suffix: '.png' } }] },
      },
    });
    const snapshot = snapshotOf(object);
    const [canary] = snapshot.list('Canary');
    expect(lintCanary(canary, { snapshot }).map(({ code }) => code)).toContain(
      'canary-field-dropped',
    );
  });

  it('never throws, whatever a Canary holds', () => {
    fc.assert(
      fc.property(
        arbitraryFor(canarySchema, true),
        fc.boolean(),
        (object, isManifest) => {
          const snapshot = snapshotOf({
            ...raw('Canary', 'shop/cart'),
            spec: new Authored(object).value('spec'),
          });
          for (const canary of snapshot.list('Canary')) {
            expect(
              lintCanary(canary, { snapshot, areManifests: isManifest }),
            ).toBeInstanceOf(Array);
          }
        },
      ),
    );
  });

  it('never throws, whatever was written', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (spec, part) => {
        const authored = {
          ...raw('Canary', 'shop/cart'),
          spec: { ...SOUND, analysis: part, service: spec },
        };
        if (!parseResource(authored).object) {
          return;
        }
        const snapshot = snapshotOf(authored);
        for (const canary of snapshot.list('Canary')) {
          expect(lintCanary(canary, { snapshot, authored })).toBeInstanceOf(
            Array,
          );
        }
      }),
    );
  });
});

describe('Authored', () => {
  const authored = new Authored({
    a: [{ b: 1 }, 'x', null, { b: 2 }],
    text: 't',
    'x.y': null,
  });

  it.each([
    ['a[0].b', 1],
    ['a[1].b', undefined],
    ['a[9]', undefined],
    ['["x.y"]', null],
    ['constructor', undefined],
    ['text.length', undefined],
  ])('has %s', (path, value) => {
    expect(authored.value(path)).toBe(value);
  });

  it('lists the objects of a list, and where they stand', () => {
    expect(authored.elements('a').map(({ path }) => path)).toEqual([
      'a[0]',
      'a[3]',
    ]);
    expect(authored.elements('text')).toEqual([]);
  });

  it('writes paths as JSON Pointers', () => {
    expect(pointerOf('spec.a[2]["x/y~z"]')).toBe('/spec/a/2/x~1y~0z');
  });
});
