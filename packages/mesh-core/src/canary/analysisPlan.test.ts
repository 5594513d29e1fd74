import { parseCanary } from '../resources';
import { canary } from '../snapshot/__testUtils__/objects';
import { analysisIntervalMs, analysisPlan } from './analysisPlan';

function planOf(
  analysis: Record<string, unknown> | undefined,
  spec: Record<string, unknown> = {},
) {
  const raw = canary('shop/a', { spec: { analysis, ...spec } });
  const { object } = parseCanary(raw);
  if (!object) {
    throw new Error('not read');
  }
  return analysisPlan(object);
}

describe('analysisPlan', () => {
  it.each([
    ['1m', 60_000],
    ['30s', 30_000],
    ['10s', 10_000],
    ['5s', 10_000],
    ['1m30s', 90_000],
    ['500ms', 10_000],
    ['5minutes', 60_000],
    ['', 60_000],
    [undefined, 60_000],
  ])('interval %s is %d ms', (text, milliseconds) => {
    expect(analysisIntervalMs(text)).toBe(milliseconds);
  });

  it.each([
    [{ stepWeight: 10, maxWeight: 50 }, [10, 20, 30, 40, 50]],
    [{ stepWeight: 20, maxWeight: 50 }, [20, 40, 60]],
    [{ stepWeight: 30, maxWeight: 100 }, [30, 60, 90, 100]],
    [{ stepWeight: 50 }, [50, 100]],
    [{ stepWeight: 150 }, [100]],
    [{ stepWeight: 100, maxWeight: 50 }, [100]],
    [{ stepWeight: -5, maxWeight: 50 }, []],
    [{ stepWeight: 0 }, []],
    [{}, []],
    [{ stepWeights: [1, 10, 80] }, [1, 10, 80]],
    [{ stepWeights: [1, 10, 120] }, [1, 10, 100]],
    [{ stepWeights: [20, 10] }, [20, 10]],
    [{ stepWeights: [5], maxWeight: 3 }, [5]],
    [{ iterations: 5, stepWeight: 10 }, []],
  ])('%j visits %j', (analysis, weights) => {
    expect(planOf(analysis).weights).toEqual(weights);
  });

  it('bounds a run that would have no end', () => {
    expect(planOf({ stepWeight: 0.001 }).weights).toHaveLength(200);
    expect(planOf({ iterations: 1e9 }).iterations).toBe(200);
  });

  const match = [{ headers: { x: { exact: 'y' } } }];
  it.each([
    [{ stepWeight: 10 }, 'weighted', 0],
    [{}, 'weighted', 0],
    [{ match, stepWeight: 10 }, 'weighted', 0],
    [{ match, iterations: 3 }, 'ab-test', 3],
    [{ match: [], iterations: 3 }, 'blue-green', 3],
    [{ iterations: 3 }, 'blue-green', 3],
    [{ iterations: 0, match }, 'weighted', 0],
    [undefined, 'unknown', 0],
  ])('%j is %s', (analysis, strategy, iterations) => {
    expect(planOf(analysis)).toMatchObject({ strategy, iterations });
  });

  it.each([
    [5, 5],
    [0, 1],
    [-3, 1],
    [undefined, 1],
  ])('threshold %s is %d', (threshold, expected) => {
    expect(planOf({ threshold }).threshold).toBe(expected);
  });

  it('knows mirroring and skipping', () => {
    expect(planOf({ mirror: true })).toMatchObject({
      mirror: true,
      skip: false,
    });
    expect(planOf({}, { skipAnalysis: true })).toMatchObject({
      mirror: false,
      skip: true,
    });
  });
});
