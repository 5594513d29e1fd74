import { imageVersion } from './imageVersion';

describe('imageVersion', () => {
  it.each([
    ['shop/cart:1.9.4', '1.9.4'],
    ['cart:1.9.4', '1.9.4'],
    ['registry:5000/shop/cart:1.9.4', '1.9.4'],
    ['registry:5000/shop/cart', undefined],
    ['cart', undefined],
    ['cart:', undefined],
    ['cart@sha256:0123456789abcdef0123', '0123456789ab'],
    ['cart:2.0.0-rc.3@sha256:0123456789abcdef', '2.0.0-rc.3'],
    ['registry:5000/cart@sha256:0123456789abcdef', '0123456789ab'],
  ])('%s is %s', (image, version) => {
    expect(imageVersion(image)).toBe(version);
  });
});
