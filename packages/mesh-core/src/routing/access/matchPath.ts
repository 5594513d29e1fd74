import { matchText } from './matchText';

/** What a template takes in place of `{*}`: characters of a path segment, without `=` and `*`. */
const IN_SEGMENT = /^[a-zA-Z0-9\-._~%!$&'()+,;:@]+$/;
/** In place of `{**}`: segments, empty ones too. */
const IN_SEGMENTS = /^[a-zA-Z0-9\-._~%!$&'()+,;:@/]*$/;
const LITERAL = IN_SEGMENT;

/** A template that was read: text and operators between slashes. */
interface Template {
  segments: readonly string[];
  /** Text behind an operator, as in `/{**}.mpd`. */
  suffix: string;
}

/** Reads a template; `undefined` when Envoy would refuse it, and the whole configuration with it. */
function parseTemplate(pattern: string): Template | undefined {
  if (!pattern.startsWith('/')) {
    return undefined;
  }
  // Istio writes {*} as * and {**} as **; a plain * in the pattern is taken for an operator too.
  const text = pattern.replaceAll('{*}', '*').replaceAll('{**}', '**').slice(1);
  const segments = text.split('/');
  const last = segments.pop() ?? '';
  const [, operator = '', suffix = ''] = /^(\*{1,2})(.*)$/.exec(last) ?? [
    undefined,
    last,
    '',
  ];
  const all = [...segments, operator];
  const valid = all.every(
    (segment, index) =>
      segment === '*' ||
      segment === '**' ||
      LITERAL.test(segment) ||
      (segment === '' && index === all.length - 1),
  );
  const globs = all.filter(segment => segment === '*' || segment === '**');
  const textGlob = globs.indexOf('**');
  const hasGlobBehind = textGlob >= 0 && textGlob < globs.length - 1;
  return valid && !hasGlobBehind && (suffix === '' || LITERAL.test(suffix))
    ? { segments: all, suffix }
    : undefined;
}

function matchSegments(
  wanted: readonly string[],
  given: readonly string[],
): boolean {
  return (
    wanted.length === given.length &&
    wanted.every((want, index) =>
      want === '*' ? IN_SEGMENT.test(given[index]) : want === given[index],
    )
  );
}

function matchTemplate({ segments, suffix }: Template, path: string): boolean {
  if (!path.startsWith('/') || !path.endsWith(suffix)) {
    return false;
  }
  const text = path.slice(1, path.length - suffix.length);
  const glob = segments.indexOf('**');
  const given = text.split('/');
  if (glob < 0) {
    return matchSegments(segments, given);
  }
  const before = segments.slice(0, glob);
  const after = segments.slice(glob + 1);
  const middle = given.slice(glob, given.length - after.length);
  return (
    middle.length > 0 &&
    matchSegments(before, given.slice(0, glob)) &&
    IN_SEGMENTS.test(middle.join('/')) &&
    matchSegments(after, given.slice(given.length - after.length))
  );
}

/**
 * Whether a pattern of `paths` is a template.
 *
 * @see https://github.com/envoyproxy/envoy/blob/main/source/extensions/path/uri_template_lib/uri_template_internal.cc
 */
export function isPathTemplate(pattern: string): boolean {
  return pattern.includes('{*}') || pattern.includes('{**}');
}

/**
 * How a pattern of `paths` compares a path: as text, or, with `{*}` and `{**}` in it, segment by segment: `{*}` is one that is not
 * empty, `{**}` any number of them. In a template `/a/{**}` needs the second slash, so `/a` is not taken.
 *
 * @returns `undefined` for a template that Envoy refuses
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation
 * @see https://github.com/envoyproxy/envoy/blob/main/source/extensions/path/uri_template_lib/uri_template_internal.cc
 */
export function pathMatcher(
  pattern: string,
): ((path: string) => boolean) | undefined {
  if (!isPathTemplate(pattern)) {
    return path => matchText(pattern, path);
  }
  const template = parseTemplate(pattern);
  return template && (path => matchTemplate(template, path));
}
