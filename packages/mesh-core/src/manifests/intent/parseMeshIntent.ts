import type { z } from 'zod';
import type { Finding } from '../../verdict';
import { meshIntentSchema, type MeshIntent } from './MeshIntent';

/**
 * What reading an intent gave.
 *
 * @public
 */
export interface ParsedIntent {
  /** Absent when anything is wrong. */
  intent?: MeshIntent;
  /** What is wrong, each with its path in the input. Empty when all is well. */
  findings: Finding[];
}

function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') {
      return `${text}[${part}]`;
    }
    return text ? `${text}.${String(part)}` : String(part);
  }, '');
}

const article: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  object: 'an object with fields',
  record: 'an object with fields',
  array: 'a list',
};

/** Words for what the schemas say nothing of their own about. Precedence is with the schemas. */
function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `is missing. It must be ${article[issue.expected] ?? issue.expected}.`
        : `must be ${article[issue.expected] ?? issue.expected}.`;
    case 'unrecognized_keys':
      return `has fields that do not exist (${issue.keys.join(', ')}). Correct their names or leave them out.`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return issue.origin === 'array' || issue.origin === 'string'
        ? 'must not be empty.'
        : undefined;
    default:
      return undefined;
  }
}

/** The name of a key that is refused says more about it than the schema of the key does. */
function messageOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_key'
    ? (issue.issues[0]?.message ?? issue.message)
    : issue.message;
}

/**
 * Reads an intent strictly: anything unknown, contradictory or refused by Istio or Flagger is a finding, whose
 * message says what is wrong and what to do. Never throws.
 *
 * @param input - as it was read from a form or from YAML
 * @public
 */
export function parseMeshIntent(input: unknown): ParsedIntent {
  const result = meshIntentSchema.safeParse(input, { error: describeIssue });
  if (result.success) {
    return { intent: result.data, findings: [] };
  }
  const findings = result.error.issues.map((issue): Finding => {
    const path = formatPath(issue.path);
    return {
      code: 'invalid-intent',
      severity: 'error',
      path,
      message: `${path || 'The input'} ${messageOf(issue)}`,
    };
  });
  return { findings };
}
