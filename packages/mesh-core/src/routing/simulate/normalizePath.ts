/**
 * What a proxy does with a path before it matches; `meshConfig.pathNormalization.normalization`.
 *
 * @public
 */
export type PathNormalization =
  'NONE' | 'BASE' | 'DEFAULT' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

const UNRESERVED = /[A-Za-z0-9\-._~]/;

/** Decodes what need not be encoded; everything else stays as it was sent, lower-case digits too. */
function decodeUnreserved(path: string): string {
  return path.replace(/%([0-9A-Fa-f]{2})/g, (escape, hex: string) => {
    const character = String.fromCharCode(parseInt(hex, 16));
    return UNRESERVED.test(character) ? character : escape;
  });
}

/** Takes out `.` and `..`; empty segments stay. */
function removeDotSegments(path: string): string {
  const segments = path.split('/').slice(1);
  const kept: string[] = [];
  segments.forEach((segment, index) => {
    if (segment === '..') {
      kept.pop();
    } else if (segment !== '.') {
      kept.push(segment);
      return;
    }
    if (index === segments.length - 1) {
      kept.push('');
    }
  });
  return `/${kept.join('/')}`;
}

/**
 * The path that a proxy matches and sends on. The query stays as it is.
 *
 * @param text - as sent, with the query
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ProxyPathNormalization-NormalizationType
 */
export function normalizePath(text: string, mode: PathNormalization): string {
  if (mode === 'NONE' || !text.startsWith('/')) {
    return text;
  }
  const start = text.search(/[?#]/);
  const rest = start < 0 ? '' : text.slice(start);
  let path = start < 0 ? text : text.slice(0, start);
  if (mode === 'DECODE_AND_MERGE_SLASHES') {
    path = path.replace(/%2f|%5c/gi, '/');
  }
  path = removeDotSegments(decodeUnreserved(path.replaceAll('\\', '/')));
  if (mode === 'MERGE_SLASHES' || mode === 'DECODE_AND_MERGE_SLASHES') {
    path = path.replace(/\/{2,}/g, '/');
  }
  return path + rest;
}
