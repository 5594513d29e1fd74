import type { RouteRow } from '@fairway/backstage-plugin-mesh-common';
import { VisuallyHidden } from '@backstage/ui';
import {
  RiCornerDownRightLine,
  RiFileCodeLine,
  RiFlashlightLine,
} from '@remixicon/react';
import { useMeshTranslation } from '../meshTranslationRef';
import styles from './RouteTable.module.css';
import { placeWords, type RowPlace } from './OpenPlace';

const GATEWAY_API = 'gateway.networking.k8s.io';

/** Where a row is written, with what opens it; and who keeps its weights. @public */
export function RowSource(props: {
  row: RouteRow;
  onOpen: (place: RowPlace) => void;
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { source, name, managedBy, action } = props.row;
  if (!source) {
    return action.kind === 'hidden' ? null : (
      <div className={styles.sourceNote}>{t('routing.calls.source.istio')}</div>
    );
  }
  const { owner, delegate, rootRule, path } = source;
  const ref = delegate ?? owner;
  return (
    <>
      <OpenPlace
        place={{ ref, path }}
        // Istio makes up the names of rules of the Gateway API
        name={ref.group === GATEWAY_API ? undefined : name}
        onOpen={() => props.onOpen({ ref, path })}
      />
      {delegate && (
        <div className={styles.sourceNote}>
          <RiCornerDownRightLine size={14} aria-hidden />
          {t('routing.calls.source.delegate', {
            place:
              rootRule === undefined
                ? owner.name
                : `${owner.name} · http[${rootRule}]`,
          })}
        </div>
      )}
      {managedBy && (
        <div className={styles.managed}>
          <RiFlashlightLine size={14} aria-hidden />
          {t('routing.object.managed')}
        </div>
      )}
    </>
  );
}

/** The one stop of the keyboard in a row. */
export function OpenPlace(props: {
  place: RowPlace;
  name?: string;
  onOpen: () => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { place, name } = props;
  return (
    <button
      type="button"
      className={styles.source}
      aria-haspopup="dialog"
      onClick={event => {
        event.stopPropagation();
        props.onOpen();
      }}
    >
      <RiFileCodeLine size={14} aria-hidden />
      <span>
        <span className={styles.sourceText}>{placeWords(place)}</span>
        {name && ` · ${name}`}
        <VisuallyHidden> {t('routing.calls.source.open')}</VisuallyHidden>
      </span>
    </button>
  );
}
