import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { captureIo, type CapturedIo } from '../__testUtils__/captureIo';
import { writeFiles } from '../__testUtils__/writeFiles';
import { Diagnostics } from '../io/Diagnostics';
import { readManifests } from './readManifests';

const service = (name: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\n`;

async function read(
  io: CapturedIo,
  ...paths: string[]
): Promise<{ files: string[]; hasProblems: boolean }> {
  const diagnostics = new Diagnostics(io.stderr);
  const objects = await readManifests(paths, io, diagnostics);
  return {
    files: objects.map(({ file }) => file),
    hasProblems: diagnostics.hasProblems,
  };
}

describe('readManifests', () => {
  it('reads folders with what is below, each file once', async () => {
    const cwd = await writeFiles({
      'mesh/b.yaml': service('b'),
      'mesh/a.yml': service('a'),
      'mesh/below/c.json': '{"apiVersion":"v1","kind":"Service"}',
      'mesh/README.md': 'no manifest',
      'mesh/.hidden/d.yaml': service('d'),
      'mesh/node_modules/x/e.yaml': service('e'),
      'odd.name': service('odd'),
    });
    await symlink(join(cwd, 'mesh'), join(cwd, 'mesh/below/loop'));
    const io = captureIo({ cwd });
    expect(await read(io, 'mesh', 'mesh/a.yml', 'odd.name')).toEqual({
      files: ['mesh/a.yml', 'mesh/b.yaml', 'mesh/below/c.json', 'odd.name'],
      hasProblems: false,
    });
    expect(io.err()).toBe('');
  });

  it('reads stdin', async () => {
    const io = captureIo({ stdin: service('a') });
    expect(await read(io, '-')).toMatchObject({ files: ['stdin'] });
  });

  it('says what it cannot use, with file and line, and uses the rest', async () => {
    const cwd = await writeFiles({
      'a.yaml': `${service('a')}---\nkind: [\n`,
      'large.yaml': `# ${'x'.repeat(1024 * 1024)}`,
      'values.yaml': 'replicas: 2\n',
    });
    const io = captureIo({ cwd });
    expect(await read(io, '.')).toEqual({
      files: ['a.yaml'],
      hasProblems: true,
    });
    expect(io.err()).toMatchInlineSnapshot(`
     "a.yaml:6: Flow sequence in block collection must be sufficiently indented and end with a ]: not used
     large.yaml: larger than 1 MB: not read
     values.yaml:1: no Kubernetes object: it has no apiVersion and kind: not used
     "
    `);
  });

  it('holds nothing against a file that is no manifest', async () => {
    const cwd = await writeFiles({ 'values.yaml': 'replicas: 2\n' });
    const io = captureIo({ cwd });
    expect((await read(io, '.')).hasProblems).toBe(false);
  });

  it('does not read more of stdin than of a file', async () => {
    const io = captureIo({ stdin: ' '.repeat(1024 * 1024 + 1) });
    expect(await read(io, '-')).toEqual({ files: [], hasProblems: true });
    expect(io.err()).toBe('stdin: larger than 1 MB: not read\n');
  });

  it('wants paths that are there', async () => {
    const io = captureIo({ cwd: await writeFiles({}) });
    await expect(read(io, 'nowhere')).rejects.toThrow(/There is no .*nowhere/);
  });
});
