import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { KubernetesObject } from '../kubernetes';
import { Sandbox } from '../Sandbox';
import { startSandbox } from '../startSandbox';
import { ContractAnswers, ContractRun } from './kubernetesCases';
import { KubernetesClient } from './KubernetesClient';
import { loadObjects } from './loadObjects';
import {
  findApiServerAssets,
  RealApiServer,
  startRealApiServer,
} from './realApiServer';

const fixture = join(__dirname, '__fixtures__', 'kube-apiserver-1.35.json');
const shop = resolve(__dirname, '../../../../examples/scenarios/shop');

interface Recording {
  readonly version: string;
  readonly recordedAt: string;
  readonly answers: ContractAnswers;
}

/** Set to record anew what the kube-apiserver of KUBEBUILDER_ASSETS answers. */
const record = process.env.FAIRWAY_RECORD_CONTRACT === '1';

const recording: Recording = existsSync(fixture)
  ? (JSON.parse(readFileSync(fixture, 'utf8')) as Recording)
  : { version: '', recordedAt: '', answers: {} };
const cases = Object.keys(recording.answers);

describe('contract of the Kubernetes API: the sandbox', () => {
  let sandbox: Sandbox;
  let answers: ContractAnswers;

  beforeAll(async () => {
    sandbox = await startSandbox({
      token: 'contract',
      objects: [],
      bookmarkIntervalMs: 200,
    });
    answers = await new ContractRun(
      new KubernetesClient({ url: sandbox.kubernetesUrl, token: 'contract' }),
    ).all();
  });

  afterAll(() => sandbox.stop());

  it('runs every recorded case', () => {
    expect(Object.keys(answers)).toEqual(cases);
    expect(cases.length).toBeGreaterThan(50);
  });

  it.each(cases)('%s', name => {
    expect(answers[name]).toEqual(recording.answers[name]);
  });
});

const lane = findApiServerAssets() ? describe : describe.skip;

lane('contract of the Kubernetes API: a real kube-apiserver', () => {
  let server: RealApiServer;

  beforeAll(async () => {
    server = await startRealApiServer();
  }, 120_000);

  afterAll(() => server?.stop());

  it('answers as recorded', async () => {
    const answers = await new ContractRun(server.client).all();
    if (record) {
      const recordedAt = new Date().toISOString().slice(0, 10);
      writeFileSync(
        fixture,
        `${JSON.stringify({ version: server.version, recordedAt, answers }, null, 2)}\n`,
      );
      return;
    }
    expect(server.version.split('.').slice(0, 2)).toEqual(
      recording.version.split('.').slice(0, 2),
    );
    expect(answers).toEqual(recording.answers);
  }, 60_000);

  it('refuses an object that its definition does not allow', async () => {
    const sandbox = await startSandbox({
      objects: [
        {
          apiVersion: 'flagger.app/v1beta1',
          kind: 'Canary',
          metadata: { name: 'wrong', namespace: 'wrong' },
          spec: {
            targetRef: { kind: 'Deployment', name: 'wrong' },
            analysis: { interval: '1h', threshold: 1 },
          },
        },
        {
          apiVersion: 'networking.istio.io/v1',
          kind: 'DestinationRule',
          metadata: { name: 'wrong', namespace: 'wrong' },
          spec: { host: 'wrong', trafficPolice: {} },
        },
      ],
    });
    try {
      const refused = await loadObjects(server.client, sandbox.store);
      expect(refused.map(({ object, status }) => [object, status])).toEqual([
        ['DestinationRule wrong/wrong', 400],
        ['Canary wrong/wrong', 422],
      ]);
    } finally {
      await sandbox.stop();
    }
  });

  it('takes every object of the shop', async () => {
    const sandbox = await startSandbox({ scenario: shop, timer: false });
    try {
      expect(await loadObjects(server.client, sandbox.store)).toEqual([]);
    } finally {
      await sandbox.stop();
    }
  }, 60_000);

  it('keeps the references of the shop between objects by uid', async () => {
    const listOf = async (path: string) => {
      const { body } = await server.client.request({ path });
      return (body as { items: KubernetesObject[] }).items;
    };
    const uidsOf = async (path: string) =>
      (await listOf(path)).map(({ metadata }) => metadata.uid);
    const sets = new Set(await uidsOf('/apis/apps/v1/replicasets'));
    const canaries = new Set(
      await uidsOf('/apis/flagger.app/v1beta1/canaries'),
    );

    const owners = (await listOf('/api/v1/pods')).flatMap(
      ({ metadata }) => metadata.ownerReferences ?? [],
    );
    const about = (await listOf('/api/v1/events'))
      .map(event => event.involvedObject as { kind: string; uid: string })
      .filter(({ kind }) => kind === 'Canary');

    expect(owners.length).toBeGreaterThan(20);
    expect(owners.filter(({ uid }) => !sets.has(uid))).toEqual([]);
    expect(about.length).toBeGreaterThan(20);
    expect(about.filter(({ uid }) => !canaries.has(uid))).toEqual([]);
  });
});
