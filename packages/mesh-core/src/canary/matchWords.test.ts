import type { HTTPRouteMatch, HttpMatch } from '../resources';
import { ANY_REQUEST, matchWords, routeMatchWords } from './matchWords';

describe('matchWords', () => {
  it.each<[HttpMatch, string]>([
    [{}, ANY_REQUEST],
    [{ uri: { exact: '/a' } }, 'path = /a'],
    [{ uri: { prefix: '/a' } }, 'path starts with /a'],
    [{ uri: { regex: '/a+' } }, 'path matches /a+'],
    [{ headers: { 'x-user': { exact: 'me' } } }, 'header x-user = me'],
    [{ headers: { 'x-user': {} } }, 'header x-user is present'],
    [{ headers: { 'x-user': { regex: '*' } } }, 'header x-user is present'],
    [
      { queryParams: { q: { prefix: 'a' } } },
      'query parameter q starts with a',
    ],
    [{ withoutHeaders: { 'x-bot': {} } }, 'not header x-bot'],
    [{ method: { exact: 'GET' } }, 'method = GET'],
    [{ authority: { exact: 'shop.example' } }, 'host = shop.example'],
    [{ scheme: { exact: 'https' } }, 'scheme = https'],
    [{ sourceLabels: { app: 'web' } }, 'caller with label app=web'],
    [{ sourceNamespace: 'shop' }, 'caller in namespace shop'],
    [{ port: 8080 }, 'port 8080'],
    [
      {
        headers: { a: { exact: '1' }, b: { exact: '2' } },
        uri: { prefix: '/api' },
        port: 80,
      },
      'header a = 1 and header b = 2 and path starts with /api and port 80',
    ],
  ])('%j reads %j', (match, words) => {
    expect(matchWords(match)).toBe(words);
  });
});

describe('routeMatchWords', () => {
  it.each<[HTTPRouteMatch, string]>([
    [{}, ANY_REQUEST],
    [{ path: { type: 'PathPrefix', value: '/' } }, ANY_REQUEST],
    [{ path: { value: '/api' } }, 'path starts with /api'],
    [{ path: { type: 'Exact', value: '/api' } }, 'path = /api'],
    [
      { path: { type: 'RegularExpression', value: '/a.*' } },
      'path matches /a.*',
    ],
    [{ headers: [{ name: 'x', value: '1' }] }, 'header x = 1'],
    [
      { headers: [{ name: 'x', type: 'RegularExpression', value: '.+' }] },
      'header x matches .+',
    ],
    [{ queryParams: [{ name: 'q', value: '1' }] }, 'query parameter q = 1'],
    [
      { method: 'POST', headers: [{ name: 'x', value: '1' }] },
      'header x = 1 and method = POST',
    ],
  ])('%j reads %j', (match, words) => {
    expect(routeMatchWords(match)).toBe(words);
  });
});
