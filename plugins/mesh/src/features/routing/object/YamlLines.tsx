import { useEffect, useRef } from 'react';
import type { LineRange } from './linesOfPath';
import styles from './Object.module.css';

/** Lines before, in and after the mark, as three texts: an object may have thousands. */
function parts(lines: string[], marked: LineRange | undefined): string[] {
  const from = marked ? marked.from - 1 : lines.length;
  const to = marked ? marked.to : lines.length;
  return [
    lines.slice(0, from).join('\n'),
    lines.slice(from, to).join('\n'),
    lines.slice(to).join('\n'),
  ];
}

/** YAML to read, with line numbers. The lines of the mark are scrolled to when another mark is set. */
export function YamlLines(props: {
  yaml: string;
  label: string;
  marked?: LineRange;
}): JSX.Element {
  const { marked } = props;
  const mark = useRef<HTMLElement>(null);
  const place = marked && `${marked.from} ${marked.to}`;
  useEffect(() => {
    if (place) {
      // not everywhere where tests run
      mark.current?.scrollIntoView?.({ block: 'center' });
    }
  }, [place]);
  const lines = props.yaml.replace(/\n$/, '').split('\n');
  const texts = parts(lines, marked);
  const numbers = parts(
    lines.map((_, index) => `${index + 1}`),
    marked,
  );
  return (
    <div
      role="region"
      aria-label={props.label}
      // a scrollable text must be reachable to be scrolled by keys
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={0}
      className={styles.yaml}
    >
      {texts.map((text, index) =>
        text === '' && numbers[index] === '' ? null : (
          <Part
            key={index}
            text={text}
            numbers={numbers[index]}
            mark={index === 1 ? mark : undefined}
          />
        ),
      )}
    </div>
  );
}

function Part(props: {
  text: string;
  numbers: string;
  mark?: React.RefObject<HTMLElement>;
}): JSX.Element {
  const { mark } = props;
  const Text = mark ? 'mark' : 'span';
  return (
    <div className={mark ? styles.markedPart : styles.part}>
      <pre aria-hidden className={styles.numbers}>
        {props.numbers}
      </pre>
      <pre className={styles.text}>
        <Text ref={mark}>{props.text}</Text>
      </pre>
    </div>
  );
}
