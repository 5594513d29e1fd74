import {
  ANNOTATION_SOURCE_LOCATION,
  ANNOTATION_VIEW_URL,
  parseLocationRef,
  type Entity,
} from '@backstage/catalog-model';
import { ANNOTATION_SOURCE } from '@fairway/backstage-plugin-mesh-common';

/** Links to what an object is made from. */
export interface SourceLinks {
  /** The file of the object. */
  sourceUrl?: string;
  /** Where the sources of the entity are. */
  repositoryUrl?: string;
}

/** Only what a browser opens as a page: an annotation may hold anything. */
function webUrl(text: string, base?: string): string | undefined {
  try {
    const url = new URL(text, base);
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
    return isWeb && !url.username && !url.password ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function locationOf(text: string | undefined): string | undefined {
  try {
    const { type, target } = parseLocationRef(text ?? '');
    return type === 'url' ? webUrl(target) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The links that annotations give: of the entity to its sources, and of the object to its file, as a URL or as a path from there. A path
 * that leads out of the sources, or to another site, is no link.
 *
 * @param annotations - of the object
 */
export function sourceLinks(
  entity: Entity,
  annotations: Readonly<Record<string, unknown>> = {},
): SourceLinks {
  const own = entity.metadata.annotations ?? {};
  const location = locationOf(own[ANNOTATION_SOURCE_LOCATION]);
  const repositoryUrl = location ?? webUrl(own[ANNOTATION_VIEW_URL] ?? '');
  const written = annotations[ANNOTATION_SOURCE];
  const file = typeof written === 'string' ? written.trim() : '';
  const isUrl = /^[a-z][a-z0-9+.-]*:/i.test(file);
  const base = location?.endsWith('/') ? location : undefined;
  const inSources =
    base && file !== '' && !isUrl ? webUrl(file, base) : undefined;
  const sourceUrl = isUrl
    ? webUrl(file)
    : inSources?.startsWith(base ?? '') && inSources;
  return {
    ...(sourceUrl ? { sourceUrl } : {}),
    ...(repositoryUrl ? { repositoryUrl } : {}),
  };
}
