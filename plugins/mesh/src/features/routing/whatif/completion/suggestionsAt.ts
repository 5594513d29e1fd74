import { kindNameOf } from '@fairway/mesh-core';
import { cursorPlace } from './cursorPlace';
import type { YamlPlace } from './YamlPlace';
import { schemaSuggestions } from './schemaSuggestions';
import type { Suggestion } from './Suggestion';
import {
  apiVersionSuggestions,
  kindSuggestions,
  topSuggestions,
} from './typeSuggestions';

/** What may stand at the cursor, and where the word begins that it replaces. */
export interface Suggestions {
  from: number;
  options: Suggestion[];
}

/** The value of a field at the top of the object, without quotes. */
function topValue(text: string, name: 'apiVersion' | 'kind'): string {
  const [, value = ''] =
    new RegExp(`^${name}:[ \\t]*["']?([\\w./-]*)`, 'm').exec(text) ?? [];
  return value;
}

function optionsFor(text: string, place: YamlPlace): Suggestion[] {
  const apiVersion = topValue(text, 'apiVersion');
  const kind = topValue(text, 'kind');
  if (place.position === 'value' && place.path === 'kind') {
    return kindSuggestions(apiVersion);
  }
  if (place.position === 'value' && place.path === 'apiVersion') {
    return apiVersionSuggestions(kind);
  }
  if (place.path === '' && !kindNameOf(apiVersion, kind)) {
    return topSuggestions();
  }
  return schemaSuggestions(apiVersion, kind, place);
}

/**
 * Suggests fields and values for a cursor in the YAML of an object, from the schema of its kind. Fields that are there already are
 * left out.
 *
 * @param offset - of the cursor
 * @returns `undefined` where there is nothing to suggest
 */
export function suggestionsAt(
  text: string,
  offset: number,
): Suggestions | undefined {
  const place = cursorPlace(text, offset);
  if (!place) {
    return undefined;
  }
  const taken = new Set(place.siblings);
  const options = optionsFor(text, place).filter(
    option => option.kind === 'value' || !taken.has(option.label),
  );
  return options.length > 0 ? { from: place.from, options } : undefined;
}
