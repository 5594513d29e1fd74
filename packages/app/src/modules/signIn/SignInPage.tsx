import { useMemo, useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Alert, Text } from '@backstage/ui';
import { FairwayWordmark } from '../nav';
import { PersonaCards } from './PersonaCards';
import { PersonaMemory } from './PersonaMemory';
import { readPersonas, type Persona } from './readPersonas';
import styles from './SignInPage.module.css';

/** Header in which the auth provider `persona` expects the chosen user. */
const PERSONA_HEADER = 'x-fairway-persona';

function Choice(props: {
  personas: Persona[];
  onChoose: (persona: Persona) => void;
  error?: Error;
}) {
  return (
    <main className={styles.page}>
      <div className={styles.column}>
        <FairwayWordmark height={36} />
        <Text as="h1" variant="title-medium">
          Who are you today?
        </Text>
        <Text as="p" variant="body-medium" color="secondary">
          This is a demo on your machine. Choose a user, there is no password.
        </Text>
        {props.error && (
          <Alert
            status="danger"
            icon
            title="Sign-in failed"
            description={props.error.message}
            role="alert"
          />
        )}
        <PersonaCards personas={props.personas} onChoose={props.onChoose} />
      </div>
    </main>
  );
}

/** Sign-in page of the demo: choose a user, and the auth provider `persona` does the rest. */
export function SignInPage({ onSignInSuccess }: SignInPageProps): JSX.Element {
  const config = useApi(configApiRef);
  const personas = useMemo(() => readPersonas(config), [config]);
  const memory = useMemo(() => new PersonaMemory(window.sessionStorage), []);
  const [choice, setChoice] = useState(() => ({
    entityRef: memory.recall(),
    attempt: 0,
  }));

  const choose = ({ entityRef }: Persona) => {
    memory.remember(entityRef);
    setChoice(({ attempt }) => ({ entityRef, attempt: attempt + 1 }));
  };

  if (!choice.entityRef) {
    return <Choice personas={personas} onChoose={choose} />;
  }
  return (
    <ProxiedSignInPage
      key={choice.attempt}
      provider="persona"
      headers={{ [PERSONA_HEADER]: choice.entityRef }}
      onSignInSuccess={identity => onSignInSuccess(memory.bindTo(identity))}
      ErrorComponent={({ error }) => (
        <Choice personas={personas} onChoose={choose} error={error} />
      )}
    />
  );
}
