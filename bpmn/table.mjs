#!/usr/bin/env node
// Writes a decision table (.dmn, DMN 1.3) from a short JSON description.
//
//   node bpmn/table.mjs deadlines.json bpmn/calendar/deadlines.dmn
//
// Node 18 or newer, no dependency. Call it once and afterwards edit the .dmn by hand, or keep the JSON and call it again: it
// writes the whole file anew, with the same ids for the same description. Exit 1: not written, the reason is printed.
//
//   {
//     "id": "eligibility", "name": "申报资格核定", "hitPolicy": "FIRST",      id = name of the file
//     "inputs":  [ { "label": "组织类型", "expression": "kind", "type": "string", "values": ["'GROUP'", "'SOCIAL'"] },
//                  { "label": "登记满几年", "expression": "years", "type": "integer" } ],
//     "outputs": [ { "label": "结论", "name": "result", "type": "string" },
//                  { "label": "依据", "name": "reason", "type": "string" } ],
//     "rules": [
//       ["'GROUP'", "-",    "'eligible'", "'志愿队不看登记年限'", "DOMAIN.md 3.1"],     inputs, outputs, then a note (optional)
//       ["'SOCIAL'", ">= 1", "'eligible'", "'登记满一年'"],
//       ["-", "-", "'refused'", "'不具备申报主体资格'"]
//     ]
//   }
//
// Input cells are FEEL unary tests ("-" or "" = anything, "'a','b'", ">= 60", "[60..80)", "not('x')"), output cells FEEL
// expressions. 'x' may be written for "x" to spare JSON its backslashes. Numbers and booleans may be bare JSON values.
// id of input, output and rule: given by "id" (a rule then is {"id": …, "cells": […]}), else counted.
// hitPolicy: UNIQUE (default), FIRST, ANY, RULE ORDER, COLLECT, or COLLECT with "aggregation": SUM, MIN, MAX, COUNT.
// "description": what the table decides, in the users' words. "version": version tag, "1" unless told.
// More than one table in a file: {"id", "name", "decisions": [ {…as above, "requires": ["otherId"]}, … ]}.

import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

