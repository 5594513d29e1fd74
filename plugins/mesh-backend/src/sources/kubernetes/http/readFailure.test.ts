import { readFailure } from './readFailure';
import type { Failure } from './Failure';

const NOW = Date.parse('2026-11-25T10:00:00Z');
const status = (code: number, reason: string) =>
  JSON.stringify({ kind: 'Status', apiVersion: 'v1', code, reason });
const pluginError = (name: string, message = '') =>
  JSON.stringify({ error: { name, message }, response: { statusCode: 500 } });

describe('readFailure', () => {
  it.each<[string, number, string, Failure]>([
    ['401', 401, status(401, 'Unauthorized'), { type: 'unauthorized' }],
    ['403', 403, status(403, 'Forbidden'), { type: 'forbidden' }],
    ['404 of a group', 404, '404 page not found\n', { type: 'not-found' }],
    ['404 Status', 404, status(404, 'NotFound'), { type: 'not-found' }],
    ['410', 410, status(410, 'Expired'), { type: 'gone' }],
    ['429', 429, status(429, 'TooManyRequests'), { type: 'throttled' }],
    ['500', 500, 'oops', { type: 'server-error', status: 500 }],
    ['504', 504, '', { type: 'server-error', status: 504 }],
    [
      'a Status that is not JSON',
      503,
      '{"kind":',
      { type: 'server-error', status: 503 },
    ],
    ['null', 500, 'null', { type: 'server-error', status: 500 }],
  ])('reads an answer of the API server: %s', (_, code, body, failure) => {
    expect(readFailure({ status: code, body, retryAfter: null }, NOW)).toEqual(
      failure,
    );
  });

  it.each<[string, number, string, Failure]>([
    [
      'an API server that is down',
      500,
      pluginError(
        'ForwardedError',
        "Cluster 'sandbox' request error; caused by Error: connect ECONNREFUSED 10.0.0.7:6443",
      ),
      { type: 'unreachable', detail: 'ECONNREFUSED' },
    ],
    [
      'a certificate nobody trusts',
      500,
      pluginError(
        'ForwardedError',
        'caused by Error: self-signed certificate; code: DEPTH_ZERO_SELF_SIGNED_CERT',
      ),
      { type: 'unreachable', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    ],
    [
      'an error without a code',
      500,
      pluginError('Error', 'secret-host.example.com said no'),
      { type: 'unreachable' },
    ],
    [
      'a cluster it does not know',
      404,
      pluginError('NotFoundError', "Cluster 'sandbox' not found"),
      {
        type: 'backend',
        detail: 'The kubernetes plugin does not know this cluster.',
      },
    ],
    [
      'a plugin that is starting',
      503,
      pluginError('ServiceUnavailableError'),
      { type: 'backend', detail: 'The kubernetes plugin is not ready yet.' },
    ],
    [
      'no permission',
      403,
      pluginError('NotAllowedError', 'Unauthorized'),
      {
        type: 'backend',
        detail:
          'The kubernetes plugin refused the mesh plugin (NotAllowedError).',
      },
    ],
    [
      'no plugin at all',
      404,
      '',
      { type: 'backend', detail: 'The kubernetes plugin is not installed.' },
    ],
  ])('tells the plugin from the API server: %s', (_, code, body, failure) => {
    expect(readFailure({ status: code, body, retryAfter: null }, NOW)).toEqual(
      failure,
    );
  });

  it.each([
    ['7', 7_000],
    [' 0 ', 0],
    ['Wed, 25 Nov 2026 10:00:30 GMT', 30_000],
    ['Wed, 25 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
    ['-3', undefined],
    ['', undefined],
    [null, undefined],
  ])('reads Retry-After: %s', (retryAfter, retryAfterMs) => {
    const failure = readFailure({ status: 429, body: '', retryAfter }, NOW);
    expect(failure).toEqual({
      type: 'throttled',
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  });
});
