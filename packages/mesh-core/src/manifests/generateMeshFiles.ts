import { buildManifests } from './buildManifests';
import type { MeshIntent } from './intent';
import {
  KUSTOMIZATION_FILE,
  manifestFileName,
  possibleFileNames,
} from './layout';
import { renderKustomization, renderManifest } from './render';

/**
 * A file to write.
 *
 * @public
 */
export interface GeneratedFile {
  /** Name in the folder of the manifests. */
  name: string;
  /** Text with a final newline. */
  content: string;
}

/**
 * All files of an intent.
 *
 * @public
 */
export interface GeneratedFiles {
  /** By name. */
  files: GeneratedFile[];
  /** Names of files that an earlier intent for the service may have left, and that contradict this one. */
  leftovers: string[];
}

/**
 * Turns an intent into files, each with one object, and a `kustomization.yaml` that lists them. Pure: equal input gives
 * equal bytes.
 *
 * @param writtenBy - the action, command or form that writes them; it stands in each file
 * @public
 */
export function generateMeshFiles(
  intent: MeshIntent,
  writtenBy: string,
): GeneratedFiles {
  const manifests = buildManifests(intent).map(manifest => ({
    name: manifestFileName(manifest.object),
    content: renderManifest(manifest, writtenBy),
  }));
  const names = manifests.map(({ name }) => name);
  const kustomization = {
    name: KUSTOMIZATION_FILE,
    content: renderKustomization(names, writtenBy),
  };
  return {
    files: [...manifests, kustomization].sort((a, b) =>
      a.name < b.name ? -1 : 1,
    ),
    leftovers: possibleFileNames(intent.service.name).filter(
      name => !names.includes(name),
    ),
  };
}
