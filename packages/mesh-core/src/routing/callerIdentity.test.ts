import {
  raw,
  snapshotOf,
  type RawObject,
} from '../snapshot/__testUtils__/objects';
import { callerIdentity } from './callerIdentity';

function workload(
  name: string,
  labels: Record<string, string>,
  serviceAccountName?: string,
): RawObject {
  return raw('Deployment', `web/${name}`, {
    spec: {
      template: {
        metadata: { labels },
        spec: { serviceAccountName, containers: [] },
      },
    },
  });
}

function pod(
  name: string,
  labels: Record<string, string>,
  serviceAccountName: string,
): RawObject {
  return raw('Pod', `web/${name}`, {
    metadata: { labels },
    spec: { serviceAccountName, containers: [] },
  });
}

const caller = (labels: Record<string, string>) => ({
  kind: 'sidecar' as const,
  namespace: 'web',
  labels,
});

describe('callerIdentity', () => {
  it('is made of the account of the pods, by all of their labels', () => {
    const snapshot = snapshotOf(
      workload('front', { app: 'front' }, 'front'),
      pod('front-1', { app: 'front', injected: 'yes' }, 'front'),
    );
    const labels = { app: 'front', injected: 'yes' };
    expect(callerIdentity(snapshot, caller(labels))).toBe(
      'cluster.local/ns/web/sa/front',
    );
    expect(callerIdentity(snapshot, caller(labels), 'mesh.example')).toBe(
      'mesh.example/ns/web/sa/front',
    );
  });

  it('is made of what the workload says when it has no pods', () => {
    const snapshot = snapshotOf(workload('front', { app: 'front' }));
    expect(callerIdentity(snapshot, caller({ app: 'front' }))).toBe(
      'cluster.local/ns/web/sa/default',
    );
  });

  it('is that of a namespace when all of its pods have one account', () => {
    const one = snapshotOf(pod('a', {}, 'web'), pod('b', {}, 'web'));
    const two = snapshotOf(pod('a', {}, 'web'), pod('b', {}, 'other'));
    expect(callerIdentity(one, caller({}))).toBe('cluster.local/ns/web/sa/web');
    expect(callerIdentity(two, caller({}))).toBeUndefined();
  });

  it('is not known of pods that are not', () => {
    expect(
      callerIdentity(snapshotOf(), caller({ app: 'front' })),
    ).toBeUndefined();
  });

  it('is named like a waypoint, and absent outside the mesh', () => {
    const waypoint = {
      kind: 'waypoint' as const,
      namespace: 'web',
      name: 'gate',
    };
    expect(callerIdentity(snapshotOf(), waypoint)).toBe(
      'cluster.local/ns/web/sa/gate',
    );
    expect(callerIdentity(snapshotOf(), { kind: 'none' })).toBeNull();
  });
});
