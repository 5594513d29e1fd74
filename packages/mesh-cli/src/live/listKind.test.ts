import type { ApiAnswer } from './ApiAnswer';
import { listKind } from './listKind';

function answers(
  map: Readonly<Record<string, ApiAnswer>>,
): jest.Mock<Promise<ApiAnswer>, [string]> {
  return jest.fn(async path => map[path] ?? { status: 404, body: '{}' });
}

const list = (items: unknown[], next?: string): ApiAnswer => ({
  status: 200,
  body: JSON.stringify({ items, metadata: { continue: next } }),
});

describe('listKind', () => {
  it('reads page by page', async () => {
    const get = answers({
      '/api/v1/services?limit=500': list([1], 'a b'),
      '/api/v1/services?limit=500&continue=a+b': list([2]),
    });
    expect(await listKind(get, 'Service', 'root')).toEqual({
      state: 'read',
      objects: [1, 2],
    });
  });

  it('takes the first version that there is', async () => {
    const get = answers({
      '/apis/networking.istio.io/v1beta1/virtualservices?limit=500': list([]),
    });
    expect(await listKind(get, 'VirtualService', 'root')).toEqual({
      state: 'read',
      objects: [],
    });
    expect(get).toHaveBeenCalledTimes(2);
  });

  it('reads the mesh configuration where it lies, and no other ConfigMap', async () => {
    const get = answers({});
    await listKind(get, 'ConfigMap', 'mesh-root');
    expect(get).toHaveBeenCalledWith(
      '/api/v1/namespaces/mesh-root/configmaps?limit=500&fieldSelector=metadata.name%3Distio',
    );
  });

  it.each<[string, ApiAnswer | Error, object]>([
    ['nothing there', { status: 404, body: 'x' }, { state: 'not-installed' }],
    [
      'a refusal',
      { status: 403, body: '{"message":"no rights"}' },
      { state: 'forbidden', reason: 'no rights' },
    ],
    [
      'an error',
      { status: 500, body: '' },
      { state: 'failed', reason: 'status 500' },
    ],
    [
      'something else',
      { status: 200, body: '<html>' },
      { state: 'failed', reason: 'the answer is no list' },
    ],
    ['silence', new Error('timeout'), { state: 'failed', reason: 'timeout' }],
  ])('has a state for %s', async (_, answer, state) => {
    const get = async (): Promise<ApiAnswer> => {
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    };
    expect(await listKind(get, 'Pod', 'root')).toEqual(state);
  });
});
