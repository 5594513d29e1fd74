import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startSandbox, type Sandbox } from '@fairway/mesh-sandbox';
import { stringify } from 'yaml';
import { captureIo } from './__testUtils__/captureIo';
import { writeFiles } from './__testUtils__/writeFiles';
import { runCli } from './runCli';

const shop = resolve(__dirname, '../../../examples/scenarios/shop');

/** A row of the table in the README of the scenario. */
interface Row {
  service: string;
  caller: string;
  request: string;
  headers: string[];
  answer: string;
  rule: string;
}

const quoted = (cell: string): string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text);

function readRows(): Row[] {
  const readme = readFileSync(join(shop, 'README.md'), 'utf8');
  const [, section] = readme.split('## Where does a request go?');
  const lines = section.split('\n').filter(line => line.startsWith('| '));
  return lines.slice(2).map(line => {
    const [service, caller, asked, answer, rule] = line
      .slice(1, -1)
      .split(' | ')
      .map(cell => cell.trim());
    const [request, ...headers] = quoted(asked);
    return {
      service,
      caller: quoted(caller)[0],
      request,
      headers,
      answer,
      rule,
    };
  });
}

const rows = readRows();
const cases = rows.map((row): [string, Row] => [
  `${row.service}: ${[row.request, ...row.headers].join(', ')} from ${row.caller}`,
  row,
]);

/** What the command line answers, in the words of the table. */
async function ask(
  { caller, request, headers }: Row,
  cwd: string,
  ...input: string[]
): Promise<Pick<Row, 'answer' | 'rule'>> {
  const io = captureIo({ cwd });
  const code = await runCli(
    [
      ...['routes', 'simulate', ...input],
      ...['--caller', caller, '--request', request],
      ...headers.flatMap(header => ['--header', header]),
    ],
    io,
  );
  expect({ code, err: io.err() }).toEqual({ code: 0, err: '' });
  const [sentence, ...lines] = io.out().split('\n');
  const taken = lines.findIndex(line => line.startsWith('  taken '));
  return {
    answer: sentence.replace(/^.+? from \S+ (.+)\.$/, '$1'),
    rule:
      taken === -1
        ? 'none'
        : lines[taken + 1].trim().replace(/ \([^()]+:\d+\)/g, ''),
  };
}

describe('where a request goes in the demo world', () => {
  it('is told for every way of attaching routes', () => {
    expect([...new Set(rows.map(({ service }) => service))]).toEqual([
      'web',
      'reviews',
      'pricing',
      'recommendations',
      'partner-api',
      'stock',
      'loyalty',
      'offers',
    ]);
    expect(
      new Set(rows.map(({ rule }) => rule.replace(/ .*/, '')).sort()),
    ).toEqual(
      new Set(['GRPCRoute', 'HTTPRoute', 'VirtualService', 'none', 'the']),
    );
  });

  describe('of the running sandbox', () => {
    let sandbox: Sandbox;

    beforeAll(async () => {
      sandbox = await startSandbox({
        scenario: shop,
        historyMs: 0,
        timer: false,
      });
    });

    afterAll(() => sandbox?.stop());

    async function writeKubeconfig(): Promise<string> {
      const cluster = {
        server: sandbox.kubernetesUrl,
        'insecure-skip-tls-verify': true,
      };
      const context = { cluster: 'sandbox', user: 'anybody' };
      return writeFiles({
        config: stringify({
          apiVersion: 'v1',
          kind: 'Config',
          clusters: [{ name: 'sandbox', cluster }],
          users: [{ name: 'anybody', user: {} }],
          contexts: [{ name: 'sandbox', context }],
        }),
      });
    }

    it.each(cases)('%s', async (_, row) => {
      const { answer, rule } = row;
      const cwd = await writeKubeconfig();
      expect(
        await ask(
          row,
          cwd,
          ...['--context', 'sandbox', '--kubeconfig', join(cwd, 'config')],
        ),
      ).toEqual({ answer, rule });
    });
  });

  describe('of the files alone', () => {
    // the routes of web are made by Flagger
    const written = cases.filter(([, { service }]) => service !== 'web');

    it.each(written)('%s', async (_, row) => {
      const { answer, rule } = row;
      expect(await ask(row, shop, '-f', 'cluster')).toEqual({ answer, rule });
    });
  });
});
