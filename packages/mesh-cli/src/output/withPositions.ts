import { resourceRefSchema } from '@fairway/mesh-core';
import { z } from 'zod';
import type { LoadedMesh } from '../input/LoadedMesh';
import { originalPath } from '../input/originalPath';

const sourceSchema = z.object({
  owner: resourceRefSchema,
  delegate: resourceRefSchema.optional(),
  path: z.string(),
});

/** Copies a result for JSON. Where it says the source of a rule, file and line are added, when they are known. */
export function withPositions(value: unknown, mesh: LoadedMesh): unknown {
  if (Array.isArray(value)) {
    return value.map(item => withPositions(item, mesh));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      withPositions(item, mesh),
    ]),
  );
  const { data: source } = sourceSchema.safeParse(value);
  if (!source) {
    return copy;
  }
  const holder = source.delegate ?? source.owner;
  const path = originalPath(mesh.snapshot, holder, source.path);
  const position = mesh.positionOf(holder, path);
  return { ...copy, path, ...(position ? { position } : {}) };
}
