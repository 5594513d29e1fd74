import type { TableCors } from '../table/TableAction';
import { corsDemands } from './corsDemands';

const cors = (...origins: string[]): TableCors => ({
  allowOrigins: origins.map(exact => ({ exact })),
  allowMethods: 'GET',
  forwardUnmatched: false,
});

const originsOf = (...sides: Parameters<typeof corsDemands>) =>
  corsDemands(...sides).map(({ method, headers }) => [
    method?.exact ?? 'any',
    headers?.origin.exact,
  ]);

describe('corsDemands', () => {
  it('asks nothing where CORS is the same', () => {
    expect(corsDemands(undefined, undefined)).toEqual([]);
    expect(corsDemands(cors('https://a'), cors('https://a'))).toEqual([]);
  });

  it('asks for each origin that is named, and for another, with preflight and without', () => {
    expect(originsOf(undefined, cors('https://a'))).toEqual([
      ['OPTIONS', 'https://a'],
      ['any', 'https://a'],
      ['OPTIONS', 'https://other.example'],
      ['any', 'https://other.example'],
    ]);
  });

  it('asks for the origins of both sides', () => {
    const origins = originsOf(cors('https://a'), cors('https://b'));
    expect(new Set(origins.map(([, origin]) => origin))).toEqual(
      new Set(['https://a', 'https://b', 'https://other.example']),
    );
  });

  it('needs no name where every origin may', () => {
    expect(originsOf(undefined, cors('*'))).toEqual([
      ['OPTIONS', 'https://other.example'],
      ['any', 'https://other.example'],
    ]);
  });

  it('makes preflights as browsers do', () => {
    const [preflight] = corsDemands(undefined, cors('https://a'));
    expect(preflight.headers).toEqual({
      origin: { exact: 'https://a' },
      'access-control-request-method': { exact: 'GET' },
    });
  });

  it('notices a change of what is allowed', () => {
    const other = { ...cors('https://a'), allowMethods: 'GET,PUT' };
    expect(corsDemands(cors('https://a'), other)).not.toEqual([]);
  });
});
