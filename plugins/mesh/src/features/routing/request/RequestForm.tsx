import type { CallerOption } from '@fairway/backstage-plugin-mesh-common';
import {
  Button,
  Select,
  TextAreaField,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import {
  Panel,
  useMeshTranslation,
} from '@fairway/backstage-plugin-mesh-react';
import { RiPlayLine } from '@remixicon/react';
import { useId, type KeyboardEvent } from 'react';
import { problemText } from './problemText';
import { ReadNotes } from './ReadNotes';
import { RequestFields } from './RequestFields';
import styles from './Request.module.css';
import type { TryAction, TryState } from './TryState';

interface RequestFormProps {
  state: TryState;
  callers: readonly CallerOption[];
  dispatch: (action: TryAction) => void;
}

/** A request to fill in, or to paste as a command. Ctrl+Enter runs it from every field. */
export function RequestForm(props: RequestFormProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { state, dispatch } = props;
  const problemId = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      dispatch({ type: 'run' });
    }
  };
  return (
    <Panel
      title={t('routing.request.form')}
      aside={<ModeChoice {...props} />}
      className={styles.form}
    >
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a shortcut; the button does the same */}
      <form
        aria-describedby={state.problem ? problemId : undefined}
        className={styles.fields}
        onKeyDown={onKeyDown}
        onSubmit={event => {
          event.preventDefault();
          dispatch({ type: 'run' });
        }}
      >
        <div className={styles.written}>
          {state.mode === 'curl' ? (
            <CommandField {...props} />
          ) : (
            <RequestFields {...props} />
          )}
        </div>
        <div className={styles.who}>
          <CallerSelect {...props} />
          <div className={styles.go}>
            <Button type="submit" iconStart={<RiPlayLine />}>
              {t('routing.request.run')}
            </Button>
            <span className={styles.muted}>
              {t('routing.request.nothingSent')}
            </span>
          </div>
        </div>
      </form>
      <p id={problemId} role="alert" className={styles.problem}>
        {state.problem && problemText(t, state.problem)}
      </p>
      <ReadNotes state={state} />
    </Panel>
  );
}

function ModeChoice(props: RequestFormProps): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <ToggleButtonGroup
      aria-label={t('routing.request.mode.label')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.state.mode]}
      onSelectionChange={keys =>
        props.dispatch({
          type: 'mode',
          mode: keys.has('curl') ? 'curl' : 'fields',
        })
      }
    >
      <ToggleButton id="fields" size="small">
        {t('routing.request.mode.fields')}
      </ToggleButton>
      <ToggleButton id="curl" size="small">
        {t('routing.request.mode.curl')}
      </ToggleButton>
    </ToggleButtonGroup>
  );
}

function CommandField(props: RequestFormProps): JSX.Element {
  const { t } = useMeshTranslation();
  return (
    <TextAreaField
      label={t('routing.request.command')}
      description={t('routing.request.commandHint')}
      placeholder={t('routing.request.placeholder')}
      className={styles.code}
      rows={4}
      spellCheck="false"
      autoComplete="off"
      value={props.state.command}
      onChange={text => props.dispatch({ type: 'command', text })}
    />
  );
}

function CallerSelect(props: RequestFormProps): JSX.Element {
  const { t } = useMeshTranslation();
  const { callers, state, dispatch } = props;
  return (
    <Select
      label={t('routing.request.caller')}
      size="small"
      className={styles.select}
      value={state.draft.caller}
      onChange={key =>
        dispatch({ type: 'field', name: 'caller', value: String(key) })
      }
      options={callers.map(({ id, title, detail }) => ({
        value: id,
        label:
          callers.filter(one => one.title === title).length > 1
            ? `${title} · ${detail}`
            : title,
      }))}
    />
  );
}
