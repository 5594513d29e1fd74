import { captureIo } from '../__testUtils__/captureIo';
import { writeFiles } from '../__testUtils__/writeFiles';
import { runCli } from '../runCli';

const canary = `apiVersion: flagger.app/v1beta1
kind: Canary
metadata:
  name: cart
  namespace: shop
spec:
  targetRef: { apiVersion: apps/v1, kind: Deployment, name: cart }
  service:
    port: 80
    retries: { attempts: 2, colour: red }
  analysis:
    interval: 1m
    threshold: 5
    stepWeights: [20, 10]
    webhooks:
      - { name: load, url: http://load/ }
      - { name: abort, type: rollback, url: http://load/rollback/check }
    metrics:
      - { name: request-success-rate, interval: 1m, thresholdRange: { min: 99 } }
`;

async function lint(
  files: Record<string, string>,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const io = captureIo({ cwd: await writeFiles(files) });
  const code = await runCli(['canary', 'lint', ...args], io);
  return { code, out: io.out(), err: io.err() };
}

describe('fairway canary lint', () => {
  it('says what is wrong, where, what follows and what to do', async () => {
    const { code, out, err } = await lint({ 'cart.yaml': canary }, '.');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatchInlineSnapshot(`
     "cart.yaml:14: stuck  10 follows 20. The release stays at 20 % for ever, and nothing says so.
         List weights that grow, as in \`[5, 20, 50]\`.
         Canary shop/cart spec.analysis.stepWeights[1]  canary-step-weights-not-increasing  https://github.com/fluxcd/flagger/blob/main/pkg/controller/scheduler.go

     cart.yaml:10: no effect  \`spec.service.retries.colour\` will be dropped by the API server.
         Check how it is spelled, or remove it. (a safe fix is in the JSON output)
         Canary shop/cart spec.service.retries.colour  canary-field-dropped  https://github.com/fluxcd/flagger/blob/main/artifacts/flagger/crd.yaml

     1 Canary: 1 error, 1 warning, 0 pieces of advice
     "
    `);
  });

  it('gives JSON with positions and safe fixes', async () => {
    const { out } = await lint(
      { 'cart.yaml': canary },
      'cart.yaml',
      '-o',
      'json',
    );
    const findings = JSON.parse(out);
    expect(findings).toHaveLength(2);
    expect(findings[1]).toMatchObject({
      code: 'canary-field-dropped',
      consequence: 'ignored',
      path: 'spec.service.retries.colour',
      position: { file: 'cart.yaml', line: 10 },
      fix: [{ op: 'remove', path: '/spec/service/retries/colour' }],
    });
  });

  it.each([
    ['error', 3],
    ['info', 3],
    [undefined, 0],
  ])('ends as --fail-on %s says', async (severity, expected) => {
    const args = severity ? ['--fail-on', severity] : [];
    const { code } = await lint({ 'cart.yaml': canary }, '.', ...args);
    expect(code).toBe(expected);
  });

  it('does not fail on less than it is told to', async () => {
    const sound = canary.replace('[20, 10]', '[10, 20]');
    const { code, out } = await lint(
      { 'cart.yaml': sound },
      '.',
      '--fail-on',
      'error',
    );
    expect(out).toContain('1 Canary: 0 errors, 1 warning, 0 pieces of advice');
    expect(code).toBe(0);
  });

  it('knows the objects beside a Canary, and the flags of the controller', async () => {
    const service = `apiVersion: v1
kind: Service
metadata: { name: cart }
spec: { ports: [{ port: 80 }] }
`;
    const { out } = await lint(
      {
        'canary.yaml': canary.replace('\n  namespace: shop', ''),
        'service.yaml': service,
      },
      '.',
      '-n',
      'shop',
      '--provider',
      'kubernetes',
    );
    expect(out).toContain('canary-owned-object-in-git');
    expect(out).toContain('canary-kubernetes-weights');
  });

  it('says when there is nothing to judge', async () => {
    const { code, err } = await lint({ 'a.yaml': 'a: 1\n' }, '.');
    expect(code).toBe(1);
    expect(err).toContain('There is no Canary in what was read.');
  });
});
