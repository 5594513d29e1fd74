import type { MeshEdge, MeshGraph, MeshNode } from '@fairway/mesh-core';
import { observedCalls } from './observedCalls';

const health = { state: 'healthy' as const, reason: '', evidence: [] };
const node = (id: string, more: Partial<MeshNode> = {}): MeshNode => ({
  id,
  kind: 'workload',
  cluster: 'sandbox',
  namespace: 'web',
  name: id,
  workload: id,
  focus: false,
  outsideMesh: false,
  health,
  inbound: [],
  outbound: [],
  badges: [],
  ...more,
});
const own = node('cart', { namespace: 'shop', focus: true });
const edge = (
  source: string,
  target: string,
  ratePerSecond: number,
  protocol: 'http' | 'grpc' | 'tcp' = 'http',
): MeshEdge => ({
  id: `${source}>${target}`,
  source,
  target,
  traffic: { protocol, ratePerSecond },
  health,
  responses: [],
});

const callsOf = (nodes: MeshNode[], edges: MeshEdge[]) => {
  const graph: MeshGraph = { nodes: [own, ...nodes], edges };
  return observedCalls(graph, 'sandbox');
};

describe('observedCalls', () => {
  it('names callers with the rate of their requests', () => {
    const { calls } = callsOf([node('front')], [edge('front', 'cart', 12)]);
    expect(calls.callers).toEqual([
      { namespace: 'web', workload: 'front', requestsPerSecond: 12 },
    ]);
  });

  it('takes bytes for no requests', () => {
    const { calls } = callsOf(
      [node('front')],
      [edge('front', 'cart', 9_000, 'tcp')],
    );
    expect(calls.callers).toEqual([{ namespace: 'web', workload: 'front' }]);
  });

  it.each<[string, Partial<MeshNode>]>([
    ['a service that passes on', { kind: 'service', service: 'x' }],
    ['somebody unknown', { kind: 'unknown', namespace: 'unknown' }],
    ['somebody without a namespace', { namespace: undefined }],
    ['a workload of another cluster', { cluster: 'mars' }],
  ])('does not name %s', (_, more) => {
    const { calls, hidden } = callsOf(
      [node('other', more)],
      [edge('other', 'cart', 1)],
    );
    expect(calls.callers).toEqual([]);
    expect(hidden).toBe(0);
  });

  it('counts callers that the reader must not know, each once', () => {
    const secret = node('hidden-1', { kind: 'hidden', namespace: undefined });
    expect(
      callsOf(
        [secret],
        [edge('hidden-1', 'cart', 1), edge('hidden-1', 'cart', 2, 'grpc')],
      ),
    ).toEqual({
      calls: { callers: [], called: [], calledWorkloads: [] },
      hidden: 1,
    });
  });

  it('names the hosts that are called', () => {
    const { calls } = callsOf(
      [
        node('db', { service: 'db', namespace: 'data' }),
        node('mail', { kind: 'external', name: 'api.mail.example' }),
        node('pods', { service: undefined }),
        node('secret', { kind: 'hidden', namespace: undefined }),
      ],
      ['db', 'mail', 'pods', 'secret'].map(id => edge('cart', id, 1)),
    );
    expect(calls.called).toEqual([
      'api.mail.example',
      'db.data.svc.cluster.local',
    ]);
    expect(calls.calledWorkloads).toEqual([
      { namespace: 'web', workload: 'pods' },
    ]);
  });

  it('leaves out what others do among themselves', () => {
    const { calls } = callsOf(
      [node('a'), node('b')],
      [edge('a', 'b', 1), edge('cart', 'cart', 1)],
    );
    expect(calls).toEqual({ callers: [], called: [], calledWorkloads: [] });
  });
});
