import { RequestHistory, type HistoryStorage } from './RequestHistory';
import type { SharedRequest } from './SharedRequest';

function aStorage(initial?: string) {
  const values = new Map<string, string>();
  if (initial !== undefined) {
    values.set('key', initial);
  }
  const storage: HistoryStorage = {
    getItem: key => values.get(key) ?? null,
    setItem: (key, value) => values.set(key, value),
    removeItem: key => values.delete(key),
  };
  return { values, storage };
}

function anEntry(url: string) {
  const request: SharedRequest = {
    caller: 'who',
    method: 'GET',
    url,
    headers: [],
    cookies: [],
    connect: '',
    target: '',
    without: [],
  };
  return { request, at: '2026-11-25T14:32:10Z' };
}

const urls = (history: RequestHistory) =>
  history.list().map(({ request }) => request.url);

describe('RequestHistory', () => {
  it('has the last twenty, the last one first, each once', () => {
    const history = new RequestHistory(aStorage().storage, 'key');
    for (let index = 0; index < 25; index++) {
      history.add(anEntry(`${index}`));
    }
    history.add(anEntry('10'));
    expect(urls(history)).toHaveLength(20);
    expect(urls(history).slice(0, 3)).toEqual(['10', '24', '23']);
  });

  it('puts another request in the place of the last one', () => {
    const { storage, values } = aStorage();
    const history = new RequestHistory(storage, 'key');
    history.add(anEntry('first'));
    history.add(anEntry('with-secret'));
    expect(history.replace(anEntry('without'))).toEqual(history.list());
    expect(urls(history)).toEqual(['without', 'first']);
    expect(values.get('key')).not.toContain('with-secret');
  });

  it('forgets', () => {
    const { storage, values } = aStorage();
    const history = new RequestHistory(storage, 'key');
    history.add(anEntry('a'));
    history.clear();
    expect(history.list()).toEqual([]);
    expect(values.size).toBe(0);
  });

  it.each(['no json', '{}', 'null', '[1, {"at": "x"}]'])(
    'reads nothing out of %s',
    text => {
      expect(new RequestHistory(aStorage(text).storage, 'key').list()).toEqual(
        [],
      );
    },
  );

  it('reads what it knows among other things', () => {
    const text = JSON.stringify([1, anEntry('a'), { request: {} }]);
    expect(urls(new RequestHistory(aStorage(text).storage, 'key'))).toEqual([
      'a',
    ]);
  });

  it('lives without a storage, and with one that refuses', () => {
    const refuse = () => {
      throw new DOMException('no', 'QuotaExceededError');
    };
    for (const storage of [
      undefined,
      { getItem: refuse, setItem: refuse, removeItem: refuse },
    ]) {
      const history = new RequestHistory(storage, 'key');
      expect(history.add(anEntry('a'))).toEqual([anEntry('a')]);
      expect(history.list()).toEqual([]);
      expect(() => history.clear()).not.toThrow();
    }
  });
});
