import { redirectOf, type RedirectSite } from './redirects';

const plain: RedirectSite = { port: 80, tls: false, prefixRewrite: true };
const secure: RedirectSite = { port: 443, tls: true, prefixRewrite: true };
const odd: RedirectSite = { port: 8080, tls: false, prefixRewrite: true };

describe('redirectOf', () => {
  it('moves permanently to the same place where nothing else is said', () => {
    expect(redirectOf({}, plain)).toEqual({ kind: 'redirect', status: 301 });
  });

  it.each([
    [{ redirectCode: 308 }, { status: 308 }],
    [{ redirectCode: 0 }, { status: 301 }],
    [{ uri: '/new' }, { path: '/new' }],
    [{ prefixRewrite: '/v2' }, { prefix: '/v2' }],
    [{ uri: '/new', prefixRewrite: '/v2' }, { path: '/new' }],
    [{ uri: '', prefixRewrite: '/v2' }, { prefix: '/v2' }],
    [{ authority: 'new.example' }, { host: 'new.example' }],
    [{ scheme: 'https' }, { scheme: 'https' }],
    [{ port: 8443 }, { port: 8443 }],
    [{ port: 80 }, {}],
    [{ port: 443 }, { port: 443 }],
    [{ scheme: 'https', port: 443 }, { scheme: 'https' }],
    [
      { scheme: 'https', port: 80 },
      { scheme: 'https', port: 80 },
    ],
  ])('reads %j on plain HTTP', (redirect, expected) => {
    expect(redirectOf(redirect, plain)).toEqual({
      kind: 'redirect',
      status: 301,
      ...expected,
    });
  });

  it.each([
    [{ port: 443 }, {}],
    [{ port: 80 }, { port: 80 }],
    [{ scheme: 'http', port: 80 }, { scheme: 'http' }],
  ])('knows the usual port of TLS: %j', (redirect, expected) => {
    expect(redirectOf(redirect, secure)).toEqual({
      kind: 'redirect',
      status: 301,
      ...expected,
    });
  });

  it.each([
    [odd, 'FROM_REQUEST_PORT' as const, { port: 8080 }],
    [plain, 'FROM_REQUEST_PORT' as const, {}],
    [secure, 'FROM_REQUEST_PORT' as const, {}],
    [odd, 'FROM_PROTOCOL_DEFAULT' as const, {}],
  ])('derives the port of %j %s', (site, derivePort, expected) => {
    expect(redirectOf({ derivePort }, site)).toEqual({
      kind: 'redirect',
      status: 301,
      ...expected,
    });
  });

  it('does not know a prefix in versions of Istio before 1.31', () => {
    const site = { ...plain, prefixRewrite: false };
    expect(redirectOf({ prefixRewrite: '/v2' }, site)).toEqual({
      kind: 'redirect',
      status: 301,
    });
  });
});
