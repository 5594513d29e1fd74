/** Words of the drawer that shows one object. */
export const objectMessages = {
  yaml: 'YAML of {{name}}',
  marked_one: 'Line {{from}} is marked: {{path}}.',
  marked_other: 'Lines {{from}} to {{to}} are marked: {{path}}.',
  above_one: '{{path}} is not written in it. Line {{from}} would hold it.',
  above_other:
    '{{path}} is not written in it. Lines {{from}} to {{to}} would hold it.',
  nowhere: '{{path}} is not written in it.',
  why: 'Why it is here',
  file: 'File in Git',
  repository: 'Repository',
  version: 'resourceVersion',
  created: 'Created',
  managed: 'Weights are kept by',
  edit: 'What if it were different?',
  leftOut: 'Without status and what tools keep in it.',
  forbidden: {
    title: 'You may not see this object',
    text: 'It takes the permission {{permission}} on this component.',
  },
  notFound: {
    title: '{{name}} is not there',
    text: 'It was removed, or it no longer acts on this service. {{message}}',
  },
} as const;
