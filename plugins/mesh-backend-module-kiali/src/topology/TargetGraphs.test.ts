import { KialiError } from '../client';
import { TargetGraphs } from './TargetGraphs';

let now: number;
let graphs: TargetGraphs<string>;
beforeEach(() => {
  now = 1_000_000;
  graphs = new TargetGraphs({ now: () => now, keepMs: 60_000 });
});
const down = () => Promise.reject(new KialiError({ type: 'timeout' }));

describe('TargetGraphs', () => {
  it('asks once for all who want to know at the same time', async () => {
    const load = jest.fn(async () => 'graph');
    const answers = await Promise.all([
      graphs.get('a', load),
      graphs.get('a', load),
    ]);
    expect(answers).toEqual([
      { graph: 'graph', at: now },
      { graph: 'graph', at: now },
    ]);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('asks again after a moment', async () => {
    const load = jest.fn(async () => 'graph');
    await graphs.get('a', load);
    now += 4_999;
    await graphs.get('a', load);
    expect(load).toHaveBeenCalledTimes(1);
    now += 1;
    await graphs.get('a', load);
    await graphs.get('b', load);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('has the last graph when there is no newer one, for a while', async () => {
    await graphs.get('a', async () => 'old');
    const at = now;
    now += 60_000;
    expect(await graphs.get('a', down)).toEqual({
      graph: 'old',
      at,
      failure: { type: 'timeout' },
    });
    now += 1;
    expect(await graphs.get('a', down)).toEqual({
      failure: { type: 'timeout' },
    });
  });

  it('asks for four at a time', async () => {
    let running = 0;
    let most = 0;
    const load = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(resolve => setImmediate(resolve));
      running -= 1;
      return 'graph';
    };
    await Promise.all(
      Array.from({ length: 20 }, (_, i) => graphs.get(`target-${i}`, load)),
    );
    expect(most).toBe(4);
  });

  it('hides no mistake of its own', async () => {
    const load = () => Promise.reject(new TypeError('a bug'));
    await expect(graphs.get('a', load)).rejects.toThrow('a bug');
  });
});
