import { DraftStore, type DraftStorage } from './draftStore';

function memory(): DraftStorage & { items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    getItem: key => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: key => items.delete(key),
  };
}

describe('DraftStore', () => {
  it('gives back what it was given, until it is removed', () => {
    const store = new DraftStore(memory());
    expect(store.read('a')).toBeUndefined();
    expect(store.write('a', { text: 'x: 1', baseVersion: '7' })).toBe(true);
    expect(store.read('a')).toEqual({ text: 'x: 1', baseVersion: '7' });
    expect(store.read('b')).toBeUndefined();
    store.remove('a');
    expect(store.read('a')).toBeUndefined();
  });

  it.each([['no JSON'], ['null'], ['{"text": 1}'], ['[]']])(
    'takes %j for no draft',
    text => {
      const storage = memory();
      storage.items.set('a', text);
      expect(new DraftStore(storage).read('a')).toBeUndefined();
    },
  );

  it('says that nothing is kept where the storage refuses or is absent', () => {
    const refuse = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const full = { getItem: refuse, setItem: refuse, removeItem: refuse };
    for (const store of [new DraftStore(full), new DraftStore(undefined)]) {
      expect(store.write('a', { text: '' })).toBe(false);
      expect(store.read('a')).toBeUndefined();
      expect(() => store.remove('a')).not.toThrow();
    }
  });
});
