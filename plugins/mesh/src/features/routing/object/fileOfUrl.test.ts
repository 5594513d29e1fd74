import { fileOfUrl } from './fileOfUrl';

describe('fileOfUrl', () => {
  it.each([
    ['https://git.example.com/shop/checkout/blob/main/a/b.yaml', 'a/b.yaml'],
    ['https://git.example.com/g/s/p/-/blob/main/a/b.yaml', 'a/b.yaml'],
    ['https://git.example.com/o/p/src/branch/main/a/b.yaml', 'a/b.yaml'],
    ['https://git.example.com/o/p/src/1f2e/a%20b.yaml', 'a b.yaml'],
    ['https://git.example.com/o/p/tree/main/deploy/', 'deploy'],
    ['https://git.example.com/o/p', 'o/p'],
    ['http://git.example.com/', 'git.example.com'],
    ['https://git.example.com/o/%E0%A4%A', 'o/%E0%A4%A'],
  ])('calls %s %s', (url, text) => {
    expect(fileOfUrl(url)?.text).toBe(text);
    expect(fileOfUrl(url)?.href).toBe(url);
  });

  it.each([
    [undefined],
    [''],
    ['deploy/mesh/checkout.yaml'],
    // eslint-disable-next-line no-script-url -- what must not become a link
    ['javascript:alert(1)'],
    ['data:text/html,x'],
  ])('makes no link of %p', url => {
    expect(fileOfUrl(url)).toBeUndefined();
  });
});
