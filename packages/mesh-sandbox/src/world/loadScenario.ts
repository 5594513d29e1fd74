import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { KubernetesObject } from '../kubernetes';

/** Files of a scenario, read and parsed as YAML. */
export interface ScenarioFiles {
  /** Objects of `cluster/*.yaml`, in the order of files and documents. */
  readonly objects: readonly KubernetesObject[];
  /** `traffic.yaml`, undefined when there is none. */
  readonly traffic?: unknown;
  /** `timeline.yaml`, undefined when there is none. */
  readonly timeline?: unknown;
}

async function readDocuments(file: string): Promise<unknown[]> {
  const documents = parseAllDocuments(await readFile(file, 'utf8'));
  if (!Array.isArray(documents)) {
    return [];
  }
  return documents.map(document => {
    if (document.errors.length > 0) {
      throw new Error(`${file}: ${document.errors[0].message}`);
    }
    return document.toJS() as unknown;
  });
}

async function readOptional(file: string): Promise<unknown> {
  try {
    return (await readDocuments(file))[0];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

function asObject(file: string, document: unknown): KubernetesObject {
  const object = document as Partial<KubernetesObject> | null;
  if (!object?.apiVersion || !object.kind || !object.metadata?.name) {
    throw new Error(
      `${file} holds a document without apiVersion, kind or metadata.name`,
    );
  }
  return object as KubernetesObject;
}

/** Reads a scenario's folder. @throws Error that names the file, when it is missing or cannot be parsed */
export async function loadScenario(folder: string): Promise<ScenarioFiles> {
  const cluster = join(folder, 'cluster');
  const names = (await readdir(cluster))
    .filter(name => name.endsWith('.yaml'))
    .sort();
  const objects: KubernetesObject[] = [];
  for (const name of names) {
    const file = join(cluster, name);
    for (const document of await readDocuments(file)) {
      if (document !== null) {
        objects.push(asObject(file, document));
      }
    }
  }
  return {
    objects,
    traffic: await readOptional(join(folder, 'traffic.yaml')),
    timeline: await readOptional(join(folder, 'timeline.yaml')),
  };
}
