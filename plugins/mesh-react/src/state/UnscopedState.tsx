import type { Unscoped } from '@fairway/backstage-plugin-mesh-common';
import { RiPlugLine, RiSearchLine } from '@remixicon/react';
import { CodeBlock } from '../components/CodeBlock';
import { EmptyState } from '../components/EmptyState';
import { Facts } from '../components/Facts';
import { useMeshTranslation } from '../meshTranslationRef';
import { annotationsYaml } from './annotationsYaml';
import styles from './State.module.css';

/** An entity without workloads: the YAML that gives it some, ready to copy. */
export function UnscopedState(props: {
  view: Unscoped;
  name: string;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { view, name } = props;
  const yaml = (
    <CodeBlock
      label="catalog-info.yaml"
      text={annotationsYaml(view.suggestion)}
      isAdded={(_line, index) => index > 1}
    />
  );
  if (view.status === 'not-configured') {
    return (
      <EmptyState
        icon={<RiPlugLine size={20} />}
        title={t('state.notConfigured.title')}
        text={t('state.notConfigured.text', { name })}
      >
        {yaml}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<RiSearchLine size={20} />}
      title={t('state.noWorkloads.title', { name })}
      text={view.reason}
    >
      <div className={styles.stack}>
        {view.lookedFor.length > 0 && (
          <Facts
            facts={[
              {
                id: 'lookedFor',
                label: t('state.noWorkloads.lookedFor'),
                value: (
                  <ul>
                    {view.lookedFor.map(what => (
                      <li key={what}>{what}</li>
                    ))}
                  </ul>
                ),
              },
            ]}
          />
        )}
        {Object.keys(view.suggestion).length > 0 && yaml}
      </div>
    </EmptyState>
  );
}