class Refused extends Error {}
const refuse = why => { throw new Refused(why); };
const esc = s => String(s).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const att = s => esc(s).replace(/"/g, '&quot;').replace(/\n/g, '&#10;');
const POLICIES = ['UNIQUE', 'FIRST', 'ANY', 'RULE ORDER', 'COLLECT'];
const TYPES = ['string', 'boolean', 'integer', 'long', 'double', 'date'];
const ID = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** 'x' outside of "…" becomes "x". */
function feel(cell) {
  let out = '', inside = '';
  for (const ch of String(cell)) {
    if (inside === '"' ? ch === '"' : inside === "'" ? ch === "'" : ch === '"' || ch === "'") { out += '"'; inside = inside ? '' : ch; }
    else out += inside === "'" && ch === '"' ? '\\"' : ch;
  }
  if (inside) refuse(`cell ${JSON.stringify(cell)}: the text in quotes is never closed`);
  return out;
}

function decision(t, where) {
  if (!ID.test(t.id ?? '')) refuse(`${where}: "id" must be an English name, found ${JSON.stringify(t.id)}`);
  if (!t.name) refuse(`${t.id}: "name" (Chinese) is missing`);
  const policy = (t.hitPolicy ?? 'UNIQUE').toUpperCase();
  if (!POLICIES.includes(policy)) refuse(`${t.id}: hit policy ${policy}: the engine knows ${POLICIES.join(', ')}`);
  if (t.aggregation && (policy !== 'COLLECT' || !['SUM', 'MIN', 'MAX', 'COUNT'].includes(t.aggregation))) refuse(`${t.id}: aggregation ${t.aggregation} wants COLLECT and SUM, MIN, MAX or COUNT`);
  for (const part of ['inputs', 'outputs', 'rules']) if (!Array.isArray(t[part]) || !t[part].length) refuse(`${t.id}: "${part}" is missing or empty`);
  if (t.aggregation && t.outputs.length !== 1) refuse(`${t.id}: aggregation wants exactly one output`);
  for (const [i, c] of [...t.inputs, ...t.outputs].entries()) {
    const what = i < t.inputs.length ? `input ${i + 1}` : `output ${i - t.inputs.length + 1}`;
    if (!c.label) refuse(`${t.id}: ${what}: "label" (Chinese) is missing`);
    if (!TYPES.includes(c.type)) refuse(`${t.id}: ${what} (${c.label}): type ${JSON.stringify(c.type)}: one of ${TYPES.join(', ')}`);
    if (i < t.inputs.length ? !c.expression : !ID.test(c.name ?? '')) refuse(`${t.id}: ${what} (${c.label}): ${i < t.inputs.length ? '"expression"' : '"name" (English)'} is missing`);
  }
  const out = [];
  const id = (c, kind, i) => `${t.id}_${c?.id ?? kind + (i + 1)}`;
  const text = (tag, body, pad) => `${pad}<${tag}><text>${esc(body)}</text></${tag}>`;
  out.push(`  <decision id="${t.id}" name="${att(t.name)}" camunda:historyTimeToLive="P1825D" camunda:versionTag="${att(t.version ?? '1')}">`);
  if (t.description) out.push(`    <description>${esc(t.description)}</description>`);
  (t.requires ?? []).forEach((r, i) => out.push(`    <informationRequirement id="${t.id}_requires${i + 1}">`, `      <requiredDecision href="#${r}" />`, '    </informationRequirement>'));
  out.push(`    <decisionTable id="${t.id}_table" hitPolicy="${policy}"${t.aggregation ? ` aggregation="${t.aggregation}"` : ''}>`);
  const names = new Set();
  t.inputs.forEach((c, i) => {
    out.push(`      <input id="${id(c, 'input', i)}" label="${att(c.label)}">`, `        <inputExpression id="${id(c, 'input', i)}_expression" typeRef="${c.type}"><text>${esc(c.expression)}</text></inputExpression>`);
    if (c.values) out.push(`        <inputValues id="${id(c, 'input', i)}_values"><text>${esc(c.values.map(feel).join(','))}</text></inputValues>`);
    out.push('      </input>');
  });
  t.outputs.forEach((c, i) => {
    if (names.has(c.name)) refuse(`${t.id}: output name "${c.name}" twice`);
    names.add(c.name);
    const values = c.values ? `><outputValues id="${id(c, 'output', i)}_values"><text>${esc(c.values.map(feel).join(','))}</text></outputValues></output>` : ' />';
    out.push(`      <output id="${id(c, 'output', i)}" label="${att(c.label)}" name="${c.name}" typeRef="${c.type}"${values}`);
  });
  const width = t.inputs.length + t.outputs.length, ids = new Set();
  t.rules.forEach((r, n) => {
    const cells = Array.isArray(r) ? r : r.cells, rule = Array.isArray(r) ? {} : r;
    const at = `${t.id}: rule ${n + 1}`;
    if (!Array.isArray(cells) || cells.length < width || cells.length > width + 1) refuse(`${at}: ${width} cells (and a note) expected, found ${cells?.length}: ${JSON.stringify(cells)}`);
    const rid = id(rule, 'rule', n);
    if (ids.has(rid)) refuse(`${at}: id "${rid}" twice`);
    ids.add(rid);
    out.push(`      <rule id="${rid}">`);
    const note = rule.note ?? cells[width];
    if (note) out.push(`        <description>${esc(note)}</description>`);
    t.inputs.forEach((c, i) => {
      const cell = cells[i] === '-' || cells[i] === null ? '' : feel(cells[i]);
      if (c.type === 'string' && cell && !/["(<>=\[\]]/.test(cell)) refuse(`${at}: ${c.label}: ${cell} is a name in FEEL; a text is written '${cell}'`);
      out.push(`        <inputEntry id="${rid}_in${i + 1}"><text>${esc(cell)}</text></inputEntry>`);
    });
    t.outputs.forEach((c, i) => {
      const cell = feel(cells[t.inputs.length + i] ?? '');
      if (c.type === 'string' && cell && cell !== 'null' && !/["(+]/.test(cell)) refuse(`${at}: ${c.label}: ${cell} is a name in FEEL; a text is written '${cell}'`);
      if (cell === '') refuse(`${at}: ${c.label} is empty (write null if nothing is meant)`);
      out.push(`        <outputEntry id="${rid}_out${i + 1}"><text>${esc(cell)}</text></outputEntry>`);
    });
    out.push('      </rule>');
  });
  out.push('    </decisionTable>', '  </decision>');
  return out.join('\n');
}

function file(spec, target) {
  const tables = spec.decisions ?? [spec];
  const id = spec.id ?? refuse('"id" is missing');
  if (basename(target) !== id + '.dmn') refuse(`the file of "${id}" is ${id}.dmn, not ${basename(target)}`);
  const known = new Set(tables.map(t => t.id));
  for (const t of tables) for (const r of t.requires ?? []) if (!known.has(r)) refuse(`${t.id}: requires "${r}", which is not in this file`);
  // required tables below the one that asks them
  const level = t => Math.max(0, ...tables.filter(o => o.requires?.includes(t.id)).map(o => level(o) + 1));
  const seen = {};
  const di = tables.map(t => {
    const row = level(t);
    seen[row] = (seen[row] ?? -1) + 1;
    t.x = 160 + seen[row] * 240; t.y = 100 + row * 160;
    return t;
  }).flatMap(t => [`      <dmndi:DMNShape id="${t.id}_di" dmnElementRef="${t.id}">`, `        <dc:Bounds height="80" width="180" x="${t.x}" y="${t.y}" />`, '      </dmndi:DMNShape>']);
  for (const t of tables) (t.requires ?? []).forEach((r, i) => {
    const o = tables.find(x => x.id === r);
    di.push(`      <dmndi:DMNEdge id="${t.id}_requires${i + 1}_di" dmnElementRef="${t.id}_requires${i + 1}">`,
      `        <di:waypoint x="${o.x + 90}" y="${o.y}" />`, `        <di:waypoint x="${t.x + 90}" y="${t.y + 80}" />`, '      </dmndi:DMNEdge>');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="${id}_definitions" name="${att(spec.name ?? tables[0].name)}" namespace="https://hatchery.org/dmn">
${tables.map((t, i) => decision(t, `table ${i + 1}`)).join('\n')}
  <dmndi:DMNDI>
    <dmndi:DMNDiagram id="${id}_diagram">
${di.join('\n')}
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>
`;
}

const [source, target, ...rest] = process.argv.slice(2);
if (!source?.endsWith('.json') || !target?.endsWith('.dmn') || rest.length) {
  console.error('usage: node bpmn/table.mjs <description>.json bpmn/<stage>/<table>.dmn');
  process.exit(2);
}
try {
  let spec;
  try { spec = JSON.parse(readFileSync(source, 'utf8')); } catch (e) { refuse(e.message); }
  writeFileSync(target, file(spec, target));
  console.log(`${target}: written`);
} catch (e) {
  if (!(e instanceof Refused)) throw e;
  console.error(`${source}: not written: ${e.message}`);
  process.exit(1);
}
