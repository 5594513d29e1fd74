import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ComponentEntity } from '@backstage/catalog-model';
import { parse, parseAllDocuments } from 'yaml';

const EXAMPLES = resolve(__dirname, '../../../examples');
const ANNOTATION_ID = 'backstage.io/kubernetes-id';
const ANNOTATION_NAMESPACE = 'backstage.io/kubernetes-namespace';

const read = (path: string) => readFileSync(resolve(EXAMPLES, path), 'utf8');

/** Components by the workload that they name, such as `shop/checkout`. */
function components(): Map<string, ComponentEntity> {
  const documents = globSync('catalog/*.yaml', { cwd: EXAMPLES })
    .flatMap(file => parseAllDocuments(read(file)))
    .map(document => document.toJSON());
  return new Map(
    documents
      .filter(({ kind }) => kind === 'Component')
      .map(entity => {
        const { [ANNOTATION_NAMESPACE]: namespace, [ANNOTATION_ID]: id } =
          entity.metadata.annotations ?? {};
        return [`${namespace}/${id}`, entity];
      }),
  );
}

/** Calls between two workloads that the catalog knows, as in `shop/checkout > shop/cart`. */
function observedCalls(known: ReadonlyMap<string, unknown>): string[] {
  const { calls }: { calls: { from: string; to: string }[] } = parse(
    read('scenarios/shop/traffic.yaml'),
  );
  return calls
    .filter(({ from, to }) => known.has(from) && known.has(to))
    .map(({ from, to }) => `${from} > ${to}`);
}

function declaredCalls(known: ReadonlyMap<string, ComponentEntity>): string[] {
  const workloadOf = new Map(
    [...known].map(([workload, { metadata }]) => [metadata.name, workload]),
  );
  return [...known].flatMap(([from, { spec }]) =>
    (spec.dependsOn ?? [])
      .filter(ref => ref.startsWith('component:'))
      .map(
        ref => `${from} > ${workloadOf.get(ref.slice('component:'.length))}`,
      ),
  );
}

describe('the demo catalog', () => {
  const known = components();
  const observed = new Set(observedCalls(known));
  const declared = new Set(declaredCalls(known));

  it('declares every call of the demo world but one', () => {
    expect([...observed].filter(call => !declared.has(call))).toEqual([
      'payments/fraud > platform/legacy-ledger',
    ]);
  });

  it('declares no call that the demo world does not make', () => {
    expect([...declared].filter(call => !observed.has(call))).toEqual([]);
  });
});
