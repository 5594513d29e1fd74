const step = /\.?([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/gy;

/**
 * Follows a path of a finding into an object.
 *
 * @throws Error when the path is not written as paths are, or leads nowhere.
 */
export function valueAt(root: unknown, path: string): unknown {
  let value = root;
  let end = 0;
  for (const match of path.matchAll(step)) {
    const [text, name, index, quoted] = match;
    end += text.length;
    const key = name ?? index ?? JSON.parse(quoted);
    // A list may have holes, which are elements of it all the same.
    const leads = Array.isArray(value)
      ? Number(key) < value.length
      : Object.hasOwn(Object(value), key);
    if (!leads) {
      throw new Error(`${path} leads nowhere at ${text}`);
    }
    value = (value as Record<string, unknown>)[key];
  }
  if (end !== path.length) {
    throw new Error(`${path} cannot be followed after ${end} characters`);
  }
  return value;
}
