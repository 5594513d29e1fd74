const DIGEST_LENGTH = 12;

/**
 * What people call the version of an image: its tag, else the first 12 characters of its digest.
 *
 * @param image - as in a pod template, such as `registry:5000/shop/cart:1.9.4@sha256:…`
 * @returns `undefined` for an image with neither
 * @public
 */
export function imageVersion(image: string): string | undefined {
  const [name, digest] = image.split('@');
  const lastSegment = name.slice(name.lastIndexOf('/') + 1);
  const colon = lastSegment.indexOf(':');
  if (colon >= 0) {
    return lastSegment.slice(colon + 1) || undefined;
  }
  return digest?.slice(digest.indexOf(':') + 1).slice(0, DIGEST_LENGTH);
}
