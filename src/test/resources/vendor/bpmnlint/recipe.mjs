// Makes bpmnlint.js beside it; see README.md.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const require = createRequire(join(folder, 'any.js'));
const esbuild = require('esbuild');
const recommended = require('bpmnlint/config/recommended').rules;
const compat = require('bpmnlint-plugin-camunda-compat');
const platform = compat.configs['camunda-platform-7-24'].rules;

const cache = [
  "'config:bpmnlint/recommended': require('bpmnlint/config/recommended')",
  "'config:bpmnlint-plugin-camunda-compat/camunda-platform-7-24': require('bpmnlint-plugin-camunda-compat').configs['camunda-platform-7-24']",
  ...Object.keys(recommended).map(rule => `'rule:bpmnlint/${rule}': require('bpmnlint/rules/${rule}')`),
  ...Object.keys(platform).filter(rule => !rule.includes('/')).map(rule =>
    `'rule:bpmnlint-plugin-camunda-compat/${rule}': require('bpmnlint-plugin-camunda-compat/${compat.rules[rule].replace('./', '')}')`),
];
writeFileSync(join(folder, 'entry.js'), `
const Linter = require('bpmnlint/lib/linter');
const StaticResolver = require('bpmnlint/lib/resolver/static-resolver');
const { BpmnModdle } = require('bpmn-moddle');
const camunda = require('camunda-bpmn-moddle/resources/camunda.json');
const resolver = new StaticResolver({\n  ${cache.join(',\n  ')}\n});

/**
 * @param xml text of a .bpmn file
 * @param config as in a .bpmnlintrc
 * @return promise of [{rule, category, id, message}], with rule "import" for what cannot be read; empty if there is nothing to say
 */
exports.lint = async function(xml, config) {
  let read;
  try {
    read = await new BpmnModdle({ camunda }).fromXML(xml);
  } catch (error) {
    return [{ rule: 'import', category: 'error', id: '', message: error.message }];
  }
  const problems = read.warnings.map(w => ({ rule: 'import', category: 'warn', id: w.element ? w.element.id : '', message: w.message }));
  const reports = await new Linter({ config, resolver }).lint(read.rootElement);
  for (const [rule, list] of Object.entries(reports)) {
    for (const r of list) problems.push({ rule, category: r.category, id: r.id || '', message: r.message });
  }
  return problems;
};
`);
await esbuild.build({
  entryPoints: [join(folder, 'entry.js')], outfile: new URL('bpmnlint.js', import.meta.url).pathname, bundle: true, minify: true, platform: 'browser',
  format: 'iife', globalName: 'bpmnlint', target: 'es2020', legalComments: 'inline', charset: 'utf8', absWorkingDir: folder,
  banner: { js: '/* bpmnlint 11.15.0, bpmnlint-plugin-camunda-compat 2.61.0, bpmn-moddle 10.3.1, camunda-bpmn-moddle 8.0.1 and what they use: MIT, see LICENSES.md */' },
});
