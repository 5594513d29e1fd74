import { ResponseError } from '@backstage/errors';
import { toMeshFailure } from './MeshFailure';

async function answer(status: number, body: unknown): Promise<ResponseError> {
  return ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    }) as never,
  );
}

const typed = (name: string, message: string, statusCode: number) => ({
  error: { name, message },
  request: { method: 'GET', url: '/' },
  response: { statusCode },
});

describe('toMeshFailure', () => {
  it.each([
    [403, 'NotAllowedError', 'forbidden'],
    [401, 'AuthenticationError', 'forbidden'],
    [404, 'NotFoundError', 'not-found'],
    [503, 'ServiceUnavailableError', 'network'],
    [500, 'Error', 'network'],
  ])('reads %p with %s as %s', async (status, name, kind) => {
    const error = await answer(status, typed(name, 'because', status));
    expect(toMeshFailure(error)).toEqual({ kind, message: 'because' });
  });

  it('takes a 404 without a typed body for a backend without the plugin', async () => {
    const error = await ResponseError.fromResponse(
      new Response('', { status: 404 }) as never,
    );
    expect(toMeshFailure(error).kind).toBe('backend-missing');
  });

  it('takes HTML instead of JSON for a backend without the plugin', () => {
    expect(toMeshFailure(new SyntaxError('Unexpected token <')).kind).toBe(
      'backend-missing',
    );
  });

  it('tells a broken contract from a broken line', () => {
    const contract = new Error('unknown shape');
    contract.name = 'MeshContractError';
    expect(toMeshFailure(contract).kind).toBe('contract');
    expect(toMeshFailure(new TypeError('Failed to fetch'))).toEqual({
      kind: 'network',
      message: 'Failed to fetch',
    });
    expect(toMeshFailure('odd')).toEqual({ kind: 'network', message: 'odd' });
  });
});
