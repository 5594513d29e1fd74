import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { createPrometheusHandler, createSeriesStore } from '../prometheus';
import {
  askPrometheus,
  differenceOf,
  type PrometheusAnswer,
} from './prometheusAnswers';
import { prometheusCases } from './prometheusCases';
import { contractSamples, SERIES_START_MS } from './prometheusSeries';
import {
  findPrometheus,
  type RealPrometheus,
  startPrometheus,
} from './realPrometheus';

const FIXTURE = join(__dirname, '__fixtures__', 'prometheus-2.42.json');

interface Recording {
  readonly version: string;
  readonly recordedAt: string;
  readonly answers: Readonly<Record<string, PrometheusAnswer>>;
}

/** Set to record anew what the Prometheus on the PATH answers. */
const record = process.env.FAIRWAY_RECORD_CONTRACT === '1';

function recording(): Recording {
  return JSON.parse(readFileSync(FIXTURE, 'utf8')) as Recording;
}

async function startSandbox(): Promise<{ server: Server; url: string }> {
  const store = createSeriesStore();
  store.append(contractSamples());
  const handle = createPrometheusHandler(store, () => SERIES_START_MS);
  const server = createServer((req, res) => {
    handle(req, res).catch(() => res.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) {
    throw new Error('no address');
  }
  return { server, url: `http://127.0.0.1:${address.port}` };
}

describe('contract of the Prometheus API', () => {
  let sandbox: { server: Server; url: string };

  beforeAll(async () => {
    sandbox = await startSandbox();
  });

  afterAll(() => {
    sandbox.server.close();
  });

  it('has a unique name for every case', () => {
    expect(new Set(prometheusCases.map(({ id }) => id)).size).toBe(
      prometheusCases.length,
    );
  });

  if (!record) {
    const { version, answers } = recording();

    it('has a recorded answer for every case and no other', () => {
      expect(Object.keys(answers).sort()).toEqual(
        prometheusCases.map(({ id }) => id).sort(),
      );
    });

    it.each(prometheusCases)(
      `sandbox answers as Prometheus ${version} did: $id`,
      async one => {
        const actual = await askPrometheus(sandbox.url, one);
        expect(differenceOf(answers[one.id], actual)).toBeUndefined();
      },
    );
  }

  // Prometheus 3 cuts windows differently (left edge open), so only a 2.x can confirm these answers.
  const found = findPrometheus();
  (found?.startsWith('2.') ? describe : describe.skip)(
    `with the prometheus on the PATH (needs 2.x, found ${found ?? 'none'})`,
    () => {
      let real: RealPrometheus;
      const answers: Record<string, PrometheusAnswer> = {};

      beforeAll(async () => {
        real = await startPrometheus(contractSamples());
        for (const one of prometheusCases) {
          answers[one.id] = await askPrometheus(real.url, one);
        }
      }, 60_000);

      afterAll(async () => {
        await real?.stop();
      });

      it('real one and sandbox agree in every case', async () => {
        const differences: string[] = [];
        for (const one of prometheusCases) {
          const actual = await askPrometheus(sandbox.url, one);
          const difference = differenceOf(answers[one.id], actual);
          if (difference) {
            differences.push(`${one.id}: ${difference}`);
          }
        }
        expect(differences).toEqual([]);
      });

      it('still answers as recorded', () => {
        if (record) {
          const fresh: Recording = {
            version: real.version,
            recordedAt: new Date().toISOString().slice(0, 10),
            answers,
          };
          writeFileSync(FIXTURE, `${JSON.stringify(fresh, null, 2)}\n`);
        }
        const { answers: recorded } = recording();
        const differences = prometheusCases
          .map(({ id }) => [id, differenceOf(recorded[id], answers[id])])
          .filter(([, difference]) => difference !== undefined);
        expect(differences).toEqual([]);
      });
    },
  );
});
