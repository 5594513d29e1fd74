import { captureIo } from '../__testUtils__/captureIo';
import { shopManifests } from '../__testUtils__/shopManifests';
import { writeFiles } from '../__testUtils__/writeFiles';
import { runCli } from '../runCli';

const edited = shopManifests
  .replace('timeout: 2s', 'timeout: 5s')
  .replace('- uri: { prefix: /old }', '- uri: { exact: /old }')
  .replace('subset: v3 }, weight: 10', 'subset: v2 }, weight: 10');

async function diff(
  after: string,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const cwd = await writeFiles({
    'before/shop.yaml': shopManifests,
    'after/shop.yaml': after,
  });
  const io = captureIo({ cwd });
  const code = await runCli(['routes', 'diff', 'before', 'after', ...args], io);
  return { code, out: io.out(), err: io.err() };
}

const caller = ['--caller', 'gateway:ingress/public'];

describe('fairway routes diff', () => {
  it('says which requests get another answer, what breaks first', async () => {
    const { code, out, err } = await diff(edited, ...caller);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
     "gateway:ingress/public: 4 kinds of requests get another answer; 64 requests compared

       breaks   GET /old/x: redirect 301 to http://cart.shop.svc.cluster.local/api → 404, no rule takes it
                cart.shop.svc.cluster.local on port 80: 6 of the compared requests
                before: VirtualService shop/cart spec.http[1].match[0] (before/shop.yaml:41)
                after:  no rule

       breaks   GET /old/x: redirect 301 to http://shop.example/api → 404, no rule takes it
                shop.example on port 80: 6 of the compared requests
                before: VirtualService shop/cart spec.http[1].match[0] (before/shop.yaml:41)
                after:  no rule

       changes  GET /api with x-user-group: beta: timeout 2s → 5s
                cart.shop.svc.cluster.local on port 80, shop.example on port 80: 8 of the compared requests
                before: VirtualService shop/cart spec.http[0].match[0] (before/shop.yaml:35)
                after:  VirtualService shop/cart spec.http[0].match[0] (after/shop.yaml:35)

       repairs  GET /api: 90 % cart.shop v1, 10 % cart.shop v3 (does not exist: 503) → 90 % cart.shop v1, 10 % cart.shop v2
                cart.shop.svc.cluster.local on port 80, shop.example on port 80: 12 of the compared requests
                before: VirtualService shop/cart spec.http[2].match[0] (before/shop.yaml:44)
                after:  VirtualService shop/cart spec.http[2].match[0] (after/shop.yaml:44)
     "
    `);
  });

  it('says when nothing changes', async () => {
    const moved = shopManifests.split('---\n').reverse().join('---\n');
    const args = ['--fail-on', 'changes', '--caller', 'sidecar:shop'];
    const { code, out } = await diff(moved, ...caller, ...args);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^gateway:ingress\/public: no request gets another answer; \d+ compared\n/,
    );
    expect(out).toContain('sidecar:shop: no request gets another answer');
  });

  it('gives JSON with an example and the deciding rules', async () => {
    const { out } = await diff(edited, ...caller, '-o', 'json');
    const [{ caller: name, differences, compared, cut }] = JSON.parse(out);
    expect({ name, cut }).toEqual({ name: caller[1], cut: false });
    expect(compared).toBeGreaterThan(10);
    expect(differences).toHaveLength(6);
    expect(differences[0]).toMatchObject({
      kind: 'breaks',
      example: { path: expect.stringContaining('/old'), port: 80 },
      before: { outcome: 'redirect' },
      after: { outcome: 'no_route', status: 404 },
      decidedBy: {
        before: { position: { file: 'before/shop.yaml', line: 41 } },
      },
    });
  });

  it('ends with 3 on differences that it is told to fail on', async () => {
    const longer = shopManifests.replace('timeout: 2s', 'timeout: 5s');
    const codeOf = async (after: string, failOn: string): Promise<number> =>
      (await diff(after, ...caller, '--fail-on', failOn)).code;
    expect(await codeOf(longer, 'changes')).toBe(3);
    expect(await codeOf(longer, 'breaks')).toBe(0);
    expect(await codeOf(edited, 'breaks')).toBe(3);
  });

  it('knows a caller by its name on either side', async () => {
    const [gone] = shopManifests.split('---\napiVersion: apps/v1');
    const args = ['--caller', 'gateway:ingress/public-gateway'];
    const { code, out } = await diff(gone, ...args);
    expect(code).toBe(0);
    expect(out).toContain('no request gets another answer');
    const unknown = await diff(gone, '--caller', 'gateway:ingress/nobody');
    expect(unknown).toMatchObject({ code: 2, out: '' });
    const none = await diff(gone);
    expect(none.err).toContain('Say who calls with --caller');
  });
});
