/** What stands before the path of a file in the URLs of forges, with the name of the branch. */
const BRANCH =
  /^.*?\/(?:-\/)?(?:blob|src\/(?:branch|tag|commit)|src|tree)\/[^/]+\//;

/** A file in Git: where a browser finds it, and what people call it. */
export interface FileLink {
  href: string;
  /** As in `deploy/mesh/checkout.yaml`. */
  text: string;
}

function parse(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * Makes a link of what an object or entity says about its source.
 *
 * @param url - from the cluster or the catalog: may hold anything
 * @returns `undefined` for what is no web address, such as `javascript:`
 */
export function fileOfUrl(url: string | undefined): FileLink | undefined {
  const parsed = parse(url ?? '');
  if (!parsed || !['https:', 'http:'].includes(parsed.protocol)) {
    return undefined;
  }
  const file = parsed.pathname.replace(BRANCH, '').replace(/^\/|\/$/g, '');
  return { href: parsed.href, text: decoded(file) || parsed.host };
}
