import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const mono = 'var(--bui-font-monospace)';
const small = 'var(--bui-font-size-2)';

/** The tokens change with the theme of Backstage; so does the editor, without being told. */
const look = EditorView.theme({
  '&': {
    color: 'var(--bui-fg-primary)',
    backgroundColor: 'var(--fw-well)',
    borderRadius: 'var(--bui-radius-2)',
    fontSize: small,
  },
  '&.cm-focused': {
    outline: '2px solid var(--fw-ring)',
    outlineOffset: '2px',
  },
  '.cm-scroller': {
    fontFamily: mono,
    fontVariantLigatures: 'none',
    lineHeight: '1.55',
    minHeight: '320px',
    maxHeight: '62vh',
    overflow: 'auto',
  },
  '.cm-content': { caretColor: 'var(--bui-fg-primary)' },
  '.cm-cursor, .cm-dropCursor': {
    borderLeftColor: 'var(--bui-fg-primary)',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection':
    {
      backgroundColor: 'color-mix(in srgb, var(--fw-canary) 26%, transparent)',
    },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--fw-muted)',
    border: 'none',
  },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--fw-primary) 10%, transparent)',
  },
  '.cm-activeLineGutter': { color: 'var(--bui-fg-primary)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--fw-info-bg)',
  },
});

const tooltips = EditorView.theme({
  '.cm-tooltip': {
    backgroundColor: 'var(--bui-bg-popover, var(--fw-card))',
    color: 'var(--bui-fg-primary)',
    border: '1px solid var(--bui-border-1)',
    borderRadius: 'var(--bui-radius-2)',
    boxShadow: '0 4px 16px rgb(0 0 0 / 16%)',
    fontSize: small,
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: mono,
    maxHeight: '16em',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: '2px var(--bui-space-2)',
    lineHeight: '1.5',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--fw-info-bg)',
    color: 'var(--bui-fg-primary)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: 'bold' },
  '.cm-completionDetail': {
    color: 'var(--fw-muted)',
    fontFamily: 'var(--bui-font-regular)',
    fontStyle: 'normal',
    marginInlineStart: 'var(--bui-space-3)',
  },
  '.cm-tooltip.cm-completionInfo': {
    maxWidth: '320px',
    padding: 'var(--bui-space-2) var(--bui-space-3)',
    fontFamily: 'var(--bui-font-regular)',
  },
});

const problems = EditorView.theme({
  '.cm-diagnostic': {
    borderLeft: 'none',
    padding: 'var(--bui-space-2) var(--bui-space-3)',
    fontFamily: 'var(--bui-font-regular)',
    maxWidth: '420px',
  },
  '.cm-lintRange': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-error': { textDecorationColor: 'var(--fw-bad-line)' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--fw-warn)' },
  '.cm-lintRange-info': { textDecorationColor: 'var(--fw-info)' },
  '.cm-lintPoint::after': { borderBottomColor: 'var(--fw-bad-line)' },
  '.cm-gutter-lint': { width: '16px' },
  '.cm-lint-marker': {
    width: '8px',
    height: '8px',
    margin: '0.42em 4px',
    content: 'none !important',
  },
  // each severity has its own shape
  '.cm-lint-marker-error': { backgroundColor: 'var(--fw-bad)' },
  '.cm-lint-marker-warning': {
    backgroundColor: 'var(--fw-warn)',
    clipPath: 'polygon(50% 0, 100% 100%, 0 100%)',
  },
  '.cm-lint-marker-info': {
    backgroundColor: 'var(--fw-info)',
    borderRadius: '50%',
  },
});

const differences = EditorView.theme({
  '.cm-changedLine, .cm-insertedLine': {
    backgroundColor: 'var(--fw-ok-bg) !important',
  },
  '.cm-changedText, .cm-insertedLine': {
    background: 'none',
    textDecoration: 'none',
  },
  '.cm-changedText': {
    background: 'color-mix(in srgb, var(--fw-ok) 14%, transparent) !important',
  },
  '.cm-deletedChunk': {
    backgroundColor: 'var(--fw-bad-bg) !important',
    color: 'var(--fw-bad)',
    paddingLeft: '6px',
  },
  '.cm-deletedChunk .cm-deletedText': {
    background: 'color-mix(in srgb, var(--fw-bad) 22%, transparent) !important',
    textDecoration: 'none',
  },
  '.cm-deletedLine, .cm-deletedLine del': { textDecoration: 'none' },
  '.cm-changeGutter': { width: '3px', paddingLeft: '0' },
  '.cm-changedLineGutter': { backgroundColor: 'var(--fw-ok)' },
  '.cm-deletedLineGutter': { backgroundColor: 'var(--fw-bad)' },
  '.cm-collapsedLines': {
    background: 'none',
    backgroundColor: 'color-mix(in srgb, var(--fw-primary) 12%, transparent)',
    color: 'var(--fw-muted)',
    fontFamily: 'var(--bui-font-regular)',
  },
  // a sign that many fonts lack
  '.cm-collapsedLines:before, .cm-collapsedLines:after': {
    content: 'none !important',
  },
});

const words = HighlightStyle.define([
  {
    tag: [tags.definition(tags.propertyName), tags.propertyName],
    color: 'var(--bui-fg-primary)',
    fontWeight: 'var(--bui-font-weight-bold)',
  },
  { tag: [tags.string, tags.attributeValue], color: 'var(--bui-fg-primary)' },
  { tag: tags.content, color: 'var(--bui-fg-primary)' },
  { tag: tags.comment, color: 'var(--fw-muted)', fontStyle: 'italic' },
  {
    tag: [tags.typeName, tags.labelName, tags.keyword, tags.meta],
    color: 'var(--fw-info)',
  },
  {
    tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace],
    color: 'var(--fw-muted)',
  },
]);

/** The editor in the colours of Backstage's theme, light and dark. */
export const editorTheme: Extension = [
  look,
  tooltips,
  problems,
  differences,
  syntaxHighlighting(words),
];
