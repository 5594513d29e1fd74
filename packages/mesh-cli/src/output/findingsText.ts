import type { CanaryFinding, Consequence } from '@fairway/mesh-core';
import { positionText, type FilePosition } from '../input/ManifestObject';
import type { Style } from './createStyle';

/** A finding, and where it stands in the files. */
export interface LocatedFinding extends CanaryFinding {
  position: FilePosition | undefined;
}

const WORDS: Readonly<Record<Consequence, string>> = {
  rejected: 'rejected',
  stuck: 'stuck',
  dangerous: 'dangerous',
  error: 'error',
  ignored: 'no effect',
  unusual: 'unusual',
  advice: 'advice',
};

function paint(
  { severity }: CanaryFinding,
  style: Style,
): (text: string) => string {
  if (severity === 'error') {
    return style.bad;
  }
  return severity === 'warning' ? style.odd : style.faint;
}

function findingText(finding: LocatedFinding, style: Style): string {
  const { position, path, ref, code, consequence } = finding;
  const place = position ? `${positionText(position)}: ` : '';
  const name = `${ref.kind} ${ref.namespace}/${ref.name}`;
  return [
    `${place}${paint(finding, style)(WORDS[consequence])}  ${finding.message}`,
    `    ${finding.remedy}${finding.fix ? ' (a safe fix is in the JSON output)' : ''}`,
    style.faint(`    ${name} ${path}  ${code}  ${finding.link}`),
  ].join('\n');
}

function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** Findings as a person reads them, and how many there are. */
export function findingsText(
  findings: readonly LocatedFinding[],
  canaries: number,
  style: Style,
): string {
  const of = (severity: CanaryFinding['severity']): number =>
    findings.filter(each => each.severity === severity).length;
  const summary = `${count(canaries, 'Canary', 'Canaries')}: ${count(of('error'), 'error')}, ${count(of('warning'), 'warning')}, ${count(of('info'), 'piece')} of advice\n`;
  return [
    ...findings.map(finding => `${findingText(finding, style)}\n`),
    style.strong(summary),
  ].join('\n');
}
