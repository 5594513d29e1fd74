import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TopologyRequest } from '@fairway/backstage-plugin-mesh-node';
import { meshGraphSchema } from '@fairway/mesh-core';
import { KialiError, type KialiFailure } from '../client';
import { createKialiGraphReader } from './createKialiGraphReader';
import { KialiTopologySource } from './KialiTopologySource';

/** Recorded from Kiali 2.31. */
const recorded = (name: string): unknown =>
  JSON.parse(
    readFileSync(
      join(__dirname, `../__fixtures__/node-graph-${name}.json`),
      'utf8',
    ),
  );
const target = (name: string, cluster = 'sandbox') => ({
  cluster,
  namespace: 'shop',
  name,
});
const both: TopologyRequest = {
  window: 300,
  graphType: 'workload',
  targets: [target('checkout'), target('checkout-primary')],
};
const down = (failure: KialiFailure) => Promise.reject(new KialiError(failure));

function setUp(clusters?: ReadonlyMap<string, string>) {
  let now = Date.parse('2026-11-25T10:00:00Z');
  const client = { nodeGraph: jest.fn(), version: jest.fn() };
  client.nodeGraph.mockImplementation(async ({ workload }) =>
    recorded(workload),
  );
  client.version.mockResolvedValue('2.31.0');
  const source = new KialiTopologySource({
    client,
    config: { keepStaleForMs: 60_000, ...(clusters && { clusters }) },
    reader: createKialiGraphReader(clusters),
    now: () => now,
    signal: new AbortController().signal,
  });
  return { client, source, pass: (ms: number) => (now += ms) };
}

describe('KialiTopologySource', () => {
  it('asks once for each workload and joins the graphs', async () => {
    const { client, source } = setUp();
    const answer = await source.graph(both);

    expect(client.nodeGraph).toHaveBeenCalledTimes(2);
    expect(client.nodeGraph.mock.calls[0][0]).toEqual({
      namespace: 'shop',
      workload: 'checkout',
      graphType: 'workload',
      windowSeconds: 300,
      queryTime: 1_795_600_800,
    });
    expect(answer).toMatchObject({
      type: 'kiali',
      version: '2.31.0',
      state: {
        id: 'kiali',
        state: 'live',
        observedAt: '2026-11-25T10:00:00.000Z',
      },
    });
    const graph = meshGraphSchema.parse(answer.graph);
    const workloads = graph.nodes.map(({ workload }) => workload);
    expect(workloads).toEqual(
      expect.arrayContaining(['checkout', 'checkout-primary', 'orders-v1']),
    );
    expect(new Set(graph.nodes.map(({ id }) => id)).size).toBe(
      graph.nodes.length,
    );
    expect(new Set(graph.nodes.map(({ cluster }) => cluster))).toEqual(
      new Set(['sandbox']),
    );
  });

  it('asks again after a moment, and for another window at once', async () => {
    const { client, source, pass } = setUp();
    await Promise.all([source.graph(both), source.graph(both)]);
    expect(client.nodeGraph).toHaveBeenCalledTimes(2);
    await source.graph({ ...both, window: 600 });
    expect(client.nodeGraph).toHaveBeenCalledTimes(4);
    pass(5_000);
    await source.graph(both);
    expect(client.nodeGraph).toHaveBeenCalledTimes(6);
    expect(client.version).toHaveBeenCalledTimes(1);
  });

  it('calls a cluster by the name that Kiali has for it', async () => {
    const { client, source } = setUp(new Map([['sandbox', 'Kubernetes']]));
    const { graph } = await source.graph(both);
    expect(client.nodeGraph.mock.calls[0][0].cluster).toBe('Kubernetes');
    expect(graph?.nodes.every(({ cluster }) => cluster === 'sandbox')).toBe(
      true,
    );
  });

  it('leaves clusters without a name that have none in Backstage', async () => {
    const { source } = setUp(new Map([['sandbox', 'another']]));
    const { graph } = await source.graph(both);
    expect(graph?.nodes.some(node => 'cluster' in node)).toBe(false);
  });

  it('says so when it does not know what Kiali calls the cluster', async () => {
    const { client, source } = setUp(new Map([['eu', 'Kubernetes']]));
    expect(await source.graph(both)).toEqual({
      type: 'kiali',
      state: expect.objectContaining({
        state: 'not-configured',
        reason: 'mesh.kiali.clusters does not say what Kiali calls sandbox.',
      }),
    });
    expect(client.nodeGraph).not.toHaveBeenCalled();
  });

  it('has the last graph, marked as stale, while Kiali is down, for a while', async () => {
    const { client, source, pass } = setUp();
    const { graph } = await source.graph(both);
    client.nodeGraph.mockImplementation(() => down({ type: 'timeout' }));
    pass(30_000);
    expect(await source.graph(both)).toEqual({
      type: 'kiali',
      version: '2.31.0',
      graph,
      state: {
        id: 'kiali',
        type: 'kiali',
        state: 'stale',
        since: '2026-11-25T10:00:30.000Z',
        observedAt: '2026-11-25T10:00:00.000Z',
        reason: 'Kiali did not answer in time. The last graph is shown.',
      },
    });
    pass(30_001);
    const gone = await source.graph(both);
    expect(gone.graph).toBeUndefined();
    expect(gone.state).toMatchObject({
      state: 'unavailable',
      reason: 'Kiali did not answer in time.',
    });
    expect(source.state()).toEqual(gone.state);
  });

  it('has what it got when a part is missing', async () => {
    const { client, source } = setUp();
    client.nodeGraph.mockImplementation(async ({ workload }) =>
      workload === 'checkout'
        ? recorded('checkout')
        : down({ type: 'forbidden' }),
    );
    const { graph, state } = await source.graph(both);
    expect(graph?.nodes.length).toBeGreaterThan(0);
    expect(state).toMatchObject({
      state: 'forbidden',
      reason: expect.stringContaining('A part of the graph is missing.'),
    });
  });

  it('takes what is no graph for a failure', async () => {
    const { client, source } = setUp();
    client.nodeGraph.mockResolvedValue({ elements: 'none' });
    expect((await source.graph(both)).state).toMatchObject({
      state: 'unavailable',
      reason: expect.stringContaining('Kiali answers in an unknown shape.'),
    });
  });

  it('does without the version', async () => {
    const { client, source } = setUp();
    client.version.mockImplementation(() => down({ type: 'timeout' }));
    const answer = await source.graph(both);
    expect(answer.graph).toBeDefined();
    expect(answer).not.toHaveProperty('version');
  });

  it('lets go when the caller does, and goes on for others', async () => {
    const { client, source } = setUp();
    let deliver = () => {};
    client.nodeGraph.mockImplementation(
      ({ workload }) =>
        new Promise(resolve => {
          const before = deliver;
          deliver = () => {
            before();
            resolve(recorded(workload));
          };
        }),
    );
    const controller = new AbortController();
    const left = source.graph({ ...both, signal: controller.signal });
    const stayed = source.graph(both);
    controller.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    deliver();
    expect((await stayed).state.state).toBe('live');
    expect(client.nodeGraph).toHaveBeenCalledTimes(2);
  });

  it('was not asked at the beginning', () => {
    expect(setUp().source.state()).toMatchObject({ state: 'loading' });
  });
});
