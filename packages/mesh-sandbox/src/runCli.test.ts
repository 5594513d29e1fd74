import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { CliProcess, runCli } from './runCli';

function fakeProcess() {
  const listeners = new Map<string, () => void>();
  const written = { out: '', err: '' };
  const process: CliProcess = {
    stdout: { write: text => (written.out += text) },
    stderr: { write: text => (written.err += text) },
    cwd: () => __dirname,
    once: (signal, listener) => listeners.set(signal, listener),
  };
  return {
    process,
    written,
    signal: (name: string) => listeners.get(name)?.(),
  };
}

const free = {
  'kubernetes-port': '0',
  'prometheus-port': '0',
  'kiali-port': '0',
};

async function untilRefused(url: string): Promise<void> {
  while (
    await fetch(url).then(
      () => true,
      () => false,
    )
  ) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

// each start plays half an hour of history
jest.setTimeout(60_000);

describe('runCli', () => {
  it('says in one line that it is ready and stops on SIGTERM', async () => {
    const { process, written, signal } = fakeProcess();
    expect(await runCli({ ...free, pace: '2' }, process)).toBeUndefined();
    const [, url] =
      /^fairway-sandbox is ready: Kubernetes (\S+), Prometheus \S+, Kiali \S+\n$/.exec(
        written.out,
      ) ?? [];
    expect((await fetch(`${url}/version`)).status).toBe(200);
    signal('SIGTERM');
    await untilRefused(`${url}/version`);
  });

  it('says which port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    for (const option of ['kubernetes-port', 'prometheus-port', 'kiali-port']) {
      const { process, written } = fakeProcess();
      expect(await runCli({ ...free, [option]: String(port) }, process)).toBe(
        1,
      );
      expect(written.err).toMatch(
        new RegExp(
          `^fairway-sandbox: Port ${port} for the \\w+ API is in use. Stop what uses it, or choose another one.\\n$`,
        ),
      );
    }
    other.close();
  });

  it.each([
    [{ pace: 'fast' }, '--pace must be a number, not "fast"'],
    [{ pace: '0' }, '--pace must be greater than 0'],
    [{ scenario: 'nowhere' }, 'no such file or directory'],
  ])('refuses %j', async (values, message) => {
    const { process, written } = fakeProcess();
    expect(await runCli({ ...free, ...values }, process)).toBe(1);
    expect(written.err).toContain(message);
  });

  it('explains its options', async () => {
    const { process, written } = fakeProcess();
    expect(await runCli({ help: true }, process)).toBe(0);
    expect(written.out).toContain('--kubernetes-port');
  });
});
