import { applyChange, type RouteCaller } from '@fairway/mesh-core';
import { aService, snapshotOf } from '../../__testUtils__/smallWorld';
import { TableCache } from './TableCache';

const snapshot = snapshotOf('sandbox', aService('shop', 'cart'));
const sidecar = (labels: Record<string, string>): RouteCaller => ({
  kind: 'sidecar',
  namespace: 'shop',
  labels,
});
const [deployment] = aService('shop', 'other');
const newer = applyChange(snapshot, {
  type: 'upsert',
  kind: 'Deployment',
  object: deployment,
});

describe('TableCache', () => {
  it('compiles once for a snapshot and caller, whatever the order of labels', () => {
    const tables = new TableCache();
    const one = tables.get(snapshot, sidecar({ a: '1', b: '2' }));
    expect(tables.get(snapshot, sidecar({ b: '2', a: '1' }))).toBe(one);
    expect(tables.get(snapshot, sidecar({ a: '1' }))).not.toBe(one);
    expect(tables.size).toBe(2);
  });

  it.each<RouteCaller>([
    { kind: 'gateway', namespace: 'shop', labels: {} },
    { kind: 'waypoint', namespace: 'shop', name: 'a' },
    { kind: 'waypoint', namespace: 'shop', name: 'b' },
    { kind: 'none' },
    { kind: 'none', namespace: 'shop' },
    sidecar({ kind: 'x' }),
  ])('tells %o from a sidecar without labels', caller => {
    const tables = new TableCache();
    const table = tables.get(snapshot, sidecar({}));
    expect(tables.get(snapshot, caller)).not.toBe(table);
  });

  it('compiles anew for a newer snapshot, and lets go of the older', () => {
    const tables = new TableCache();
    const old = tables.get(snapshot, sidecar({}));
    tables.get(snapshot, sidecar({ a: '1' }));
    expect(tables.get(newer, sidecar({}))).not.toBe(old);
    expect(tables.size).toBe(1);
  });

  it('keeps clusters apart', () => {
    const tables = new TableCache();
    const table = tables.get(snapshot, sidecar({}));
    tables.get(snapshotOf('other', aService('shop', 'cart')), sidecar({}));
    expect(tables.get(snapshot, sidecar({}))).toBe(table);
  });

  it('keeps those that were asked for last, and not more than it may', () => {
    const tables = new TableCache();
    const first = tables.get(snapshot, sidecar({ at: '0' }));
    for (let at = 1; at < 100; at++) {
      tables.get(snapshot, sidecar({ at: String(at) }));
      tables.get(snapshot, sidecar({ at: '0' }));
    }
    expect(tables.size).toBe(24);
    expect(tables.get(snapshot, sidecar({ at: '0' }))).toBe(first);
  });

  it('does not keep what is asked once', () => {
    const tables = new TableCache();
    expect(tables.compile(snapshot, sidecar({})).listeners).toHaveLength(1);
    expect(tables.size).toBe(0);
  });
});
