import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parseResource } from '@fairway/mesh-core';
import { parse, parseAllDocuments } from 'yaml';
import {
  createMeshGenerateAction,
  type MeshGenerateInput,
  type MeshGenerateOutput,
} from './createMeshGenerateAction';
import { examples } from './examples';

const service = { name: 'checkout', namespace: 'shop', port: 80 };
const canary = {
  stepWeight: 20,
  maxWeight: 50,
  interval: '1m',
  threshold: 5,
  metrics: { successRateMin: 99 },
};

/** What a run left behind and said. */
interface Run {
  outputs: Partial<MeshGenerateOutput>;
  logged: string[];
}

describe('mesh:generate', () => {
  let outside: string;
  let workspacePath: string;

  beforeEach(async () => {
    outside = await realpath(await mkdtemp(join(tmpdir(), 'mesh-generate-')));
    workspacePath = join(outside, 'workspace');
    await mkdir(workspacePath);
  });

  afterEach(async () => {
    await rm(outside, { recursive: true, force: true });
  });

  async function run(input: object, isDryRun = false): Promise<Run> {
    const outputs: Record<string, unknown> = {};
    const context = createMockActionContext<
      MeshGenerateInput,
      MeshGenerateOutput
    >({
      input: input as MeshGenerateInput,
      workspacePath,
      isDryRun,
    });
    context.output = (name, value) => {
      outputs[name] = value;
    };
    const logged: string[] = [];
    jest.spyOn(context.logger, 'info').mockImplementation(line => {
      logged.push(line);
    });
    jest.spyOn(context.logger, 'warn').mockImplementation(line => {
      logged.push(`warning: ${line}`);
    });
    await createMeshGenerateAction().handler(context);
    return { outputs, logged };
  }

  async function put(path: string, content: string): Promise<void> {
    const file = join(workspacePath, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }

  async function filesIn(folder: string): Promise<string[]> {
    const entries = await readdir(folder, {
      recursive: true,
      withFileTypes: true,
    });
    return entries
      .filter(entry => !entry.isDirectory())
      .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();
  }

  const read = (path: string) => readFile(join(workspacePath, path), 'utf8');

  it('writes one file per object and the list of them', async () => {
    const { outputs, logged } = await run({
      service,
      resilience: { timeoutMs: 5000, loadBalancer: 'LEAST_REQUEST' },
    });

    expect(outputs.files).toEqual([
      'deploy/base/mesh/destinationrule-checkout.yaml',
      'deploy/base/mesh/kustomization.yaml',
      'deploy/base/mesh/virtualservice-checkout.yaml',
    ]);
    expect(await filesIn(workspacePath)).toEqual(outputs.files);
    const routes = parse(
      await read('deploy/base/mesh/virtualservice-checkout.yaml'),
    );
    expect(parseResource(routes).findings).toEqual([]);
    expect(routes.spec.http[0].timeout).toBe('5s');
    expect(logged).toEqual(outputs.files?.map(path => `Wrote ${path}`));
  });

  it('writes a Canary alone for a service under Flagger', async () => {
    const { outputs } = await run({ service, canary });

    expect(outputs.files).toEqual([
      'deploy/base/mesh/canary-checkout.yaml',
      'deploy/base/mesh/kustomization.yaml',
    ]);
  });

  it('gives the text of all files to read', async () => {
    const { outputs } = await run({ service, canary });
    const kinds = parseAllDocuments(outputs.manifests!).map(document =>
      document.get('kind'),
    );

    expect(kinds).toEqual(['Canary', 'Kustomization']);
  });

  it('warns of what is likely not meant', async () => {
    const { outputs, logged } = await run({ service, canary });

    expect(outputs.warnings).toEqual([
      'canary: Where the new version gets no requests, Flagger counts a failed check and goes back after a while. Add loadTest unless the service is busy at all hours.',
      'canary.maxWeight: Steps of 20 do not meet 50: the last one sends 60 % of the requests to the new version. Use a multiple of 20.',
    ]);
    expect(logged).toEqual(
      expect.arrayContaining(
        outputs.warnings!.map(warning => `warning: ${warning}`),
      ),
    );
  });

  it('does the same in a dry run', async () => {
    expect(createMeshGenerateAction().supportsDryRun).toBe(true);
    const dry = await run({ service, targetPath: 'dry' }, true);
    const real = await run({ service, targetPath: 'real' });

    expect(dry.outputs.manifests).toBe(real.outputs.manifests);
    expect(await read('dry/virtualservice-checkout.yaml')).toBe(
      await read('real/virtualservice-checkout.yaml'),
    );
  });

  it.each(examples)('runs the example "$description"', async ({ example }) => {
    const [step] = parse(example).steps;
    expect(step.action).toBe('mesh:generate');

    const { outputs } = await run(step.input);
    expect(outputs.warnings).toEqual([]);
    expect(await filesIn(workspacePath)).toEqual(outputs.files);
  });

  describe('with files that are there', () => {
    it('runs a second time without a change', async () => {
      await run({ service });
      const { outputs, logged } = await run({ service });

      expect(logged).toEqual(
        outputs.files?.map(path => `Left ${path} as it is`),
      );
    });

    it('keeps its hands off a file that differs', async () => {
      const path = 'deploy/base/mesh/kustomization.yaml';
      await put(path, 'mine');

      await expect(run({ service })).rejects.toThrow(
        /^There are other files where mesh:generate would write: deploy\/base\/mesh\/kustomization\.yaml\. Nothing was written\./,
      );
      expect(await filesIn(workspacePath)).toEqual([path]);
      expect(await read(path)).toBe('mine');
    });

    it('replaces it when told to', async () => {
      await put('deploy/base/mesh/kustomization.yaml', 'mine');
      await run({ service, overwrite: true });

      expect(await read('deploy/base/mesh/kustomization.yaml')).toContain(
        'virtualservice-checkout.yaml',
      );
    });

    it('does not leave routes beside a Canary, with which Flagger would fight', async () => {
      await put('deploy/base/mesh/virtualservice-checkout.yaml', 'old');

      await expect(run({ service, canary })).rejects.toThrow(
        /^There are files of another plan for the same service, .*: deploy\/base\/mesh\/virtualservice-checkout\.yaml\. Nothing was written\./,
      );
      expect(await filesIn(workspacePath)).toHaveLength(1);

      const { logged } = await run({ service, canary, overwrite: true });
      expect(logged).toContain(
        'Removed deploy/base/mesh/virtualservice-checkout.yaml',
      );
      expect(await filesIn(workspacePath)).toEqual([
        'deploy/base/mesh/canary-checkout.yaml',
        'deploy/base/mesh/kustomization.yaml',
      ]);
    });

    it('leaves files of others alone', async () => {
      await put('deploy/base/mesh/virtualservice-cart.yaml', 'cart');
      await put('deploy/base/kustomization.yaml', 'base');
      await run({ service, canary, overwrite: true });

      expect(await read('deploy/base/mesh/virtualservice-cart.yaml')).toBe(
        'cart',
      );
      expect(await read('deploy/base/kustomization.yaml')).toBe('base');
    });

    it('leaves nothing half written when writing fails', async () => {
      await put('deploy/base/mesh/virtualservice-checkout.yaml/in-the-way', '');

      await expect(run({ service })).rejects.toThrow(/EISDIR/);
      expect(await filesIn(workspacePath)).toEqual([
        'deploy/base/mesh/virtualservice-checkout.yaml/in-the-way',
      ]);
    });
  });

  describe('stays in the workspace', () => {
    it.each(['..', '../elsewhere', '/etc', 'deploy/../../elsewhere'])(
      'refuses the folder %p',
      async targetPath => {
        await expect(run({ service, targetPath })).rejects.toThrow(
          expect.objectContaining({ name: 'NotAllowedError' }),
        );
        expect(await filesIn(outside)).toEqual([]);
      },
    );

    it('refuses a folder that is a link to elsewhere', async () => {
      await mkdir(join(outside, 'elsewhere'));
      await symlink(join(outside, 'elsewhere'), join(workspacePath, 'deploy'));

      await expect(run({ service })).rejects.toThrow(
        expect.objectContaining({ name: 'NotAllowedError' }),
      );
      expect(await readdir(join(outside, 'elsewhere'))).toEqual([]);
    });

    it('refuses a file that is a link to elsewhere', async () => {
      const secret = join(outside, 'secret');
      await writeFile(secret, 'untouched');
      await mkdir(join(workspacePath, 'mesh'));
      await symlink(secret, join(workspacePath, 'mesh/kustomization.yaml'));

      await expect(
        run({ service, targetPath: 'mesh', overwrite: true }),
      ).rejects.toThrow(expect.objectContaining({ name: 'NotAllowedError' }));
      expect(await readFile(secret, 'utf8')).toBe('untouched');
    });

    it('takes no path for the name of a service', async () => {
      await expect(
        run({ service: { ...service, name: '../../etc/passwd' } }),
      ).rejects.toThrow(/service\.name is no name that Kubernetes takes/);
    });
  });

  describe('with input it cannot use', () => {
    it('lists everything that is wrong and writes nothing', async () => {
      const failure = await run({
        service: { ...service, port: 0 },
        canary: { ...canary, stepWeights: [10], interval: '1h' },
      }).catch(error => error);

      expect(failure.name).toBe('InputError');
      expect(failure.message.split('\n')).toEqual([
        'mesh:generate cannot use its input.',
        '- service.port is no port. Use a number from 1 to 65535.',
        '- canary.interval is no interval that Flagger takes. Write whole seconds or minutes, as in 30s or 1m.',
        '- canary says in 2 ways how the new version gets requests (stepWeight, stepWeights), which the API server refuses. Keep one of them.',
      ]);
      expect(await filesIn(workspacePath)).toEqual([]);
    });

    it.each([
      ['an unknown field', { service, timeout: 5 }],
      ['a missing service', {}],
      ['a list for a service', { service: [] }],
    ])('refuses %s', async (_, input) => {
      await expect(run(input)).rejects.toThrow(
        expect.objectContaining({ name: 'InputError' }),
      );
    });
  });
});
