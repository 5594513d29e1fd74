import fc from 'fast-check';
import { parse } from 'yaml';
import { parseResource, type Canary } from '../resources';
import { buildManifests } from './buildManifests';
import { parseMeshIntent, type MeshIntent } from './intent';
import type { GeneratedObject } from './Manifest';
import { renderManifest } from './render';
import { arbitraryIntent } from './__testUtils__/arbitraryIntent';
import { crdFindings } from './__testUtils__/crdFindings';

/** Fields of a Canary that Flagger decodes into whole numbers; thresholds of metrics may be fractions. */
function wholeNumbersOf({ spec }: Canary): unknown[] {
  const { analysis, service } = spec;
  return [
    service?.port,
    service?.targetPort,
    service?.retries?.attempts,
    spec.progressDeadlineSeconds,
    analysis?.threshold,
    analysis?.iterations,
    analysis?.maxWeight,
    analysis?.stepWeight,
    analysis?.stepWeightPromotion,
    ...(analysis?.stepWeights ?? []),
  ].filter(value => value !== undefined);
}

/** The objects of one kind that an intent leads to. */
function builtOf<K extends GeneratedObject['kind']>(
  intent: MeshIntent,
  kind: K,
): Extract<GeneratedObject, { kind: K }>[] {
  return buildManifests(intent)
    .map(({ object }) => object)
    .filter(
      (object): object is Extract<GeneratedObject, { kind: K }> =>
        object.kind === kind,
    );
}

/** Runs a check on what any well-formed intent leads to. */
function forAnyIntent(check: (intent: MeshIntent) => void): void {
  fc.assert(
    fc.property(arbitraryIntent, input => {
      const { intent, findings } = parseMeshIntent(input);
      expect(findings).toEqual([]);
      check(intent!);
    }),
  );
}

describe('buildManifests, for any intent', () => {
  it('makes objects that read back without findings', () => {
    forAnyIntent(intent => {
      for (const { object } of buildManifests(intent)) {
        const { object: read, findings } = parseResource(object);
        expect(findings).toEqual([]);
        expect(read).toEqual(object);
      }
    });
  });

  it('makes objects that the definitions of four Istios and of Flagger know', () => {
    forAnyIntent(intent => {
      for (const { object } of buildManifests(intent)) {
        expect(crdFindings(object)).toEqual([]);
      }
    });
  });

  it('renders text that Kubernetes reads as the same object', () => {
    forAnyIntent(intent => {
      for (const manifest of buildManifests(intent)) {
        const text = renderManifest(manifest, 'a test');
        expect(parse(text, { version: '1.1' })).toEqual(manifest.object);
        expect(text).toBe(renderManifest(manifest, 'a test'));
        expect(text.endsWith('\n')).toBe(true);
      }
    });
  });

  it('names exactly one way for a canary to get requests, in whole numbers', () => {
    forAnyIntent(intent => {
      for (const object of builtOf(intent, 'Canary')) {
        const { analysis = {} } = object.spec;
        const ways = ['stepWeight', 'stepWeights', 'iterations'];
        expect(ways.filter(way => way in analysis)).toHaveLength(1);
        expect(wholeNumbersOf(object).every(Number.isInteger)).toBe(true);
      }
    });
  });

  it('sends all requests somewhere', () => {
    forAnyIntent(intent => {
      for (const object of builtOf(intent, 'VirtualService')) {
        const [{ route = [] }] = object.spec.http!;
        const total = route.reduce((sum, { weight = 100 }) => sum + weight, 0);
        expect(total).toBe(100);
      }
    });
  });

  it('routes only to subsets that the DestinationRule has', () => {
    forAnyIntent(intent => {
      const used = builtOf(intent, 'VirtualService').flatMap(object =>
        object.spec.http![0].route!.map(to => to.destination.subset),
      );
      const known = builtOf(intent, 'DestinationRule').flatMap(object =>
        (object.spec.subsets ?? []).map(subset => subset.name),
      );
      expect(known).toEqual(
        expect.arrayContaining(used.filter(subset => subset !== undefined)),
      );
    });
  });

  it('keeps callers inside the mesh on the routes', () => {
    forAnyIntent(intent => {
      const gateways = [
        ...builtOf(intent, 'Canary').map(({ spec }) => spec.service?.gateways),
        ...builtOf(intent, 'VirtualService').map(({ spec }) => spec.gateways),
      ];
      expect(gateways).toHaveLength(1);
      expect(gateways[0] ?? ['mesh']).toContain('mesh');
    });
  });

  it('labels everything with the id of its catalog entity', () => {
    forAnyIntent(intent => {
      const { kubernetesId, name } = intent.service;
      const made = builtOf(intent, 'Canary').flatMap(({ spec }) => [
        spec.service?.apex?.labels,
        spec.service?.primary?.labels,
        spec.service?.canary?.labels,
      ]);
      const own = buildManifests(intent).map(
        ({ object }) => object.metadata.labels,
      );
      for (const labels of [...own, ...made]) {
        expect(labels).toMatchObject({
          'backstage.io/kubernetes-id': kubernetesId ?? name,
        });
      }
    });
  });

  it('always writes the severity of an alert, as Flagger sends none without it', () => {
    forAnyIntent(intent => {
      const severities = builtOf(intent, 'Canary').flatMap(({ spec }) =>
        (spec.analysis?.alerts ?? []).map(alert => alert.severity),
      );
      for (const severity of severities) {
        expect(['info', 'warn', 'error']).toContain(severity);
      }
    });
  });
});
