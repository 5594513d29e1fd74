import type { Finding } from '../../verdict';

type Severity = Finding['severity'];

/** What the text of a message may name. */
export interface MessageFacts {
  path: string;
  /** Kind of the object. */
  kind: string;
  /** What a value should have been. */
  expected: string;
  /** What it was. */
  found: string;
  /** Path of what had to be left out because of it. */
  leftOut: string;
}

interface MessageTemplate {
  severity: Severity;
  message(facts: MessageFacts): string;
  remedy: string;
}

function consequence({ path, leftOut }: MessageFacts): string {
  if (leftOut === '') {
    return 'The object cannot be used.';
  }
  return leftOut === path
    ? 'It was left out.'
    : `\`${leftOut}\` was left out with it.`;
}

const checkSpelling =
  'Check spelling and indentation. If a newer release brought the field, Fairway has to learn it.';

/** What reading an object can find, by stable code. */
export const readingMessages = {
  'not-an-object': {
    severity: 'error',
    message: ({ found }) => `A Kubernetes object was expected, not ${found}.`,
    remedy: 'Check where the object comes from.',
  },
  'unknown-kind': {
    severity: 'error',
    message: ({ found }) => `Fairway does not read objects of ${found}.`,
    remedy: 'Check `apiVersion` and `kind`.',
  },
  'unexpected-kind': {
    severity: 'error',
    message: ({ expected, found }) =>
      `An object of ${expected} was expected, not of ${found}.`,
    remedy: 'Check `apiVersion` and `kind`.',
  },
  'unknown-version': {
    severity: 'warning',
    message: ({ kind, found }) =>
      `\`${found}\` is not a version of ${kind} that Fairway knows. It was read like the newest.`,
    remedy: 'Compare what is shown with the object itself.',
  },
  'unknown-field': {
    severity: 'warning',
    message: ({ path, kind }) =>
      `\`${path}\` is not a field of ${kind} that Fairway knows. It was left out.`,
    remedy: checkSpelling,
  },
  'unknown-condition': {
    severity: 'error',
    message: ({ path, kind }) =>
      `\`${path}\` is not a condition of ${kind} that Fairway knows. It was left out, so what is shown applies to more than the object says.`,
    remedy: checkSpelling,
  },
  'malformed-field': {
    severity: 'warning',
    message: facts =>
      `\`${facts.path}\` should be ${facts.expected}, not ${facts.found}. ${consequence(facts)}`,
    remedy: 'Correct the value.',
  },
  'malformed-decisive-field': {
    severity: 'error',
    message: facts =>
      `\`${facts.path}\` should be ${facts.expected}, not ${facts.found}. ${consequence(facts)} The object reads as if it had none, which means something else.`,
    remedy: 'Correct the value.',
  },
  'malformed-condition': {
    severity: 'error',
    message: facts =>
      `\`${facts.path}\` should be ${facts.expected}, not ${facts.found}. ${consequence(facts)} What is shown applies to more than the object says.`,
    remedy: 'Correct the value.',
  },
  'missing-field': {
    severity: 'error',
    message: facts => `\`${facts.path}\` is missing. ${consequence(facts)}`,
    remedy: 'Add the field.',
  },
  'too-many-findings': {
    severity: 'warning',
    message: () => 'There is more to report than is listed here.',
    remedy: 'Correct what is listed first.',
  },
} as const satisfies Record<string, MessageTemplate>;

/** Stable names of what reading an object can find. */
export type ReadingCode = keyof typeof readingMessages;

/** Writes a finding out. */
export function readingFinding(
  code: ReadingCode,
  facts: Partial<MessageFacts>,
): Finding {
  const template: MessageTemplate = readingMessages[code];
  const complete: MessageFacts = {
    path: '',
    kind: '',
    expected: '',
    found: '',
    leftOut: facts.path ?? '',
    ...facts,
  };
  // What takes its surroundings along is never a small matter.
  const grave = complete.leftOut !== complete.path;
  return {
    code,
    severity: grave ? 'error' : template.severity,
    path: complete.path,
    message: template.message(complete),
    remedy: template.remedy,
  };
}
