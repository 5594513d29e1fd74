import { TextAreaField, TextField } from '@backstage/ui';
import { useMeshTranslation } from '@fairway/backstage-plugin-mesh-react';
import type { RequestDraft } from './RequestDraft';
import styles from './Request.module.css';
import type { TryAction, TryState } from './TryState';

interface RequestFieldsProps {
  state: TryState;
  dispatch: (action: TryAction) => void;
}

/** What binds a field to the draft. */
type FieldOf = (name: keyof RequestDraft) => {
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'off';
  spellCheck: 'false';
};

/** A request, field by field. */
export function RequestFields(props: RequestFieldsProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { state, dispatch } = props;
  const field: FieldOf = name => ({
    value: state.draft[name],
    onChange: value => dispatch({ type: 'field', name, value }),
    autoComplete: 'off',
    spellCheck: 'false',
  });
  return (
    <>
      <div className={styles.requestLine}>
        <TextField
          size="small"
          label={t('routing.request.method')}
          {...field('method')}
        />
        <TextField
          size="small"
          label={t('routing.request.url')}
          className={styles.code}
          {...field('url')}
        />
      </div>
      <div className={styles.pair}>
        <TextAreaField
          label={t('routing.request.headers')}
          description={t('routing.request.headersHint')}
          className={styles.code}
          rows={2}
          {...field('headers')}
        />
        <TextAreaField
          label={t('routing.request.cookies')}
          description={t('routing.request.cookiesHint')}
          className={styles.code}
          rows={2}
          {...field('cookies')}
        />
      </div>
      <ElsewhereFields field={field} draft={state.draft} />
    </>
  );
}

/** What only few requests have: another address, another path than that of the URL. */
function ElsewhereFields(props: {
  field: FieldOf;
  draft: RequestDraft;
}): JSX.Element | null {
  const { t } = useMeshTranslation();
  const { field } = props;
  const { connect, target } = props.draft;
  if (!connect && !target) {
    return null;
  }
  return (
    <div className={styles.pair}>
      <TextField
        size="small"
        label={t('routing.request.connect')}
        description={t('routing.request.connectHint')}
        {...field('connect')}
      />
      {target && (
        <TextField
          size="small"
          label={t('routing.request.target')}
          description={t('routing.request.targetHint')}
          {...field('target')}
        />
      )}
    </div>
  );
}
