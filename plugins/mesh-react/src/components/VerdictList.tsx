import type { Finding } from '@fairway/mesh-core';
import {
  RiAlertLine,
  RiCloseCircleLine,
  RiInformationLine,
} from '@remixicon/react';
import { VisuallyHidden } from '@backstage/ui';
import { useMeshTranslation } from '../meshTranslationRef';
import '../theme/tokens.css';
import { ResourceName } from './ResourceName';
import { Tag } from './Tag';
import styles from './Verdict.module.css';

const LOOK = {
  error: { tone: 'bad', Icon: RiCloseCircleLine },
  warning: { tone: 'warn', Icon: RiAlertLine },
  info: { tone: 'info', Icon: RiInformationLine },
} as const;

const ORDER: Record<Finding['severity'], number> = {
  error: 0,
  warning: 1,
  info: 2,
};

/**
 * Findings, the worst first: the fact, where it is, what to do about it.
 *
 * @public
 */
export function VerdictList(props: { findings: Finding[] }): JSX.Element {
  const { t } = useMeshTranslation();
  if (props.findings.length === 0) {
    return <p className={styles.none}>{t('finding.none')}</p>;
  }
  const sorted = [...props.findings].sort(
    (one, other) => ORDER[one.severity] - ORDER[other.severity],
  );
  return (
    <ul className={styles.list}>
      {sorted.map((finding, index) => (
        <FindingItem key={`${finding.code} ${index}`} finding={finding} />
      ))}
    </ul>
  );
}

function FindingItem({ finding }: { finding: Finding }): JSX.Element {
  const { t } = useMeshTranslation();
  const { tone, Icon } = LOOK[finding.severity];
  return (
    <li>
      <Icon size={16} className={styles[tone]} aria-hidden />
      <div>
        <VisuallyHidden>{t(`severity.${finding.severity}`)}: </VisuallyHidden>
        <b className={styles.message}>{finding.message}</b>
        <span className={styles.place}>
          {finding.ref && (
            <ResourceName resource={finding.ref} path={finding.path} />
          )}
          {finding.ref && finding.path && ' · '}
          {finding.path && <code>{finding.path}</code>}
        </span>
        {finding.remedy && (
          <span className={styles.remedy}>
            <span className={styles.remedyWord}>{t('finding.remedy')}</span>
            {finding.remedy}
          </span>
        )}
      </div>
    </li>
  );
}

/** How many findings of which severity there are; nothing where there are none. @public */
export function FindingCounts(props: {
  counts: { error: number; warning: number; info?: number };
}): JSX.Element {
  const { t } = useMeshTranslation();
  const severities = ['error', 'warning', 'info'] as const;
  return (
    <>
      {severities
        .map(severity => [severity, props.counts[severity] ?? 0] as const)
        .filter(([, count]) => count > 0)
        .map(([severity, count]) => {
          const { tone, Icon } = LOOK[severity];
          return (
            <Tag key={severity} tone={tone} icon={<Icon size={14} />}>
              {t(`severityCount.${severity}`, { count })}
            </Tag>
          );
        })}
    </>
  );
}

/** Counts findings by severity. @public */
export function countFindings(findings: readonly Finding[]): {
  error: number;
  warning: number;
  info: number;
} {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const finding of findings) {
    counts[finding.severity] += 1;
  }
  return counts;
}
