import { anEntity } from '../../__testUtils__/smallWorld';
import { sourceLinks } from './sourceLinks';

const LOCATION = 'backstage.io/source-location';
const VIEW = 'backstage.io/view-url';
const SOURCE = 'fairway.dev/source';
/** A scheme that must never become a link. */
const SCRIPT = 'javascript';
const tree = 'https://git.example/shop/cart/tree/main/';

const linksOf = (entity: Record<string, string>, file?: unknown) =>
  sourceLinks(
    anEntity('cart', entity),
    file === undefined ? undefined : { [SOURCE]: file },
  );

describe('sourceLinks', () => {
  it('has none without annotations', () => {
    expect(linksOf({})).toEqual({});
  });

  it('leads to the sources of the entity', () => {
    expect(linksOf({ [LOCATION]: `url:${tree}` })).toEqual({
      repositoryUrl: tree,
    });
    expect(linksOf({ [VIEW]: 'https://git.example/cart' })).toEqual({
      repositoryUrl: 'https://git.example/cart',
    });
  });

  it('leads to the file of the object', () => {
    expect(linksOf({ [LOCATION]: `url:${tree}` }, 'mesh/cart.yaml')).toEqual({
      repositoryUrl: tree,
      sourceUrl: `${tree}mesh/cart.yaml`,
    });
    expect(linksOf({}, 'https://git.example/mesh.yaml')).toEqual({
      sourceUrl: 'https://git.example/mesh.yaml',
    });
  });

  it.each([
    '../../../evil/mesh.yaml',
    '//evil.example/mesh.yaml',
    '/mesh.yaml',
    '\\\\evil.example\\x',
    '',
    '  ',
    7,
    `${SCRIPT}:alert(1)`,
    `${SCRIPT.toUpperCase()}:alert(1)`,
    'data:text/html,x',
    'https://user:password@git.example/x',
  ])('takes %j for no file', file => {
    expect(linksOf({ [LOCATION]: `url:${tree}` }, file)).toEqual({
      repositoryUrl: tree,
    });
  });

  it.each([
    `url:${SCRIPT}:alert(1)`,
    'file:/etc/passwd',
    'url:ftp://git.example/',
    'nonsense',
  ])('takes %j for no sources', location => {
    expect(linksOf({ [LOCATION]: location }, 'mesh.yaml')).toEqual({});
  });

  it('takes no path where the sources are no folder', () => {
    const file = 'https://git.example/shop/cart/blob/main/catalog-info.yaml';
    expect(linksOf({ [LOCATION]: `url:${file}` }, 'mesh.yaml')).toEqual({
      repositoryUrl: file,
    });
  });
});
