import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { kindFacts, kindNameOf, type KindFacts } from '@fairway/mesh-core';
import {
  findApiServerAssets,
  startRealApiServer,
  type RealApiServer,
} from '@fairway/mesh-sandbox/contract';
import { dryRunRequest, readDryRunFiles } from '@fairway/mesh-test-utils/node';
import request from 'supertest';
import { parse } from 'yaml';
import scaffolderModuleMesh from '../index';
import {
  canary,
  service,
  TEMPLATE,
  tested,
} from '../__testUtils__/newMicroservice';

/** Where mesh-core keeps intents and the files that they lead to. */
const GOLDEN = resolve(
  __dirname,
  '../../../../packages/mesh-core/src/manifests/__fixtures__',
);

const golden = readdirSync(GOLDEN, { recursive: true, withFileTypes: true })
  .filter(({ parentPath }) => basename(parentPath) === 'expected')
  .filter(({ name }) => name !== 'kustomization.yaml')
  .map(({ parentPath, name }) => join(parentPath, name))
  .sort();

/** What is sent of an object. */
interface Sent {
  apiVersion: string;
  kind: string;
  metadata: { namespace: string };
  spec?: Record<string, unknown>;
}

/** Kinds that are written and not read, so mesh-core knows no facts of them. */
const PLURAL: Record<string, string> = { ServiceAccount: 'serviceaccounts' };

function pathOf({ apiVersion, kind, metadata }: Sent): string {
  const name = kindNameOf(apiVersion, kind);
  const facts: KindFacts | undefined = name && kindFacts[name];
  const root = apiVersion.includes('/') ? '/apis' : '/api';
  const plural = facts?.plural ?? PLURAL[kind];
  return `${root}/${apiVersion}/namespaces/${metadata.namespace}/${plural}`;
}

async function templateObjects(values: object): Promise<Sent[]> {
  const { server } = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModuleMesh,
      catalogServiceMock.factory(),
    ],
  });
  const { body } = await request(server)
    .post('/api/scaffolder/v2/dry-run')
    .send(dryRunRequest(TEMPLATE, { ...service, ...values }));
  return Object.entries(readDryRunFiles(body))
    .filter(([path]) => /^deploy\/.*(?<!kustomization)\.yaml$/.test(path))
    .map(([, text]) => parse(text));
}

const lane = findApiServerAssets() ? describe : describe.skip;

lane('generated manifests on a real kube-apiserver', () => {
  let server: RealApiServer;

  /** Tries to create an object; a field that the definition does not have is an error. */
  async function tryOut(object: Sent): Promise<[number, unknown]> {
    const { status, body } = await server.client.request({
      method: 'POST',
      path: `${pathOf(object)}?dryRun=All&fieldValidation=Strict`,
      body: object,
    });
    return [status, (body as { message?: string }).message];
  }

  beforeAll(async () => {
    server = await startRealApiServer();
    for (const name of ['shop', 'storefront', 'payments', 'platform']) {
      await server.client.request({
        method: 'POST',
        path: '/api/v1/namespaces',
        body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
      });
    }
  }, 120_000);

  afterAll(() => server?.stop());

  it.each(golden.map(file => [basename(file), file]))(
    'are taken: %s',
    async (_, file) => {
      const object = parse(readFileSync(file, 'utf8'), { version: '1.1' });
      expect(await tryOut(object)).toEqual([201, undefined]);
    },
  );

  it.each([
    ['a canary', { ...canary, ...tested }],
    ['rolling updates', { release: 'rolling' }],
  ])('are taken: all that the template makes for %s', async (_, values) => {
    const objects = await templateObjects(values);

    expect(objects.length).toBeGreaterThan(3);
    for (const object of objects) {
      expect([object.kind, ...(await tryOut(object))]).toEqual([
        object.kind,
        201,
        undefined,
      ]);
    }
  });

  it('would not be taken with a field that does not exist', async () => {
    const [file] = golden;
    const object: Sent = parse(readFileSync(file, 'utf8'));
    const [status, message] = await tryOut({
      ...object,
      spec: { ...object.spec, colour: 'red' },
    });

    expect(status).toBe(400);
    expect(message).toContain('unknown field "spec.colour"');
  });
});
