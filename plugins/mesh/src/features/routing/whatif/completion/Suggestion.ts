import type { SchemaField } from '@fairway/mesh-core';

/** A field or value that may stand at the cursor. */
export interface Suggestion {
  label: string;
  kind: 'field' | 'value';
  /** Shape of a field in a word or two, as in `list of objects`. */
  detail?: string;
  /** What it does, and what to know: sentences. */
  info: string[];
  required?: boolean;
  /** What to write; the label when absent. */
  insert?: string;
}

const KINDS_OF_TYPE: Readonly<Record<string, string>> = {
  array: 'list',
  boolean: 'true or false',
  integer: 'whole number',
  'int-or-string': 'number or text',
  map: 'texts by name',
  number: 'number',
  object: 'object',
  string: 'text',
};

/** The shape of a field, as a reader says it. */
export function typeWords(field: SchemaField, element?: SchemaField): string {
  if (field.type === 'array' && element) {
    return element.type === 'object' ? 'list of objects' : 'list of texts';
  }
  if (field.type === 'map' && element?.type === 'object') {
    return 'objects by name';
  }
  return field.enum ? 'choice' : (KINDS_OF_TYPE[field.type] ?? field.type);
}

/** What the notes of a field mean for its author. */
export function noteWords(field: SchemaField): string[] {
  return [
    field.enum && `One of ${field.enum.join(', ')}.`,
    field.since && `New in Istio ${field.since}; older ones drop it.`,
    field.role === 'condition' &&
      'A condition: without it more requests are taken.',
    field.required && 'Required here.',
  ].filter(words => typeof words === 'string');
}
