import { Button, Link } from '@backstage/ui';
import type { ObjectView } from '@fairway/backstage-plugin-mesh-common';
import {
  CopyButton,
  Facts,
  Notice,
  ResourceName,
  shortName,
  useMeshTranslation,
  useTimes,
} from '@fairway/backstage-plugin-mesh-react';
import { RiExternalLinkLine, RiQuestionLine } from '@remixicon/react';
import { useMemo } from 'react';
import { fileOfUrl, type FileLink } from './fileOfUrl';
import { linesOfPath } from './linesOfPath';
import { YamlLines } from './YamlLines';
import styles from './Object.module.css';

/** The YAML of an object with the lines of a path marked, and what else is known of it. */
export function ObjectContent(props: {
  object: ObjectView;
  path?: string;
  /** The last request failed: this is what we still have. */
  stale: boolean;
  onEdit?: () => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const times = useTimes();
  const { object, path } = props;
  const { yaml, ref } = object;
  const marked = useMemo(
    () => (path ? linesOfPath(yaml, path) : undefined),
    [yaml, path],
  );
  const label = t('object.yaml', { name: `${ref.kind} ${shortName(ref)}` });
  return (
    <div className={styles.content}>
      {props.stale && (
        <Notice
          kind="stale"
          title={t('state.stale.title', {
            time: times.moment(object.freshness.observedAt),
            age: times.age(object.freshness.observedAt),
          })}
        />
      )}
      <ObjectFacts object={object} />
      {path && <MarkedNote path={path} marked={marked} />}
      <YamlLines yaml={yaml} label={label} marked={marked} />
      <p className={styles.muted}>{t('object.leftOut')}</p>
      <div className={styles.actions}>
        <CopyButton text={yaml} />
        {props.onEdit && (
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiQuestionLine />}
            onPress={props.onEdit}
          >
            {t('object.edit')}
          </Button>
        )}
      </div>
    </div>
  );
}

function MarkedNote(props: {
  path: string;
  marked: ReturnType<typeof linesOfPath>;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { path, marked } = props;
  if (!marked) {
    return <p className={styles.muted}>{t('object.nowhere', { path })}</p>;
  }
  const { from, to } = marked;
  const words = {
    count: to - from + 1,
    from: `${from}`,
    to: `${to}`,
    path,
  };
  return (
    <p className={styles.muted}>
      {t(marked.isAbove ? 'object.above' : 'object.marked', words)}
    </p>
  );
}

function ObjectFacts(props: { object: ObjectView }): JSX.Element {
  const { t } = useMeshTranslation();
  const times = useTimes();
  const { object } = props;
  const file = fileOfUrl(object.sourceUrl);
  const repository = file ? undefined : fileOfUrl(object.repositoryUrl);
  return (
    <Facts
      facts={[
        {
          id: 'why',
          label: t('object.why'),
          value: object.reason,
        },
        {
          id: 'file',
          label: t('object.file'),
          value: file && <OutLink link={file} />,
        },
        {
          id: 'repository',
          label: t('object.repository'),
          value: repository && <OutLink link={repository} />,
        },
        {
          id: 'managed',
          label: t('object.managed'),
          value: object.managedBy && (
            <ResourceName resource={object.managedBy.ref} />
          ),
        },
        {
          id: 'created',
          label: t('object.created'),
          value: object.createdAt && times.moment(object.createdAt),
        },
        {
          id: 'version',
          label: t('object.version'),
          value: object.resourceVersion,
        },
      ]}
    />
  );
}

function OutLink(props: { link: FileLink }): JSX.Element {
  return (
    <Link
      href={props.link.href}
      target="_blank"
      rel="noopener noreferrer"
      variant="body-small"
      className={styles.link}
    >
      {props.link.text} <RiExternalLinkLine size={12} aria-hidden />
    </Link>
  );
}
