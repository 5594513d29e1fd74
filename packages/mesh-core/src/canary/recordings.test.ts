import type { Canary, VirtualService } from '../resources';
import type { MeshSnapshot } from '../snapshot';
import { evaluateCanary, summarizeCanary } from './evaluateCanary';
import {
  canaryDetailSchema,
  canarySummarySchema,
  type CanaryDetail,
} from './model';
import { recordings, replay } from './__testUtils__/replay';

/** Weights as the VirtualService has them, read in another way than the product does. */
function splitsOf(
  virtualService: VirtualService | undefined,
): [number, number][] {
  return (virtualService?.spec.http ?? []).flatMap(rule => {
    const weight = (suffix: string): number | undefined =>
      rule.route?.find(({ destination }) => destination.host.endsWith(suffix))
        ?.weight;
    const canary = weight('-canary');
    return canary === undefined ? [] : [[weight('-primary') ?? 0, canary]];
  });
}

function apexOf(canary: Canary): string {
  return canary.spec.service?.name ?? canary.spec.targetRef?.name ?? '';
}

function checkWeights(
  snapshot: MeshSnapshot,
  canary: Canary,
  { weights }: CanaryDetail,
): void {
  const { namespace } = canary.metadata;
  const virtualService = snapshot.get(
    'VirtualService',
    namespace,
    apexOf(canary),
  );
  const splits = splitsOf(virtualService);
  if (weights.state === 'unknown') {
    expect(splits).toEqual([]);
    expect(weights.reason).not.toBe('');
    return;
  }
  expect(weights.primary + weights.canary).toBe(100);
  expect(splits).toContainEqual([weights.primary, weights.canary]);
  expect(weights.statusWeight).toBe(
    canary.status?.canaryWeight === weights.canary
      ? undefined
      : canary.status?.canaryWeight,
  );
}

/** Steps are done up to one that is current or failed, and to come after it. */
function checkSteps({ steps, phase, suspended }: CanaryDetail): void {
  const states = steps.map(({ state }) => state).join(' ');
  expect(states).toMatch(
    /^(done )*(done|((current|failed)( todo)*)|todo( todo)*|unknown( unknown)*)$/,
  );
  if (phase === 'Succeeded') {
    expect(states).toMatch(/^done( done)*$/);
  }
  const times = steps.flatMap(({ at }) => (at ? [Date.parse(at)] : []));
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const planned = steps.flatMap(({ earliest }) =>
    earliest ? [Date.parse(earliest)] : [],
  );
  expect(planned).toEqual([...planned].sort((a, b) => a - b));
  if (phase !== 'Progressing' || suspended) {
    expect(planned).toEqual([]);
  }
}

function checkDetail(
  snapshot: MeshSnapshot,
  canary: Canary,
  detail: CanaryDetail,
): void {
  expect(canaryDetailSchema.parse(detail)).toEqual(detail);
  checkWeights(snapshot, canary, detail);
  checkSteps(detail);
  const { status } = canary;
  expect(detail.phase).toBe(status?.phase ?? 'Unknown');
  expect(detail.phaseSince).toBe(status?.conditions?.[0].lastUpdateTime);
  expect(detail.failedChecks.kind === 'erased').toBe(detail.phase === 'Failed');
  const times = detail.events.map(({ at }) => Date.parse(at));
  expect(times).toEqual([...times].sort((a, b) => b - a));
  expect(detail.verdict.reason).toMatch(/^[A-Z0-9].*\.$/s);
}

/** What changes of a release as a person sees it, a line per change. */
function storyOf(name: string): string[] {
  const lines: string[] = [];
  for (const { t, snapshot } of replay(name)) {
    for (const canary of snapshot.list('Canary')) {
      const now = new Date(t);
      const detail = evaluateCanary(snapshot, canary, { now });
      checkDetail(snapshot, canary, detail);
      const summary = summarizeCanary(snapshot, canary, { now });
      expect(canarySummarySchema.parse(detail)).toEqual(summary);
      const { weights, verdict, phase } = detail;
      const split =
        weights.state === 'known'
          ? `${weights.primary}/${weights.canary}`
          : '?/?';
      const line = `${phase} ${split} ${verdict.state}: ${verdict.reason}`;
      if (!lines.at(-1)?.endsWith(line)) {
        lines.push(`${t.slice(11, 19)} ${line}`);
      }
    }
  }
  return lines;
}

describe('recorded releases', () => {
  it('are here', () => {
    expect(recordings.length).toBeGreaterThanOrEqual(38);
  });

  it.each(recordings)('%s holds at every moment, and tells its story', name => {
    expect(storyOf(name)).toMatchSnapshot();
  });
});
