import { pointerOf } from '../../Authored';
import { links } from '../../links';
import type { CanaryRule } from '../../CanaryRule';

/** Fields that the definition does not name are dropped by the API server. */
export const droppedFields: CanaryRule = {
  code: 'canary-field-dropped',
  consequence: 'ignored',
  link: links.definition,
  check({ findings }) {
    return findings
      .filter(
        ({ code, path }) =>
          ['unknown-field', 'unknown-condition'].includes(code) &&
          path.startsWith('spec.'),
      )
      .map(({ code, path }) => ({
        path,
        message:
          code === 'unknown-condition'
            ? `\`${path}\` will be dropped by the API server: what is left applies to more requests than written.`
            : `\`${path}\` will be dropped by the API server.`,
        remedy: 'Check how it is spelled, or remove it.',
        ...(code === 'unknown-field'
          ? { fix: [{ op: 'remove' as const, path: pointerOf(path) }] }
          : {}),
      }));
  },
};
