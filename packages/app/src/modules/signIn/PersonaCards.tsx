import { Avatar, Text } from '@backstage/ui';
import type { Persona } from './readPersonas';
import styles from './PersonaCards.module.css';

/** One card for each demo user. A card is a button, so Tab, Enter and Space work. */
export function PersonaCards(props: {
  personas: Persona[];
  onChoose: (persona: Persona) => void;
}): JSX.Element {
  return (
    <ul className={styles.cards} aria-label="Demo users">
      {props.personas.map(persona => (
        <li key={persona.entityRef}>
          <button
            type="button"
            className={styles.card}
            onClick={() => props.onChoose(persona)}
          >
            <Avatar
              src=""
              name={persona.displayName}
              size="large"
              purpose="decoration"
            />
            <span className={styles.words}>
              <Text as="span" variant="body-large" weight="bold">
                {persona.displayName}
              </Text>
              <Text as="span" variant="body-medium">
                {persona.role}
              </Text>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
