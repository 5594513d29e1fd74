import * as fc from 'fast-check';
import { hashText } from './hashText';

describe('hashText', () => {
  it('is a whole number that JSON keeps', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), text => {
        const hash = hashText(text);
        expect(Number.isSafeInteger(hash)).toBe(true);
        expect(hash).toBeGreaterThanOrEqual(0);
        expect(hashText(text)).toBe(hash);
      }),
    );
  });

  it('differs where texts differ in one number', () => {
    const hashes = new Set(
      Array.from({ length: 20_000 }, (_, i) =>
        hashText(`Deployment.apps/shop/checkout@sandbox ${i}`),
      ),
    );
    expect(hashes.size).toBe(20_000);
  });
});
