const STEM = 'M16 26V18';
const OLD_WAY = 'M16 19c0-5-7-4-7-12';
const NEW_WAY = 'M16 19c0-5 7-4 7-12';

function Ways() {
  return (
    <g fill="none" strokeWidth="3.2" strokeLinecap="round">
      <path d={STEM} stroke="currentColor" />
      <path d={OLD_WAY} stroke="currentColor" opacity="0.55" />
      <path d={NEW_WAY} stroke="#4c9dff" />
    </g>
  );
}

/** The sign of Fairway: one way in, two ways on. 32 pixels square at size 1. Decorative. */
export function FairwayMark(props: { size?: number }): JSX.Element {
  const side = 32 * (props.size ?? 1);
  return (
    <svg width={side} height={side} viewBox="0 0 32 32" aria-hidden>
      <Ways />
    </svg>
  );
}

/** The sign with the name. Drawn in the colour of the text around it. Named "Fairway" for screen readers. */
export function FairwayWordmark(props: { height?: number }): JSX.Element {
  const height = props.height ?? 32;
  return (
    <svg
      height={height}
      width={height * 4.6}
      viewBox="0 0 147 32"
      role="img"
      aria-label="Fairway"
    >
      <Ways />
      <text
        x="36"
        y="23.5"
        fill="currentColor"
        fontFamily="var(--bui-font-regular), system-ui, sans-serif"
        fontSize="22"
        fontWeight="650"
        letterSpacing="-0.3"
      >
        Fairway
      </text>
    </svg>
  );
}
