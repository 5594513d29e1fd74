import { Card, Skeleton } from '@backstage/ui';
import styles from './Skeletons.module.css';

/** The skeleton of BUI is hard to see on the ground of the app. */
function Bone(props: { width: number | string; height: number }): JSX.Element {
  return <Skeleton {...props} className={styles.bone} />;
}

/** The shape of a sentence and its detail. @public */
export function LeadSkeleton(): JSX.Element {
  return (
    <div className={styles.lead}>
      <Bone width="min(52ch, 90%)" height={26} />
      <Bone width="min(68ch, 70%)" height={16} />
    </div>
  );
}

function SideSkeleton(props: { lines: number }): JSX.Element {
  return (
    <Card className={styles.card}>
      <Bone width={96} height={18} />
      {Array.from({ length: props.lines }, (_, index) => (
        <Bone key={index} width={`${92 - (index % 3) * 14}%`} height={14} />
      ))}
    </Card>
  );
}

/** The shape of who calls, and of host and port. @public */
export function CallersSkeleton(): JSX.Element {
  return (
    <div className={styles.callers}>
      {[0, 1, 2].map(caller => (
        <Card key={caller} className={styles.caller}>
          <Bone width="60%" height={16} />
          <Bone width="80%" height={12} />
        </Card>
      ))}
    </div>
  );
}

/** The shape of a table of rules. @public */
export function RulesSkeleton(): JSX.Element {
  return (
    <Card className={styles.card}>
      <Bone width={200} height={18} />
      {[0, 1, 2, 3].map(row => (
        <div key={row} className={styles.row}>
          <Bone width={16} height={16} />
          <Bone width="88%" height={20} />
          <Bone width="92%" height={20} />
          <Bone width="70%" height={14} />
        </div>
      ))}
    </Card>
  );
}

/** The shape of the Routing tab. @public */
export function RoutingSkeleton(): JSX.Element {
  return (
    <div className={styles.stack}>
      <LeadSkeleton />
      <CallersSkeleton />
      <div className={styles.columns}>
        <RulesSkeleton />
        <SideSkeleton lines={6} />
      </div>
    </div>
  );
}

/** The shape of the Canary tab. @public */
export function CanarySkeleton(): JSX.Element {
  return (
    <div className={styles.stack}>
      <LeadSkeleton />
      <div className={styles.columns}>
        <Card className={styles.card}>
          <Bone width={160} height={18} />
          <Bone width="100%" height={40} />
          <Bone width="100%" height={64} />
        </Card>
        <SideSkeleton lines={7} />
      </div>
    </div>
  );
}

/** The shape of the Topology tab. @public */
export function TopologySkeleton(): JSX.Element {
  return (
    <div className={styles.stack}>
      <LeadSkeleton />
      <div className={styles.columns}>
        <Card className={styles.card}>
          <GraphSkeleton />
        </Card>
        <SideSkeleton lines={8} />
      </div>
    </div>
  );
}

/** The shape of a graph that is being drawn. @public */
export function GraphSkeleton(): JSX.Element {
  return (
    <div className={styles.graph}>
      <div className={styles.stack}>
        <Bone width={150} height={56} />
        <Bone width={150} height={56} />
      </div>
      <Bone width={170} height={76} />
      <div className={styles.stack}>
        <Bone width={150} height={56} />
        <Bone width={150} height={56} />
        <Bone width={150} height={56} />
      </div>
    </div>
  );
}

/** The shape of the overview card. @public */
export function CardSkeleton(): JSX.Element {
  return (
    <div className={styles.stack}>
      <Bone width="90%" height={18} />
      <Bone width="100%" height={20} />
      <Bone width="70%" height={14} />
    </div>
  );
}
