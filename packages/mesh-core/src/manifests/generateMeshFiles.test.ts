import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { parseResource } from '../resources';
import { generateMeshFiles } from './generateMeshFiles';
import { readGoldenCases, readIntent } from './__testUtils__/goldenCases';

const cases = readGoldenCases();

function readExpected(folder: string): Record<string, string> {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return Object.fromEntries(
    names.map(name => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** With `UPDATE_GOLDEN=1` the files are written anew, to be read in the diff. */
function updateExpected(folder: string, files: Record<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content);
  }
}

describe('generateMeshFiles', () => {
  it.each(cases)('writes the files of $name', ({ intent, expectedFolder }) => {
    const files = Object.fromEntries(
      generateMeshFiles(intent, 'mesh:generate').files.map(
        ({ name, content }) => [name, content],
      ),
    );
    if (process.env.UPDATE_GOLDEN) {
      updateExpected(expectedFolder, files);
    }

    expect(files).toEqual(readExpected(expectedFolder));
  });

  it.each(cases)('lists every file of $name but the list', ({ intent }) => {
    const { files } = generateMeshFiles(intent, 'mesh:generate');
    const list = files.find(({ name }) => name === 'kustomization.yaml');

    expect(parse(list!.content).resources).toEqual(
      files.map(({ name }) => name).filter(name => name !== list!.name),
    );
  });

  it.each(cases)('writes text of $name that reads back', ({ intent }) => {
    const objects = generateMeshFiles(intent, 'mesh:generate')
      .files.filter(({ name }) => name !== 'kustomization.yaml')
      .map(({ content }) => parse(content, { version: '1.1' }));

    for (const raw of objects) {
      expect(parseResource(raw).findings).toEqual([]);
    }
  });

  it('never writes a rule beside a Canary, which Flagger would overwrite', () => {
    const names = (of: string) =>
      generateMeshFiles(readIntent(of), 'x').files.map(({ name }) => name);

    expect(names('canary-weighted')).toEqual([
      'canary-checkout.yaml',
      'kustomization.yaml',
    ]);
    expect(names('versions-by-hand')).toEqual([
      'destinationrule-accounts.yaml',
      'kustomization.yaml',
      'virtualservice-accounts.yaml',
    ]);
    expect(names('minimal')).toEqual([
      'kustomization.yaml',
      'virtualservice-cart.yaml',
    ]);
  });

  it('names the files that an earlier intent may have left', () => {
    const leftovers = (of: string) =>
      generateMeshFiles(readIntent(of), 'x').leftovers;

    expect(leftovers('canary-weighted')).toEqual([
      'destinationrule-checkout.yaml',
      'virtualservice-checkout.yaml',
    ]);
    expect(leftovers('minimal')).toEqual([
      'canary-cart.yaml',
      'destinationrule-cart.yaml',
    ]);
  });

  it('says in each file who wrote it', () => {
    const { files } = generateMeshFiles(readIntent('ab-test'), 'the form');

    for (const { content } of files) {
      expect(content).toMatch(/^# .+\n# Written by the form[,.] /);
    }
  });
});
