import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readKialiConfig } from './readKialiConfig';

const read = (kiali?: JsonObject) =>
  readKialiConfig(new ConfigReader(kiali ? { mesh: { kiali } } : {}));

describe('readKialiConfig', () => {
  it('gives nothing without the section', () => {
    expect(read()).toBeUndefined();
  });

  it('needs no more than an address', () => {
    expect(read({ url: 'http://127.0.0.1:20011/kiali/' })).toEqual({
      url: 'http://127.0.0.1:20011/kiali',
      auth: { type: 'none' },
      timeoutMs: 10_000,
      keepStaleForMs: 900_000,
    });
  });

  it('reads all keys', () => {
    expect(
      read({
        url: 'https://kiali.example.com',
        auth: { token: 'abc' },
        clusters: { sandbox: 'Kubernetes', 'eu.west': 'eu' },
        timeout: '3s',
        keepStaleFor: { minutes: 1 },
      }),
    ).toEqual({
      url: 'https://kiali.example.com',
      auth: { type: 'token', token: 'abc' },
      clusters: new Map([
        ['sandbox', 'Kubernetes'],
        ['eu.west', 'eu'],
      ]),
      timeoutMs: 3_000,
      keepStaleForMs: 60_000,
    });
  });

  it.each<[string, JsonObject, string]>([
    ['no address', {}, 'url'],
    [
      'an address that is none',
      { url: 'kiali' },
      'mesh.kiali.url is no address',
    ],
    ['a file', { url: 'file:///etc/passwd' }, 'mesh.kiali.url is no address'],
    [
      'a password in the address',
      { url: 'https://u:p@kiali' },
      'Credentials belong to mesh.kiali.auth',
    ],
    [
      'a token that is missing',
      { url: 'http://kiali', auth: { type: 'token' } },
      'mesh.kiali.auth.token is missing',
    ],
    [
      'an unknown kind of auth',
      { url: 'http://kiali', auth: { type: 'openid' } },
      'It must be none or token',
    ],
    [
      'clusters without names',
      { url: 'http://kiali', clusters: { sandbox: { name: 'x' } } },
      'mesh.kiali.clusters must give each cluster',
    ],
    ['a wrong duration', { url: 'http://kiali', timeout: 'soon' }, 'timeout'],
  ])('refuses %s', (_, kiali, message) => {
    expect(() => read(kiali)).toThrow(message);
  });

  it.each(['https://user:hunter2@kiali', 'htp//user:hunter2@kiali'])(
    'never repeats a password: %s',
    url => {
      expect(() => read({ url })).toThrow(/^(?!.*hunter2)/s);
    },
  );
});
