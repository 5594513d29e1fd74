import type { Sidecar } from '../../resources';
import { raw, snapshotOf } from '../__testUtils__/objects';
import { knowsHost, sidecarOf } from './sidecarOf';

function sidecarWith(...hosts: string[]): Sidecar {
  const [sidecar] = snapshotOf(
    raw('Sidecar', 'shop/default', { spec: { egress: [{ hosts }] } }),
  ).list('Sidecar');
  return sidecar;
}

describe('knowsHost', () => {
  it.each<[string[], string, string, ReturnType<typeof knowsHost>]>([
    [['*/*'], 'api.mail.example', 'web', 'wildcard'],
    [['web/*'], 'api.mail.example', 'web', 'wildcard'],
    [['web/*'], 'api.mail.example', 'pay', 'unknown'],
    [['./*'], 'api.mail.example', 'shop', 'wildcard'],
    [['./*'], 'api.mail.example', 'web', 'unknown'],
    [['*/api.mail.example'], 'api.mail.example', 'web', 'named'],
    [['*/*.mail.example'], 'api.mail.example', 'web', 'named'],
    [['web/api.mail.example', './*'], 'api.mail.example', 'web', 'named'],
    [['*/other.example'], 'api.mail.example', 'web', 'unknown'],
    [['~/*'], 'api.mail.example', 'web', 'unknown'],
    [['*/*', '~web/*'], 'api.mail.example', 'web', 'unknown'],
    [['*/*', '~pay/*'], 'api.mail.example', 'web', 'wildcard'],
    [[], 'api.mail.example', 'web', 'unknown'],
  ])('%j on %s of %s: %s', (hosts, host, namespace, known) => {
    expect(knowsHost(sidecarWith(...hosts), 'shop', host, namespace)).toBe(
      known,
    );
  });

  it('knows every host where there is no Sidecar, or none with egress', () => {
    expect(knowsHost(undefined, 'shop', 'a.example', 'web')).toBe('wildcard');
    const [sidecar] = snapshotOf(raw('Sidecar', 'shop/default')).list(
      'Sidecar',
    );
    expect(knowsHost(sidecar, 'shop', 'a.example', 'web')).toBe('wildcard');
  });
});

describe('sidecarOf', () => {
  const sidecar = (id: string, labels?: Record<string, string>) =>
    raw('Sidecar', id, {
      spec: labels ? { workloadSelector: { labels } } : {},
    });
  const chosen = (...objects: Parameters<typeof snapshotOf>) =>
    sidecarOf(snapshotOf(...objects), 'shop', { app: 'cart', v: '1' }, 'root')
      ?.metadata.name;

  it.each([
    [[], undefined],
    [[sidecar('shop/own', { app: 'cart' }), sidecar('shop/all')], 'own'],
    [
      [sidecar('shop/own', { app: 'cart', v: '2' }), sidecar('shop/all')],
      'all',
    ],
    [[sidecar('shop/empty', {}), sidecar('root/mesh')], 'empty'],
    [[sidecar('root/mesh')], 'mesh'],
    [[sidecar('root/mesh', { app: 'cart' })], undefined],
    [[sidecar('web/all')], undefined],
  ])('of %j is %s', (objects, name) => {
    expect(chosen(...objects)).toBe(name);
  });
});
