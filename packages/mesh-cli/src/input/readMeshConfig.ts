import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import { readYamlObject, type CompileOptions } from '@fairway/mesh-core';
import { parseMeshConfig, toCompileOptions } from '../arguments/meshConfig';
import type { CliIo } from '../io/CliIo';

function parseText(text: string, where: string): CompileOptions {
  const { raw, findings } = readYamlObject(text);
  if (!raw) {
    const [{ line, message }] = findings;
    throw new InputError(
      `${where}${line === undefined ? '' : `:${line}`} cannot be read: ${message}`,
    );
  }
  return toCompileOptions(parseMeshConfig(raw, where));
}

/**
 * Reads the file of `--mesh-config`.
 *
 * @throws InputError when it cannot be read or is no MeshConfig
 */
export async function readMeshConfig(
  file: string,
  io: CliIo,
): Promise<CompileOptions> {
  const text = await readFile(resolve(io.cwd(), file), 'utf8').catch(error => {
    throw new InputError(`${file} cannot be read.`, error);
  });
  return parseText(text, file);
}
