import type { YamlFinding } from '@fairway/backstage-plugin-mesh-common';
import type { Finding } from '@fairway/mesh-core';
import type { MeshTranslate } from '@fairway/backstage-plugin-mesh-react';
import {
  formatBytes,
  MAX_YAML_ALIASES,
  MAX_YAML_BYTES,
  MAX_YAML_DEPTH,
  bytesOf,
} from './limits';
import type { Refusal } from './parseLimited';
import type { Draft, DraftProblem } from './readDraft';

/** A problem of a draft in words, with its place where it has one. */
export interface ProblemWords {
  key: string;
  severity: Finding['severity'];
  message: string;
  remedy?: string;
  /** Line from 1, and offsets in the text. */
  place?: { line: number; from: number; to: number };
}

function refusalWords(
  t: MeshTranslate,
  refusal: Refusal,
  text: string,
): string {
  switch (refusal) {
    case 'too-large':
      return t('whatIf.refused.too-large', {
        size: formatBytes(bytesOf(text)),
        limit: formatBytes(MAX_YAML_BYTES),
      });
    case 'too-deep':
      return t('whatIf.refused.too-deep', { limit: `${MAX_YAML_DEPTH}` });
    case 'too-many-aliases':
      return t('whatIf.refused.too-many-aliases', {
        limit: `${MAX_YAML_ALIASES}`,
      });
    default:
      return t('whatIf.refused.several');
  }
}

function messageOf(t: MeshTranslate, problem: DraftProblem): string {
  switch (problem.code) {
    case 'finding':
      return problem.finding.message;
    case 'duplicate':
      return t('whatIf.refused.duplicate', { name: problem.name });
    case 'no-object':
      return t('whatIf.refused.no-object');
    default:
      return t('whatIf.refused.broken', { message: problem.message });
  }
}

function ownWords(
  t: MeshTranslate,
  draft: Draft,
  text: string,
): ProblemWords[] {
  switch (draft.state) {
    case 'empty':
      return [];
    case 'refused':
      return [
        {
          key: draft.refusal,
          severity: 'error',
          message: refusalWords(t, draft.refusal, text),
        },
      ];
    default:
      return draft.problems.map((problem, index) => ({
        key: `${problem.code} ${index}`,
        severity: problem.severity,
        message: messageOf(t, problem),
        remedy: problem.code === 'finding' ? problem.finding.remedy : undefined,
        place: { line: problem.line, from: problem.from, to: problem.to },
      }));
  }
}

/** The line of a text, with its offsets. */
function lineOf(text: string, line: number): ProblemWords['place'] {
  let from = 0;
  for (let count = 1; count < line; count += 1) {
    const end = text.indexOf('\n', from);
    if (end < 0) {
      return undefined;
    }
    from = end + 1;
  }
  const end = text.indexOf('\n', from);
  return { line, from, to: end < 0 ? text.length : end };
}

function theirWords(finding: YamlFinding, text: string): ProblemWords {
  const { code, path, line, severity, message, remedy } = finding;
  return {
    key: `backend ${code} ${path}`,
    severity,
    message,
    remedy,
    place: line === undefined ? undefined : lineOf(text, line),
  };
}

const ORDER: Record<Finding['severity'], number> = {
  error: 0,
  warning: 1,
  info: 2,
};

/**
 * All that is wrong with a draft, the worst first: what was found here, and what only the backend finds, which has the whole mesh.
 *
 * @param text - what `draft` was made of
 * @param findings - of the backend, about this text
 */
export function problemWords(
  t: MeshTranslate,
  draft: Draft,
  text: string,
  findings: readonly YamlFinding[] = [],
): ProblemWords[] {
  const own = ownWords(t, draft, text);
  const said = new Set(own.map(({ message }) => message));
  const theirs = findings
    .filter(({ message }) => !said.has(message))
    .map(finding => theirWords(finding, text));
  return [...own, ...theirs].sort(
    (one, other) =>
      ORDER[one.severity] - ORDER[other.severity] ||
      (one.place?.line ?? 0) - (other.place?.line ?? 0),
  );
}
