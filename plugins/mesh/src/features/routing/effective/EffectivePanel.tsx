import {
  FreshnessMark,
  Panel,
  RouteRowTable,
  Tag,
  useMeshTranslation,
  type MeshQuery,
  type RowPlace,
} from '@fairway/backstage-plugin-mesh-react';
import { RiInformationLine, RiShieldKeyholeLine } from '@remixicon/react';
import type { OkTable, SentenceSite } from './effectiveSentence';
import styles from './Effective.module.css';

/** The rules that reach a caller, in the order in which its proxy asks them. */
export function EffectivePanel(props: {
  table: OkTable;
  site: SentenceSite;
  query: Pick<MeshQuery<unknown>, 'state'>;
  /** Another caller, host or port was chosen, and the answer is on its way. */
  isOld: boolean;
  onOpen: (place: RowPlace) => void;
}): JSX.Element {
  const { t } = useMeshTranslation();
  const { table, site } = props;
  return (
    <div
      aria-busy={props.isOld}
      className={props.isOld ? styles.old : undefined}
    >
      <Panel
        flush
        title={t('routing.calls.title')}
        aside={
          <>
            <FreshnessMark query={props.query} freshness={table.freshness} />
            {table.objects.length > 0 && (
              <span>
                · {t('routing.calls.objects', { count: table.objects.length })}
              </span>
            )}
          </>
        }
      >
        <Listener table={table} />
        <RouteRowTable
          caller={site.caller}
          namespace={site.namespace}
          rows={table.rows}
          unsent={table.unsent}
          moreRows={table.moreRows}
          remainder={table.remainder}
          onOpen={props.onOpen}
        />
        <Caveats table={table} />
      </Panel>
    </div>
  );
}

/** What happens to a connection before a rule is asked. */
function Listener(props: { table: OkTable }): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { clientCertificate, httpsRedirect } = props.table.listener ?? {};
  if (!clientCertificate && !httpsRedirect) {
    return null;
  }
  return (
    <div className={styles.listener}>
      {clientCertificate && (
        <Tag icon={<RiShieldKeyholeLine size={14} aria-hidden />}>
          {t('routing.calls.chain.clientCertificate', {
            state: t(`routing.calls.chain.${clientCertificate}`),
          })}
        </Tag>
      )}
      {httpsRedirect && <Tag>{t('routing.calls.chain.httpsRedirect')}</Tag>}
    </div>
  );
}

/** What may change the answer and is not modelled. */
function Caveats(props: { table: OkTable }): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { caveats } = props.table;
  if (caveats.length === 0) {
    return null;
  }
  return (
    <div className={styles.caveats}>
      <RiInformationLine size={16} aria-hidden />
      <div>
        <b>{t('routing.calls.caveats')}</b>
        <ul>
          {caveats.map(({ code, message }) => (
            <li key={`${code} ${message}`}>{message}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
