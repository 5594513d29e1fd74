import { Document, isMap, isScalar, isNode, type Pair } from 'yaml';
import { KUSTOMIZATION_FILE } from './layout';
import type { FieldComment, Manifest } from './Manifest';

/** What a file says besides its content. */
interface Rendering {
  /** Lines above the content. */
  header: readonly string[];
  comments?: readonly FieldComment[];
}

function pairOf(
  document: Document,
  path: readonly (string | number)[],
): Pair | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  const name = path[path.length - 1];
  return isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && key.value === name)
    : undefined;
}

/** A comment stands above the field, or above the element where the path ends with an index. */
function addComment(document: Document, { path, text }: FieldComment): void {
  const node = pairOf(document, path)?.key ?? document.getIn(path, true);
  if (!isNode(node)) {
    throw new Error(`There is no field ${path.join('.')} to comment on`);
  }
  node.commentBefore = ` ${text}`;
}

/**
 * Renders once, at the edge. Texts that YAML 1.1 takes for something else (`on`, `no`, `1_000`) are quoted, as
 * Kubernetes reads that version. No line is folded, so a diff shows what changed and no more.
 */
function render(content: object, { header, comments = [] }: Rendering): string {
  const document = new Document(content, {
    aliasDuplicateObjects: false,
    compat: 'yaml-1.1',
  });
  document.commentBefore = header.map(line => ` ${line}`).join('\n');
  comments.forEach(comment => addComment(document, comment));
  return document.toString({ lineWidth: 0, singleQuote: true });
}

/**
 * Renders an object as the text of its file: a comment with its purpose, who wrote it and where its fields are
 * explained, then the object. Equal input gives equal text.
 *
 * @param writtenBy - the action, command or form that writes it
 * @public
 */
export function renderManifest(manifest: Manifest, writtenBy: string): string {
  const { object, purpose, reference, comments } = manifest;
  return render(object, {
    header: [
      purpose,
      `Written by ${writtenBy}, yours to change. All fields: ${reference}`,
    ],
    comments,
  });
}

/**
 * Renders the file that lists all others, so that a deployment names the folder only.
 *
 * @param resources - names of the files
 * @param writtenBy - the action, command or form that writes it
 * @public
 */
export function renderKustomization(
  resources: readonly string[],
  writtenBy: string,
): string {
  const content = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...resources].sort(),
  };
  return render(content, {
    header: [
      'The objects of this folder.',
      `Written by ${writtenBy}. A file that is not listed in ${KUSTOMIZATION_FILE} is not deployed.`,
    ],
  });
}
