import type { MeshTranslate } from '@fairway/backstage-plugin-mesh-react';
import type { OkTable } from './effectiveSentence';

/** How many rules there are, how many of them never act, and what they were compiled from. */
export function effectiveDetail(t: MeshTranslate, table: OkTable): string {
  const never = table.rows.filter(({ shadowed }) => shadowed).length;
  const rules = t('routing.calls.detail.rules', {
    count: table.rows.length + table.moreRows,
  });
  const hidden = table.rows.some(({ action }) => action.kind === 'hidden');
  const from = { count: table.objects.length, version: table.istioVersion };
  return [
    never > 0
      ? t('routing.calls.detail.never', { rules, count: never })
      : t('routing.calls.detail.allUsed', { rules }),
    fromWords(),
  ].join(' ');

  function fromWords(): string {
    if (table.objects.length > 0) {
      return t('routing.calls.detail.from', from);
    }
    return t(
      hidden
        ? 'routing.calls.detail.fromOthers'
        : 'routing.calls.detail.fromNone',
      { version: table.istioVersion },
    );
  }
}
