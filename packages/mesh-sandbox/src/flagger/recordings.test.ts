import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CanaryState, RouteWeights, TickInputs } from './CanaryTick';
import {
  CanaryStatus,
  promotedCondition,
  PromotedCondition,
} from './CanaryStatus';
import { readCanaryPlan } from './readCanaryPlan';
import { tickCanary } from './tickCanary';

interface Recording {
  recorded: string;
  plan: {
    name: string;
    target: string;
    service: string;
    analysis: Record<string, unknown>;
  };
  passes: number;
  revisionsAtPass: number[];
  primaryNotReady: string[];
  hookAnswers: Record<string, number[]>;
  measurements: Record<string, number[]>;
  statuses: Record<string, unknown>[];
  routes: RouteWeights[];
  events: { type: string; message: string }[];
}

const folder = join(__dirname, '__fixtures__');
const recordings = readdirSync(folder).map(
  file =>
    [
      file.replace('.json', ''),
      JSON.parse(readFileSync(join(folder, file), 'utf8')),
    ] as [string, Recording],
);

/** The world of a recording: it answers each question as the real one did, in the same order. */
function recordedWorld(recording: Recording): (pass: number) => TickInputs {
  const answers = structuredClone(recording.hookAnswers);
  const slow = structuredClone(
    recording.measurements['request-duration'] ?? [],
  );
  const notReady = [...recording.primaryNotReady];
  return pass => {
    const revisions = recording.revisionsAtPass.filter(at => at <= pass).length;
    const reason = notReady.shift();
    return {
      templateHash: `revision-${revisions}`,
      primary: reason ? { ready: false, reason } : { ready: true },
      canary: { ready: true },
      ask(hook) {
        const code = answers[hook.name]?.shift();
        if (code === undefined) {
          throw new Error(
            `${hook.name} was not called so often in the recording`,
          );
        }
        return { code };
      },
      measure: metric =>
        metric === 'request-duration' ? (slow.shift() ?? 120) : 100,
    };
  };
}

function play(recording: Recording) {
  const { plan, passes } = recording;
  const canaryPlan = readCanaryPlan({
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name: plan.name, namespace: 'demo' },
    spec: {
      targetRef: { name: plan.target },
      service: { name: plan.service },
      analysis: plan.analysis,
    },
  });
  const world = recordedWorld(recording);
  let state: CanaryState = {
    plan: canaryPlan,
    status: { phase: '', canaryWeight: 0, iterations: 0, failedChecks: 0 },
  };
  let condition: PromotedCondition | undefined;
  const seen = {
    statuses: [] as unknown[],
    routes: [] as RouteWeights[],
    events: [] as unknown[],
  };
  for (let pass = 0; pass < passes; pass += 1) {
    let written: CanaryStatus | undefined;
    for (const effect of tickCanary(state, world(pass))) {
      if (effect.type === 'event') {
        seen.events.push({ type: effect.level, message: effect.message });
      } else if (effect.type === 'status') {
        written = effect.status;
        state = { ...state, status: effect.status };
      } else if (effect.type === 'routes') {
        state = { ...state, routes: effect.routes };
        if (
          JSON.stringify(seen.routes.at(-1)) !== JSON.stringify(effect.routes)
        ) {
          seen.routes.push(effect.routes);
        }
      }
    }
    if (written?.phase) {
      condition = promotedCondition(written.phase, condition, `pass ${pass}`);
      const { status, reason, message } = condition;
      const { lastAppliedSpec, lastPromotedSpec, ...fields } = written;
      const promoted =
        lastAppliedSpec !== undefined && lastAppliedSpec === lastPromotedSpec;
      seen.statuses.push({
        ...fields,
        condition: { status, reason, message },
        promoted,
      });
    }
  }
  return seen;
}

describe('tickCanary, compared with recordings of a real Flagger', () => {
  it('has the recordings that it was built for', () => {
    expect(recordings.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'weighted-promoted',
        'weighted-too-slow',
        'weighted-gated',
        'ab-promoted',
        'blue-green-gated',
      ]),
    );
  });

  describe.each(recordings)('%s', (_name, recording) => {
    const seen = play(recording);

    it('writes the same statuses and conditions', () => {
      expect(seen.statuses).toEqual(recording.statuses);
    });

    it('sends the same events', () => {
      expect(seen.events).toEqual(recording.events);
    });

    it('sets the same routes', () => {
      expect(seen.routes).toEqual(recording.routes);
    });
  });
});
