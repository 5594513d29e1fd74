import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { shopManifests } from './__testUtils__/shopManifests';
import { writeFiles } from './__testUtils__/writeFiles';

const script = resolve(__dirname, '../../../script/fairway');

async function run(
  cwd: string,
  stdin: string,
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  // Nothing of the test's own Node reaches the script, which brings what it needs.
  const { NODE_OPTIONS, ...env } = process.env;
  const child = spawn(script, args, { cwd, env });
  let out = '';
  let err = '';
  child.stdout.on('data', chunk => (out += chunk));
  child.stderr.on('data', chunk => (err += chunk));
  child.stdin.end(stdin);
  const code = await new Promise<number | null>(done =>
    child.on('close', done),
  );
  return { code, out, err };
}

describe('script/fairway', () => {
  it('answers from any folder, with nothing but the result on stdout', async () => {
    const cwd = await writeFiles({ 'shop.yaml': shopManifests });
    const { code, out } = await run(
      cwd,
      '',
      ...['routes', 'simulate', '-f', 'shop.yaml', '--caller', 'sidecar:shop'],
      ...['--request', 'GET http://cart:8080/old', '-o', 'json'],
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { outcome: { outcome: 'redirect', location: 'http://cart:8080/api' } },
    ]);
  }, 120_000);

  it('reads a batch from its stdin and passes its exit code on', async () => {
    const cwd = await writeFiles({});
    const text = `${JSON.stringify({ id: 'a', objects: [], requests: [] })}\nno case\n`;
    const { code, out, err } = await run(
      cwd,
      text,
      ...['routes', 'simulate', '--batch', '-'],
    );
    expect(code).toBe(1);
    expect(out).toBe('{"id":"a","results":[]}\n');
    expect(err).toContain('line 2: no JSON');
  }, 120_000);
});
