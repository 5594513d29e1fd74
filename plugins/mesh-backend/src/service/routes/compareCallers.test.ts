import {
  applyChanges,
  scopeOf,
  type MeshSnapshot,
  type RouteCaller,
  type ScopeQuery,
} from '@fairway/mesh-core';
import { aService, snapshotOf } from '../../__testUtils__/smallWorld';
import { compareCallers } from './compareCallers';
import { TableCache } from './TableCache';

const query: ScopeQuery = {
  entityRef: 'component:default/cart',
  kubernetesId: 'cart',
  problems: [],
};
const scoped = (snapshot: MeshSnapshot) => ({
  snapshot,
  scope: scopeOf(snapshot, query),
  revision: 1,
});
const virtualService = (namespace: string, host: string, http: object[]) => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'edited', namespace },
  spec: { hosts: [host], http },
});

const before = snapshotOf('sandbox', [
  ...aService('shop', 'cart'),
  ...aService('others', 'secret'),
]);
const with418 = (namespace: string, host: string) =>
  applyChanges(before, [
    {
      type: 'upsert',
      kind: 'VirtualService',
      object: virtualService(namespace, host, [
        { directResponse: { status: 418 } },
      ]),
    },
  ]);

const named = (namespace: string) => ({
  id: namespace,
  title: namespace,
  caller: { kind: 'sidecar', namespace, labels: {} } as RouteCaller,
});

const compare = (
  after: MeshSnapshot,
  callers: string[],
  options: { now?: () => number; signal?: AbortSignal } = {},
) =>
  compareCallers(scoped(before), scoped(after), callers.map(named), {
    tables: new TableCache(),
    now: () => 0,
    ...options,
  });

describe('compareCallers', () => {
  it('joins the same difference of several callers', async () => {
    const { differences, compared, cut } = await compare(
      with418('shop', 'cart'),
      ['web', 'batch'],
    );
    expect(differences).toEqual([
      expect.objectContaining({
        callers: ['web', 'batch'],
        host: 'cart.shop.svc.cluster.local',
        before: expect.objectContaining({ outcome: 'route' }),
        after: expect.objectContaining({ outcome: 'direct', status: 418 }),
        decidedAfter: expect.objectContaining({ path: 'spec.http[0]' }),
      }),
    ]);
    expect(compared).toBeGreaterThan(1);
    expect(cut).toBe(false);
  });

  it('counts differences at hosts of others, and says nothing of them', async () => {
    const { differences, hiddenDifferences } = await compare(
      with418('shop', 'secret.others.svc.cluster.local'),
      ['web'],
    );
    expect(differences).toEqual([]);
    expect(hiddenDifferences).toBeGreaterThan(0);
  });

  it('stops when the time is over, and says so', async () => {
    let time = 0;
    const { cut, differences } = await compare(
      with418('shop', 'cart'),
      ['web', 'batch', 'jobs'],
      {
        now: () => {
          time += 2_000;
          return time;
        },
      },
    );
    expect(cut).toBe(true);
    expect(differences[0].callers).toEqual(['web']);
  });

  it('stops when nobody waits for the answer any more', async () => {
    const controller = new AbortController();
    controller.abort(new Error('gone'));
    await expect(
      compare(with418('shop', 'cart'), ['web', 'batch'], {
        signal: controller.signal,
      }),
    ).rejects.toThrow('gone');
  });
});
