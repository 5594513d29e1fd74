import type { CallerOption } from '@fairway/backstage-plugin-mesh-common';
import {
  Lead,
  Notice,
  useMeshTranslation,
  type RowPlace,
} from '@fairway/backstage-plugin-mesh-react';
import type { ChosenRoute } from '../effective';
import { Answer } from './Answer';
import { RequestForm } from './RequestForm';
import styles from './Request.module.css';
import { CopyLink, HistoryMenu } from './ShareBar';
import { ShareNotes } from './ShareNotes';
import { useTryRequest, type TryHandle } from './useTryRequest';

interface TryRequestProps {
  entityRef: string;
  cluster: string;
  callers: readonly CallerOption[];
  /** Whose rules the page shows: the first request is made of it. */
  chosen?: ChosenRoute;
  /** Hosts of it go without it. */
  namespace?: string;
  /** Opens the place where a rule is written. */
  onOpen: (place: RowPlace) => void;
  onClose: () => void;
}

/** Where would a request go, and why? Simulated by the backend; nothing is sent. */
export function TryRequest(props: TryRequestProps): JSX.Element {
  const { entityRef, cluster, callers, chosen } = props;
  const page = useTryRequest({ entityRef, cluster, callers, chosen });
  return (
    <>
      <Head page={page} onClose={props.onClose} />
      <RequestForm
        state={page.state}
        callers={callers}
        dispatch={page.dispatch}
      />
      <ShareNotes page={page} />
      <CurrentAnswer {...props} page={page} />
    </>
  );
}

function Head(props: { page: TryHandle; onClose: () => void }): JSX.Element {
  const { t } = useMeshTranslation();
  const { page } = props;
  return (
    <div className={styles.head}>
      <nav aria-label={t('routing.request.where')}>
        <ol className={styles.crumbs}>
          <li>
            <button
              type="button"
              className={styles.open}
              onClick={props.onClose}
            >
              {t('routing.request.back')}
            </button>
          </li>
          <li aria-current="page">{t('routing.request.title')}</li>
        </ol>
      </nav>
      <div className={styles.buttons}>
        <HistoryMenu
          history={page.history}
          onOpen={page.onOpen}
          onClear={page.onClear}
        />
        <CopyLink isDisabled={page.without === undefined} />
      </div>
    </div>
  );
}

function CurrentAnswer(
  props: TryRequestProps & { page: TryHandle },
): JSX.Element {
  const { t } = useMeshTranslation();
  const { run } = props.page.state;
  if (!run) {
    return (
      <Lead
        sentence={t('routing.request.start')}
        detail={t('routing.request.startDetail')}
      />
    );
  }
  const caller = props.callers.find(({ id }) => id === run.draft.caller);
  return caller ? (
    <Answer
      key={run.id}
      entityRef={props.entityRef}
      cluster={props.cluster}
      caller={caller}
      namespace={props.namespace}
      run={run}
      onAnswered={props.page.onAnswered}
      onOpen={props.onOpen}
    />
  ) : (
    <Notice kind="missing">{t('routing.request.gone')}</Notice>
  );
}
