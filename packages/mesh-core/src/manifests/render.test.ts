import { parse } from 'yaml';
import type { VirtualService } from '../resources';
import type { Manifest } from './Manifest';
import { renderKustomization, renderManifest } from './render';

function manifest(more: Partial<Manifest> = {}): Manifest<VirtualService> {
  return {
    object: {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'on', namespace: 'shop', labels: { y: 'no' } },
      spec: { hosts: ['1_000', '0o17', '1:20', 'null', '2026-01-01'] },
    },
    purpose: 'A test.',
    reference: 'https://example.com',
    comments: [],
    ...more,
  } as Manifest<VirtualService>;
}

describe('renderManifest', () => {
  it.each(['1.1', '1.2'] as const)(
    'quotes texts that YAML %s takes for something else',
    version => {
      const { object } = manifest();
      expect(parse(renderManifest(manifest(), 'x'), { version })).toEqual(
        object,
      );
    },
  );

  it('puts comments above fields and above elements', () => {
    const text = renderManifest(
      manifest({
        comments: [
          { path: ['spec', 'hosts'], text: 'the hosts' },
          { path: ['spec', 'hosts', 3], text: 'not nothing' },
        ],
      }),
      'x',
    );

    expect(text).toContain("  # the hosts\n  hosts:\n    - '1_000'");
    expect(text).toContain("    # not nothing\n    - 'null'");
  });

  it('refuses a comment on a field that is not there', () => {
    const comments = [{ path: ['spec', 'gateways'], text: 'lost' }];
    expect(() => renderManifest(manifest({ comments }), 'x')).toThrow(
      'There is no field spec.gateways to comment on',
    );
  });

  it('never folds a line or repeats an object by reference', () => {
    const shared = { a: 'long '.repeat(100).trim() };
    const text = renderManifest(
      manifest({
        object: {
          ...manifest().object,
          metadata: {
            name: 'a',
            namespace: 'b',
            labels: shared,
            annotations: shared,
          },
        },
      }),
      'x',
    );

    expect(text).not.toMatch(/[&*]a\d/);
    expect(text.split('\n').filter(line => line.includes('long'))).toHaveLength(
      2,
    );
  });
});

describe('renderKustomization', () => {
  it('lists files in a stable order', () => {
    const names = ['virtualservice-a.yaml', 'canary-a.yaml'];
    const text = renderKustomization(names, 'x');

    expect(parse(text)).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: ['canary-a.yaml', 'virtualservice-a.yaml'],
    });
    expect(text).toBe(renderKustomization([...names].reverse(), 'x'));
  });
});
