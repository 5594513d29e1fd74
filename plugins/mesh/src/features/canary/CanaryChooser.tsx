import type { CanarySummary, ResourceRef } from '@fairway/mesh-core';
import { Select } from '@backstage/ui';
import { useMeshTranslation } from '@fairway/backstage-plugin-mesh-react';
import styles from './Canary.module.css';

/** Tells Canaries of several clusters and namespaces apart. */
export function canaryKey(ref: ResourceRef): string {
  return [ref.cluster, ref.namespace, ref.name].join('/');
}

/** Which release is looked at, where an entity has several. */
export function CanaryChooser(props: {
  canaries: CanarySummary[];
  chosen: string;
  onChoose: (key: string) => void;
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  if (props.canaries.length < 2) {
    return null;
  }
  return (
    <div className={styles.chooser}>
      <Select
        label={t('canary.which')}
        size="small"
        value={props.chosen}
        onChange={key => props.onChoose(String(key))}
        options={props.canaries.map(({ ref, phase }) => ({
          value: canaryKey(ref),
          label: `${ref.namespace}/${ref.name} · ${t(`phase.${phase}`)}`,
        }))}
      />
    </div>
  );
}
