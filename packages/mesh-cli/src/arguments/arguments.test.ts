import fc from 'fast-check';
import { captureIo } from '../__testUtils__/captureIo';
import { shopManifests } from '../__testUtils__/shopManifests';
import { runCli } from '../runCli';

/** Texts that are nearly right find more than texts of any characters. */
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...['curl', '-H', '-X', 'GET', ' ', 'http://', 'cart', ':8080', '/a'],
      ...['--resolve', '[::1]', "'", '"', '\\', ':', '?', '#', '@', '%', '$'],
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
  { maxLength: 12 },
);

async function run(...args: string[]): Promise<{ code: number; err: string }> {
  const io = captureIo({ stdin: shopManifests });
  const code = await runCli(['routes', 'simulate', '-f', '-', ...args], io);
  return { code, err: io.err() };
}

describe('arguments of any kind', () => {
  it('are a request, or no request for a reason', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, async parts => {
        const request = `--request=${parts.join('')}`;
        const { code, err } = await run('--caller=sidecar:shop', request);
        expect([0, 2]).toContain(code);
        expect(err === '').toBe(code === 0);
        expect(err).not.toMatch(/TypeError|RangeError|undefined/);
      }),
      { numRuns: 300 },
    );
  });

  it('are a caller, or no caller for a reason', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async text => {
        const args = ['--request=http://cart:8080/', `--caller=${text}`];
        const { code, err } = await run(...args);
        expect(err === '').toBe(code === 0);
        expect(err).not.toMatch(/TypeError|RangeError/);
      }),
      { numRuns: 100 },
    );
  });
});
