import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import type { HttpMatch } from '../../resources';
import { httpMatcher, type MatchFailure } from './httpMatcher';
import type { HttpRequest } from './HttpRequest';
import { normalizePath, type PathNormalization } from './normalizePath';

/** What a real Envoy did with requests to one service, as Pilot had configured it. */
interface Recording {
  cases: {
    id: string;
    about: string;
    normalization: PathNormalization;
    rules: { name?: string; match?: HttpMatch[]; rewrites?: boolean }[];
    requests: {
      request: HttpRequest;
      /** Name of the rule, where one matched; path as sent upstream. */
      answer: { rule?: string; path?: string };
    }[];
  }[];
}

const recording: Recording = JSON.parse(
  readFileSync(
    resolve(__dirname, '../__fixtures__/httpMatching-1.31.json'),
    'utf8',
  ),
);

const aRequest = (changes: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  scheme: 'http',
  host: 'cart.shop',
  path: '/items',
  headers: [],
  ...changes,
});

const withHeaders = (...headers: [string, string][]) => aRequest({ headers });

describe('what a real Envoy did', () => {
  it.each(recording.cases.map(each => [each.id, each.about, each] as const))(
    '%s: %s',
    (_id, _about, { normalization, requests, rules }) => {
      const compiled = rules.map(rule => ({
        rule,
        // Each entry of a match is an alternative.
        matchers: (rule.match?.length ? rule.match : [{}]).map(match =>
          httpMatcher(match),
        ),
      }));
      const answers = requests.map(({ request }) => {
        const path = normalizePath(request.path, normalization);
        const headers = request.headers.map(
          ([name, value]) => [name.toLowerCase(), value] as const,
        );
        const found = compiled.find(({ matchers }) =>
          matchers.some(matches => !matches({ ...request, path, headers })),
        );
        return found?.rule;
      });

      expect(answers.map(rule => rule && (rule.name ?? ''))).toEqual(
        requests.map(({ answer }) => answer.rule?.split('.')[0]),
      );
    },
  );

  it('covers hundreds of requests', () => {
    const requests = recording.cases.flatMap(each => each.requests);
    expect(requests.length).toBeGreaterThan(400);
  });
});

describe('httpMatcher', () => {
  it.each<[string, HttpMatch, HttpRequest, MatchFailure | undefined]>([
    [
      'a prefix is a prefix of the text, not of segments',
      { uri: { prefix: '/item' } },
      aRequest(),
      undefined,
    ],
    [
      'an exact path is compared without the query',
      { uri: { exact: '/items' } },
      aRequest({ path: '/items?page=2#top' }),
      undefined,
    ],
    [
      'a regex must match the whole path, with its alternatives',
      { uri: { regex: '/items|/x' } },
      aRequest({ path: '/items/1' }),
      { field: 'uri' },
    ],
    [
      'ignoreUriCase counts for exact and prefix',
      { uri: { prefix: '/ITEMS' }, ignoreUriCase: true },
      aRequest(),
      undefined,
    ],
    [
      'ignoreUriCase does not count for a regex',
      { uri: { regex: '/ITEMS' }, ignoreUriCase: true },
      aRequest(),
      { field: 'uri' },
    ],
    [
      'authority is compared with the port that was sent',
      { authority: { exact: 'cart.shop' } },
      aRequest({ host: 'cart.shop:8080' }),
      { field: 'authority' },
    ],
    [
      'a header that is not there matches nothing, not even .*',
      { headers: { 'x-user': { regex: '.*' } } },
      aRequest(),
      { field: 'headers', name: 'x-user' },
    ],
    [
      'an empty comparison asks that the header is there',
      { headers: { 'X-User': {} } },
      withHeaders(['x-user', '']),
      undefined,
    ],
    [
      'one line of a repeated header is enough',
      { headers: { 'x-user': { exact: 'b' } } },
      withHeaders(['x-user', 'a'], ['x-user', 'b']),
      undefined,
    ],
    [
      'an absent header counts as empty in withoutHeaders',
      { withoutHeaders: { 'x-user': { regex: '.*' } } },
      aRequest(),
      { field: 'withoutHeaders', name: 'x-user' },
    ],
    [
      'withoutHeaders with * asks that the header is absent',
      { withoutHeaders: { 'x-user': { regex: '*' } } },
      withHeaders(['x-user', 'a']),
      { field: 'withoutHeaders', name: 'x-user' },
    ],
    [
      'a query parameter is not decoded, and its first value counts',
      { queryParams: { q: { exact: 'a%20b' } } },
      aRequest({ path: '/?q=a%20b&q=c' }),
      undefined,
    ],
    [
      'a proxy believes x-forwarded-proto',
      { scheme: { exact: 'https' } },
      withHeaders(['x-forwarded-proto', 'https']),
      undefined,
    ],
    [
      'the first field that fails is named',
      { method: { exact: 'POST' }, headers: { a: {} } },
      aRequest(),
      { field: 'method' },
    ],
  ])('%s', (_case, match, request, failure) => {
    expect(httpMatcher(match)(request)).toEqual(failure);
  });

  it('joins the lines of a header as Istio 1.30 did, when asked to', () => {
    const request = withHeaders(['x-user', 'a'], ['x-user', 'b']);
    const match = { headers: { 'x-user': { exact: 'a,b' } } };

    expect(httpMatcher(match)(request)).toBeDefined();
    expect(
      httpMatcher(match, { joinRepeatedHeaders: true })(request),
    ).toBeUndefined();
  });

  it.each(['(', '(?=a)', 'a++', '\\1'])(
    'says that RE2 refuses %s, and matches nothing',
    regex => {
      expect(httpMatcher({ uri: { regex } })(aRequest())).toEqual({
        field: 'uri',
        problem: expect.stringMatching(/\w/),
      });
    },
  );

  it('is not held by a pattern that backtracks elsewhere', () => {
    const path = `/${'a'.repeat(20_000)}!`;
    expect(
      httpMatcher({ uri: { regex: '/(a+)+b' } })(aRequest({ path })),
    ).toEqual({ field: 'uri' });
  });

  it('never throws, and a value matches exactly itself', () => {
    const text = fc.string();
    fc.assert(
      fc.property(text, text, text, (value, regex, path) => {
        const request = aRequest({ path, headers: [['x', value]] });
        httpMatcher({ uri: { regex }, withoutHeaders: { x: { regex } } })(
          request,
        );
        expect(
          httpMatcher({ headers: { x: { exact: value } } })(request),
        ).toBeUndefined();
        expect(
          httpMatcher({ withoutHeaders: { x: { exact: value } } })(request),
        ).toBeDefined();
      }),
    );
  });
});
