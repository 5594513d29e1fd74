import type {
  RouteDestination,
  RouteObject,
  RouteRule,
} from '@fairway/mesh-core';
import {
  CodeBlock,
  Drawer,
  Facts,
  formatPercent,
  isBroken,
  ResourceName,
  RouteMatches,
  useMeshTranslation,
  useTimes,
} from '@fairway/backstage-plugin-mesh-react';
import { readCommand } from './readCommand';
import styles from './Routing.module.css';

/** A rule that a reader wants to know more of. */
export interface OpenRule {
  object: RouteObject;
  rule: RouteRule;
}

/** Where a rule comes from, and what stands behind each of its destinations. */
export function RuleEvidence(props: {
  open: OpenRule | undefined;
  onClose: () => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { open, onClose } = props;
  const place = open?.rule.path.replace(/^spec\./, '') ?? '';
  return (
    <Drawer
      isOpen={open !== undefined}
      onClose={onClose}
      title={t('routing.evidence.title', { rule: place })}
    >
      {open && <Evidence {...open} />}
    </Drawer>
  );
}

function Evidence(props: OpenRule): JSX.Element {
  const { t } = useMeshTranslation();
  const times = useTimes();
  const { object, rule } = props;
  return (
    <>
      <Facts
        facts={[
          {
            id: 'object',
            label: t('routing.evidence.object'),
            value: <ResourceName resource={object.ref} />,
          },
          {
            id: 'place',
            label: t('routing.evidence.place'),
            value: <code>{rule.path}</code>,
          },
          {
            id: 'why',
            label: t('routing.evidence.why'),
            value: object.reason,
          },
          {
            id: 'since',
            label: t('routing.evidence.since'),
            value: object.createdAt && times.moment(object.createdAt),
          },
        ]}
      />
      <div className={styles.section}>
        <h4>{t('routing.evidence.matches')}</h4>
        <RouteMatches matches={rule.matches} />
      </div>
      {rule.action.kind === 'route' && (
        <div className={styles.section}>
          <h4>{t('routing.evidence.destinations')}</h4>
          <ul className={styles.items}>
            {rule.action.destinations.map(destination => (
              <DestinationItem
                key={`${destination.fqdn} ${destination.subset}`}
                destination={destination}
              />
            ))}
          </ul>
        </div>
      )}
      <div className={styles.section}>
        <h4>{t('drawer.read')}</h4>
        <CodeBlock
          label={t('drawer.read')}
          text={readCommand(object.ref, rule.path)}
        />
      </div>
    </>
  );
}

function DestinationItem(props: {
  destination: RouteDestination;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { destination } = props;
  const { target } = destination;
  return (
    <li className={styles.item}>
      <b>
        {destination.fqdn}
        {destination.subset && ` · ${destination.subset}`}
        {destination.port !== undefined && ` :${destination.port}`}
      </b>
      <span>
        {t('routing.evidence.share', {
          percent: formatPercent(destination.share * 100),
        })}
        {destination.weight !== undefined && (
          <span className={styles.muted}>
            {' · '}
            {t('routing.evidence.weight', { weight: `${destination.weight}` })}
          </span>
        )}
        {destination.version && ` · ${destination.version}`}
      </span>
      <span className={isBroken(destination) ? styles.bad : styles.muted}>
        {t(`routing.target.${target.state}`)}: {target.reason}
      </span>
      {target.evidence.map(evidence => (
        <span key={evidence.text} className={styles.muted}>
          {evidence.text}
          {evidence.ref && (
            <>
              {' · '}
              <ResourceName resource={evidence.ref} />
            </>
          )}
          {evidence.path && (
            <>
              {' · '}
              <code>{evidence.path}</code>
            </>
          )}
        </span>
      ))}
    </li>
  );
}
