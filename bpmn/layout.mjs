#!/usr/bin/env node
// Draws a diagram: writes the picture part (BPMNDI) of a .bpmn whose nodes stand where its grid file says.
//
//   node bpmn/layout.mjs bpmn/evaluation/evaluation.bpmn            one diagram, grid in evaluation.grid.json beside it
//   node bpmn/layout.mjs bpmn/*/*.bpmn                              all diagrams
//   node bpmn/layout.mjs --check bpmn/evaluation/evaluation.bpmn    writes nothing; exit 1 if the drawing is not current
//   node bpmn/layout.mjs --grid bpmn/evaluation/evaluation.bpmn     also writes the places it guessed into the grid file
//
// Node 18 or newer, no dependency. The .bpmn needs its meaning only: no <bpmndi:…>, no <bpmn:incoming>/<bpmn:outgoing>.
// Everything else in the file (comments, order, indentation) is left alone; running twice changes nothing.
// Exit 0: drawn (perhaps with warnings); exit 1: not drawn, the reason is printed with the line.
//
// The grid file, never deployed:
//
//   { "startEvaluation": [0, 0],          column, row; both may be negative or end in .5
//     "screenProposal":  [1, 0],
//     "handleObjection": [0, 3],          a sub-process: its upper left cell. Its size follows from its content,
//     "objectionArrived": [0, 0],         whose places count from its own upper left cell
//     "tooLate": 0.8,                     optional, a boundary event: how far along the lower edge of its host (0..1)
//     "whyTwice": [3, -1],                optional, a text annotation: else it stands above its node
//     "$rows":    { "2": 40 },            optional: 40 more pixels above row 2, when many lines run there
//     "$columns": { "5": 30 },            the same left of column 5
//     "$flows":   { "again": "above",     optional: the side where a flow leaves and arrives: above, below, left, right;
//                   "tooBad": { "leave": "below", "arrive": "right" } } }          or each by itself, or only one
//
// Nodes without a place are put right of where they are reached from, boundary flows below their host, with a warning.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const MODEL = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const DI = {
  bpmndi: 'http://www.omg.org/spec/BPMN/20100524/DI',
  dc: 'http://www.omg.org/spec/DD/20100524/DC',
  di: 'http://www.omg.org/spec/DD/20100524/DI',
};
const COLUMN = 160, ROW = 140, UNIT = 10;
const LEFT = 160, TOP = 120; // of the first cell: room for loops that run outside
const ACTIVITIES = new Set(['task', 'userTask', 'serviceTask', 'sendTask', 'receiveTask', 'businessRuleTask', 'scriptTask',
  'manualTask', 'callActivity']);
const SUBS = new Set(['subProcess', 'transaction', 'adHocSubProcess']);
const EVENTS = new Set(['startEvent', 'endEvent', 'intermediateCatchEvent', 'intermediateThrowEvent', 'boundaryEvent']);
const GATEWAYS = new Set(['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'eventBasedGateway', 'complexGateway']);
const DATA = new Set(['dataObjectReference', 'dataStoreReference']);

class Refused extends Error {}

// ---------------------------------------------------------------- XML, with the offset of everything

function parseXml(text) {
  const lineOf = at => text.slice(0, at).split('\n').length;
  const refuse = (at, why) => { throw new Refused(`line ${lineOf(at)}: ${why}`); };
  const root = { name: '', attrs: {}, children: [], text: '' };
  const open = [root];
  const token = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE[^>]*>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;
  let last = 0;
  for (let m; (m = token.exec(text)); last = token.lastIndex) {
    const between = text.slice(last, m.index);
    if (between.includes('<')) refuse(last + between.indexOf('<'), 'this is not a whole XML tag: ' + between.slice(between.indexOf('<'), between.indexOf('<') + 80));
    const top = open[open.length - 1];
    top.text += unescape(between);
    if (m[0].startsWith('<![CDATA[')) top.text += m[0].slice(9, -3);
    else if (m[1]) {
      if (top.name !== m[1]) refuse(m.index, `</${m[1]}> closes <${top.name}> of line ${lineOf(top.start ?? 0)}`);
      top.closeStart = m.index; top.end = token.lastIndex; open.pop();
    } else if (m[2]) {
      const attrs = {};
      for (const a of m[3].matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
        if (a[1] in attrs) refuse(m.index, `attribute ${a[1]} twice`);
        attrs[a[1]] = unescape(a[2] ?? a[3]);
      }
      const colon = m[2].indexOf(':');
      const node = { name: m[2], local: m[2].slice(colon + 1), prefix: colon < 0 ? '' : m[2].slice(0, colon), attrs, parent: top,
        children: [], text: '', start: m.index, openEnd: token.lastIndex, selfClosing: !!m[4], line: lineOf(m.index) };
      top.children.push(node);
      if (m[4]) node.end = token.lastIndex; else open.push(node);
    }
  }
  if (text.slice(last).includes('<')) refuse(last + text.slice(last).indexOf('<'), 'this is not a whole XML tag');
  if (open.length > 1) refuse(open.at(-1).start, `<${open.at(-1).name}> is never closed`);
  if (root.children.length !== 1) refuse(0, 'one root element expected');
  return root.children[0];
}

function unescape(s) {
  return s.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (all, hex, dec, name) => hex ? String.fromCodePoint(parseInt(hex, 16))
    : dec ? String.fromCodePoint(+dec) : ({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" })[name] ?? all);
}

// ---------------------------------------------------------------- reading the diagram

function read(text) {
  const root = parseXml(text);
  const declared = Object.entries(root.attrs).find(([k, v]) => (k === 'xmlns' || k.startsWith('xmlns:')) && v === MODEL);
  if (root.local !== 'definitions' || !declared) throw new Refused(`not a BPMN file: <definitions xmlns:bpmn="${MODEL}"> expected`);
  const prefix = declared[0] === 'xmlns' ? '' : declared[0].slice(6);
  const bpmn = n => n.prefix === prefix;
  const processes = root.children.filter(n => bpmn(n) && n.local === 'process');
  if (root.children.some(n => bpmn(n) && n.local === 'collaboration')) throw new Refused('pools are not drawn: one process a file, no <collaboration>');
  if (processes.length !== 1) throw new Refused(`one <process> a file expected, found ${processes.length}`);
  const model = { root, prefix, process: processes[0], nodes: new Map(), flows: [], notes: new Map(), links: [], problems: [] };
  const ids = new Map();
  const walk = (element, container) => {
    for (const n of element.children) {
      if (!bpmn(n)) continue;
      const kind = ACTIVITIES.has(n.local) ? 'task' : SUBS.has(n.local) ? 'sub' : GATEWAYS.has(n.local) ? 'gateway' : DATA.has(n.local) ? 'data'
        : n.local === 'boundaryEvent' ? 'boundary' : EVENTS.has(n.local) ? 'event' : null;
      const id = n.attrs.id;
      const own = kind || ['sequenceFlow', 'textAnnotation', 'association'].includes(n.local);
      if (!own) continue;
      if (!id) { model.problems.push(`line ${n.line}: <${n.local}> "${n.attrs.name ?? ''}" has no id`); continue; }
      if (ids.has(id)) model.problems.push(`line ${n.line}: id "${id}" is already used on line ${ids.get(id)}`);
      ids.set(id, n.line);
      const name = n.attrs.name ?? '';
      if (kind) {
        const node = { id, name, kind, type: n.local, element: n, container, in: [], out: [], children: [], boundaries: [], notes: [] };
        model.nodes.set(id, node);
        if (container) container.children.push(node);
        if (kind === 'sub') walk(n, node);
      } else if (n.local === 'sequenceFlow') {
        model.flows.push({ id, name, element: n, container, from: n.attrs.sourceRef, to: n.attrs.targetRef });
      } else if (n.local === 'textAnnotation') {
        model.notes.set(id, { id, kind: 'note', element: n, container, name: (n.children.find(c => c.local === 'text')?.text ?? '').trim() });
      } else {
        model.links.push({ id, element: n, container, from: n.attrs.sourceRef, to: n.attrs.targetRef });
      }
    }
  };
  walk(model.process, null);
  for (const f of model.flows) {
    for (const [end, label] of [[f.from, 'sourceRef'], [f.to, 'targetRef']]) {
      if (!model.nodes.has(end)) model.problems.push(`line ${f.element.line}: flow "${f.id}": ${label} "${end}" is no node of this diagram`);
    }
    const from = model.nodes.get(f.from), to = model.nodes.get(f.to);
    if (!from || !to) continue;
    if (from.container !== to.container) model.problems.push(`line ${f.element.line}: flow "${f.id}" crosses the border of a sub-process (${f.from} → ${f.to})`);
    if (to.type === 'startEvent' || to.kind === 'boundary') model.problems.push(`line ${f.element.line}: flow "${f.id}" ends at ${to.type} "${to.id}"`);
    if (from.type === 'endEvent') model.problems.push(`line ${f.element.line}: flow "${f.id}" leaves end event "${from.id}"`);
    f.source = from; f.target = to;
    from.out.push(f); to.in.push(f);
  }
  for (const n of model.nodes.values()) {
    if (n.kind === 'boundary') {
      n.host = model.nodes.get(n.element.attrs.attachedToRef);
      if (!n.host || !['task', 'sub'].includes(n.host.kind)) model.problems.push(`line ${n.element.line}: boundary event "${n.id}": attachedToRef "${n.element.attrs.attachedToRef}" is no task or sub-process`);
      else n.host.boundaries.push(n);
    }
  }
  for (const l of model.links) {
    const find = id => model.nodes.get(id) ?? model.notes.get(id) ?? model.flows.find(f => f.id === id);
    l.source = find(l.from); l.target = find(l.to);
    if (!l.source || !l.target) { model.problems.push(`line ${l.element.line}: association "${l.id}": "${l.source ? l.to : l.from}" is not in this diagram`); continue; }
    const note = [l.source, l.target].find(x => x.kind === 'note');
    const other = l.source === note ? l.target : l.source;
    if (note && other.kind && other.kind !== 'note' && !note.of) { note.of = other; other.notes.push(note); }
  }
  return model;
}

// ---------------------------------------------------------------- text

const wide = ch => /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u201c\u201d\u2018\u2019\u2026\u2014]/.test(ch) || ch.codePointAt(0) > 0xffff;
const textWidth = (s, size) => [...s].reduce((sum, ch) => sum + (wide(ch) ? size : size * 0.58), 0);

function textBox(s, size, most) {
  const lines = s.split('\n').map(l => textWidth(l, size));
  const longest = Math.max(...lines);
  // equal lines read better than one full line and a single character
  const perLine = longest > most ? Math.min(most, Math.ceil(longest / Math.ceil(longest / most) / size) * size + size) : longest;
  const count = lines.reduce((sum, w) => sum + Math.max(1, Math.ceil(w / perLine - 0.01)), 0);
  return { width: Math.ceil(Math.min(longest, perLine)) + 5, height: Math.ceil(count * size * 1.24) };
}

// ---------------------------------------------------------------- places

function place(model, grid, say) {
  const cells = new Map();
  const known = id => model.nodes.has(id) || model.notes.has(id);
  for (const [id, at] of Object.entries(grid)) {
    if (id.startsWith('$')) continue;
    if (!known(id)) { say(`the grid names "${id}", which is not in the diagram`); continue; }
    const node = model.nodes.get(id);
    if (node?.kind === 'boundary') {
      if (typeof at !== 'number' || at < 0 || at > 1) say(`boundary event "${id}" stands on its host: its place in the grid is a number from 0 to 1 or is left out`);
      else node.along = at;
      continue;
    }
    const good = Array.isArray(at) && at.length === 2 && at.every(v => typeof v === 'number' && Number.isInteger(v * 2));
    if (!good) throw new Refused(`grid: "${id}": [column, row] expected, found ${JSON.stringify(at)}`);
    cells.set(id, at);
  }
  const guessed = {};
  const all = [...model.nodes.values()];
  const containers = [null, ...all.filter(n => n.kind === 'sub')];
  const childrenOf = c => all.filter(n => n.container === c && n.kind !== 'boundary');
  // sizes of sub-processes in cells, innermost first
  const depth = n => n ? 1 + depth(n.container) : 0;
  const span = n => n.kind === 'sub' ? [n.columns, n.rows] : [1, 1];
  for (const c of containers.sort((a, b) => depth(b) - depth(a))) {
    const children = childrenOf(c);
    const taken = ([x, y], [w, h], except) => children.some(o => o !== except && cells.has(o.id) && (() => {
      const [ox, oy] = cells.get(o.id), [ow, oh] = span(o);
      return x < ox + ow && ox < x + w && y < oy + oh && oy < y + h;
    })());
    let missing = children.filter(n => !cells.has(n.id));
    const put = (n, col, row) => {
      let down = 0;
      while (taken([col, row + down], span(n))) down++;
      cells.set(n.id, [col, row + down]);
      guessed[n.id] = [col, row + down];
      say(`"${n.id}" (${n.name}) has no place in the grid; put at [${col}, ${row + down}]`);
    };
    while (missing.length) {
      const before = missing.length;
      for (const n of [...missing]) {
        const flow = n.in.find(f => cells.has((f.source.host ?? f.source).id));
        const later = flow ? null : n.out.find(f => cells.has(f.target.id));
        if (flow) {
          const [x, y] = cells.get((flow.source.host ?? flow.source).id);
          if (flow.source.host) put(n, x, y + span(flow.source.host)[1]); else put(n, x + span(flow.source)[0], y);
        } else if (later && n.in.length === 0) {
          const [x, y] = cells.get(later.target.id);
          put(n, x - 1, y);
        } else continue;
        missing = missing.filter(m => m !== n);
      }
      if (missing.length === before) {
        const n = missing.find(m => m.in.length === 0) ?? missing[0];
        put(n, 0, Math.ceil(Math.max(-1, ...children.filter(o => cells.has(o.id)).map(o => cells.get(o.id)[1] + span(o)[1] - 1)) + 1));
        missing = missing.filter(m => m !== n);
      }
    }
    for (const [i, a] of children.entries()) for (const b of children.slice(i + 1)) {
      const [ax, ay] = cells.get(a.id), [aw, ah] = span(a), [bx, by] = cells.get(b.id), [bw, bh] = span(b);
      if (ax < bx + bw && bx < ax + aw && ay < by + bh && by < ay + ah) {
        model.problems.push(`grid: "${a.id}" (${aw}x${ah} cells at [${ax}, ${ay}]) and "${b.id}" (${bw}x${bh} at [${bx}, ${by}]) overlap`);
      }
    }
    if (c) {
      const xs = children.map(n => cells.get(n.id)), ends = children.map((n, i) => [xs[i][0] + span(n)[0], xs[i][1] + span(n)[1]]);
      c.left = Math.min(0, ...xs.map(p => p[0])); c.top = Math.min(0, ...xs.map(p => p[1]));
      c.columns = Math.max(1, Math.ceil(Math.max(...ends.map(p => p[0])) - c.left));
      c.rows = Math.max(1, Math.ceil(Math.max(...ends.map(p => p[1])) - c.top));
      c.level = 1 + Math.max(0, ...children.filter(n => n.kind === 'sub').map(n => n.level));
    }
  }
  // absolute cells
  const absolute = (n, origin) => {
    const [x, y] = cells.get(n.id);
    n.col = origin[0] + x; n.row = origin[1] + y;
    if (n.kind === 'sub') for (const k of childrenOf(n)) absolute(k, [n.col - n.left, n.row - n.top]);
  };
  const first = childrenOf(null);
  if (!first.length) throw new Refused('the process has no nodes');
  const minX = Math.min(...first.map(n => cells.get(n.id)[0])), minY = Math.min(...first.map(n => cells.get(n.id)[1]));
  for (const n of first) absolute(n, [-minX, -minY]);
  // extra room: borders of sub-processes, annotations, what the author asks for
  const extra = { cb: {}, ca: {}, rb: {}, ra: {} };
  const most = (map, k, v) => { map[k] = Math.max(map[k] ?? 0, v); };
  for (const note of model.notes.values()) {
    const box = textBox(note.name, 12, 150);
    note.width = Math.max(60, box.width + 14); note.height = box.height + 12;
  }
  for (const n of all) {
    n.above = 0;
    if (n.kind === 'sub') {
      most(extra.cb, n.col, 30 * n.level); most(extra.ca, n.col + n.columns - 1, 30 * n.level);
      most(extra.rb, n.row, 30 * n.level); most(extra.ra, n.row + n.rows - 1, 30 * n.level);
    }
  }
  const noteRoom = {};
  for (const n of all) for (const note of n.notes) {
    const host = n.host ?? n;
    if (!cells.has(note.id)) most(noteRoom, Math.floor(host.row), Math.ceil((note.height + 10) / UNIT) * UNIT);
  }
  for (const [row, room] of Object.entries(noteRoom)) extra.rb[row] = (extra.rb[row] ?? 0) + room;
  for (const [k, v] of Object.entries(grid.$rows ?? {})) extra.rb[+k - minY] = (extra.rb[+k - minY] ?? 0) + Math.round(v / UNIT) * UNIT;
  for (const [k, v] of Object.entries(grid.$columns ?? {})) extra.cb[+k - minX] = (extra.cb[+k - minX] ?? 0) + Math.round(v / UNIT) * UNIT;
  const axis = (base, pitch, before, after) => at => {
    const whole = Math.floor(at);
    let p = base;
    for (let i = 0; i <= Math.max(whole, 0); i++) p += (before[i] ?? 0) + (i > 0 ? pitch + (after[i - 1] ?? 0) : 0);
    if (whole < 0) p += whole * pitch;
    return p + (at - whole) * pitch;
  };
  const cellX = axis(LEFT, COLUMN, extra.cb, extra.ca), cellY = axis(TOP, ROW, extra.rb, extra.ra);
  for (const n of all) {
    if (n.kind === 'boundary') continue;
    if (n.kind === 'sub') {
      const pad = 10 + 30 * (n.level - 1);
      const room = noteRoom[Math.floor(n.row)] && model.notes.size && childrenOf(n).some(k => k.row === n.row && k.notes.length) ? noteRoom[Math.floor(n.row)] : 0;
      n.x = cellX(n.col) - pad; n.y = cellY(n.row) - pad - room;
      n.width = cellX(n.col + n.columns - 1) + COLUMN + pad - n.x; n.height = cellY(n.row + n.rows - 1) + ROW + pad - 10 - n.y;
      n.portY = []; n.portX = [];
      for (let r = 0; r < n.rows; r++) n.portY.push(cellY(n.row + r) + ROW / 2);
      for (let k = 0; k < n.columns; k++) n.portX.push(cellX(n.col + k) + COLUMN / 2);
      continue;
    }
    const [w, h] = n.kind === 'task' ? [120, 80] : n.kind === 'gateway' ? [50, 50] : n.kind === 'data' ? [40, 50] : [36, 36];
    n.width = w; n.height = h;
    n.cx = cellX(n.col) + COLUMN / 2; n.cy = cellY(n.row) + ROW / 2;
    n.x = n.cx - w / 2; n.y = n.cy - h / 2;
  }
  for (const n of all) {
    n.boundaries.forEach((b, i) => {
      const along = b.along ?? (n.boundaries.length === 1 ? 0.5 : n.boundaries.length === 2 ? [0.25, 0.75][i] : (i + 0.5) / n.boundaries.length);
      b.width = b.height = 36;
      b.cx = Math.round((n.x + 18 + (n.width - 36) * along) / UNIT) * UNIT; b.cy = n.y + n.height;
      // straight above what it leads to, where that is near or the author does not say otherwise
      const to = b.out[0]?.target;
      const near = to && to.cx > n.x + 20 && to.cx < n.x + n.width - 20 && (n.boundaries.length === 1 || n.kind === 'sub')
        && (Math.abs(to.cx - b.cx) <= 30 || n.kind === 'sub' && b.along === undefined);
      if (near && !n.boundaries.some(o => o !== b && o.cx !== undefined && Math.abs(o.cx - to.cx) < 50)) b.cx = to.cx;
      b.x = b.cx - 18; b.y = b.cy - 18;
      b.row = (n.row ?? 0) + span(n)[1] - 1; b.col = n.col;
    });
  }
  // annotations, after everything they must not cover
  const solid = all.filter(n => n.kind !== 'sub');
  let spare = 0;
  for (const note of model.notes.values()) {
    const others = [...solid, ...[...model.notes.values()].filter(o => o !== note && o.x !== undefined)];
    if (cells.has(note.id)) {
      const origin = note.container ? [note.container.col - note.container.left, note.container.row - note.container.top] : [-minX, -minY];
      const [x, y] = cells.get(note.id);
      note.x = cellX(origin[0] + x) + 20; note.y = cellY(origin[1] + y) + ROW / 2 - note.height / 2;
    } else if (note.of) {
      const of = note.of.host && note.of.kind === 'boundary' ? note.of.host : note.of;
      const y = Math.floor((of.y - 20 - note.height) / UNIT) * UNIT;
      const middle = of.x + of.width / 2;
      const choices = [[Math.max(of.x, middle - 50), y], [of.x - 70, y], [of.x + of.width - 30, y], [middle - 50, of.y + of.height + 30]];
      const free = choices.find(([x, yy]) => !others.some(o => x < o.x + o.width + 6 && o.x < x + note.width + 6 && yy < o.y + o.height + 6 && o.y < yy + note.height + 6));
      if (!free) say(`annotation "${note.id}" finds no free place at "${of.id}": give it a [column, row]`);
      [note.x, note.y] = free ?? choices[0];
    } else {
      say(`annotation "${note.id}" has no association and no place in the grid`);
      note.x = LEFT + 180 * spare++; note.y = TOP - 100;
    }
  }
  return guessed;
}

// ---------------------------------------------------------------- lines

const DX = [1, 0, -1, 0], DY = [0, 1, 0, -1]; // right, down, left, up

function ports(n) {
  // where a line may touch: [x, y, side, how unwelcome]
  if (n.kind === 'boundary') return [[n.cx, n.cy + 18, 1, 0]];
  if (n.kind === 'sub') {
    return [...n.portY.flatMap((y, i) => [[n.x + n.width, y, 0, i], [n.x, y, 2, i]]),
      ...n.portX.flatMap((x, i) => [[x, n.y + n.height, 1, i * 0.5], [x, n.y, 3, i * 0.5]])];
  }
  const hw = n.width / 2, hh = n.height / 2;
  const list = [[n.cx + hw, n.cy, 0, 0], [n.cx, n.cy + hh, 1, 0], [n.cx - hw, n.cy, 2, 0], [n.cx, n.cy - hh, 3, 0]];
  if (n.kind === 'task') {
    for (const off of [-20, 20]) list.push([n.cx + hw, n.cy + off, 0, 3], [n.cx - hw, n.cy + off, 2, 3]);
    for (const off of [-30, -20, 20, 30]) list.push([n.cx + off, n.cy + hh, 1, 2], [n.cx + off, n.cy - hh, 3, 2]);
  }
  return list;
}

function route(model, grid, say) {
  const flows = model.flows, all = [...model.nodes.values()];
  const right = Math.max(...all.map(n => n.x + n.width)) + 200, bottom = Math.max(...all.map(n => n.y + n.height)) + 200;
  const W = Math.ceil(right / UNIT), H = Math.ceil(bottom / UNIT);
  const at = (x, y) => y * W + x;
  const solids = [...all, ...model.notes.values()];
  // for each container: which points are inside a shape, beside one, or under a name
  const fields = new Map();
  for (const c of new Set(flows.map(f => f.container))) {
    const field = new Uint8Array(W * H); // 1 soft, 2 near, 8 blocked
    const inside = c ? [c.x + 10, c.y + 30, c.x + c.width - 10, c.y + c.height - 10] : [10, 10, right - 10, bottom - 10];
    for (let y = 0; y < H; y++) for (let x = 0; x < W; x++) {
      if (x * UNIT < inside[0] || x * UNIT > inside[2] || y * UNIT < inside[1] || y * UNIT > inside[3]) field[at(x, y)] = 8;
    }
    for (const s of solids) {
      if (s.container !== c || s.x === undefined) continue;
      for (const [grow, mark] of [[10, 2], [0, 8]]) {
        for (let y = Math.ceil((s.y - grow) / UNIT); y <= Math.floor((s.y + s.height + grow) / UNIT); y++) {
          for (let x = Math.ceil((s.x - grow) / UNIT); x <= Math.floor((s.x + s.width + grow) / UNIT); x++) {
            if (x >= 0 && y >= 0 && x < W && y < H) field[at(x, y)] = Math.max(field[at(x, y)], mark);
          }
        }
      }
      if (s.name && (s.kind === 'event' || s.kind === 'gateway')) {
        const box = textBox(s.name, 11, 90);
        for (let y = Math.ceil((s.y + s.height) / UNIT); y <= (s.y + s.height + box.height + 4) / UNIT; y++) {
          for (let x = Math.ceil((s.cx - box.width / 2) / UNIT); x <= (s.cx + box.width / 2) / UNIT; x++) {
            if (field[at(x, y)] < 1) field[at(x, y)] = 1;
          }
        }
      }
    }
    fields.set(c, field);
  }
  // who runs where: unit steps to the right and down, and points with the direction they are passed in
  const stepsH = new Map(), stepsV = new Map();
  const add = (map, key, f) => { if (!map.has(key)) map.set(key, new Set()); map.get(key).add(f); };
  const mark = (f, on) => {
    const pts = f.units;
    for (let i = 1; i < pts.length; i++) {
      const [ax, ay] = pts[i - 1], [bx, by] = pts[i];
      const map = ay === by ? stepsH : stepsV;
      const key = at(Math.min(ax, bx), Math.min(ay, by));
      if (on) add(map, key, f); else map.get(key)?.delete(f);
    }
  };
  const passing = (p, horizontal) => {
    const map = horizontal ? stepsH : stepsV, back = horizontal ? 1 : W;
    const a = map.get(p), b = map.get(p - back);
    return a?.size && b?.size ? [...new Set([...a, ...b])] : a?.size ? [...a] : b?.size ? [...b] : [];
  };
  const wanted = {};
  const SIDES = { right: 0, below: 1, left: 2, above: 3 };
  for (const [id, w] of Object.entries(grid.$flows ?? {})) {
    const both = typeof w === 'string' ? { leave: w, arrive: w } : w;
    for (const side of Object.values(both)) if (!(side in SIDES)) throw new Refused(`grid: $flows "${id}": ${JSON.stringify(side)} is none of ${Object.keys(SIDES).join(', ')}`);
    wanted[id] = { leave: SIDES[both.leave], arrive: SIDES[both.arrive] };
  }
  for (const id of Object.keys(wanted)) if (!flows.some(f => f.id === id)) say(`the grid's $flows names "${id}", which is no flow of the diagram`);

  const outward = (x, y, side) => [
    side === 0 ? Math.ceil(x / UNIT) : side === 2 ? Math.floor(x / UNIT) : Math.round(x / UNIT),
    side === 1 ? Math.ceil(y / UNIT) : side === 3 ? Math.floor(y / UNIT) : Math.round(y / UNIT)];
  const usage = (f, n, side, x, y, leaving) => {
    let cost = 0, shared = 0;
    for (const o of flows) {
      if (o === f || !o.route) continue;
      if (o.source === n && o.route[0][0] === x && o.route[0][1] === y) { if (leaving) shared = 12; else cost += 25; }
      if (o.target === n && o.route.at(-1)[0] === x && o.route.at(-1)[1] === y) cost += leaving ? 25 : 0.5;
    }
    return cost + shared;
  };

  // the way straight on belongs to the flow that goes straight on
  for (const n of all) {
    const ahead = n.out.filter(f => f.target.row === n.row && f.target.col > n.col).sort((a, b) => a.target.col - b.target.col)[0];
    n.straight = n.kind !== 'boundary' ? ahead : undefined;
    const behind = n.out.filter(f => f.target.row === n.row && f.target.col < n.col).sort((a, b) => b.target.col - a.target.col)[0];
    // and the same leftwards, where nothing stands between
    const clear = behind && !all.some(o => o.container === n.container && o.row === n.row && o.kind !== 'boundary' && o.col > behind.target.col && o.col < n.col);
    n.straightBack = clear && n.kind !== 'boundary' && !n.in.some(f => f.source === behind.target) ? behind : undefined;
  }

  const search = f => {
    const field = fields.get(f.container), s = f.source, t = f.target;
    const want = wanted[f.id];
    const back = t.col < s.col || (t.col === s.col && s === t);
    const straight = s.row === t.row && s.kind !== 'boundary';
    const targets = new Map();
    for (const [x, y, side, pref] of ports(t)) {
      let cost = pref + usage(f, t, side, x, y, false);
      if (side === 0) cost += s.straightBack === f ? 0 : back ? 7 : 14;
      if (side === 2 && back) cost += 6;
      if (side === 1 || side === 3) cost += straight && !back ? 6 : 1;
      if (want?.arrive !== undefined && side !== want.arrive) cost += 80;
      const [ux, uy] = outward(x, y, side);
      targets.set(at(ux, uy) * 4 + (side + 2) % 4, { cost, x, y });
    }
    const dist = new Map(), from = new Map(), heap = [];
    const tx = Math.round((t.cx ?? t.x + t.width / 2) / UNIT), ty = Math.round((t.cy ?? t.y + t.height / 2) / UNIT);
    const hx = Math.ceil(t.width / 2 / UNIT), hy = Math.ceil(t.height / 2 / UNIT);
    const guess = (x, y) => Math.max(0, Math.abs(x - tx) - hx) + Math.max(0, Math.abs(y - ty) - hy);
    const push = (key, d, x, y) => {
      if (d >= (dist.get(key) ?? Infinity)) return false;
      dist.set(key, d);
      heapPush(heap, [d + guess(x, y), d, key]);
      return true;
    };
    const starts = new Map();
    for (const [x, y, side, pref] of ports(s)) {
      let cost = pref + usage(f, s, side, x, y, true);
      if (side === 2) cost += s.straightBack === f ? 0 : s.straightBack ? 30 : back ? 7 : 14;
      if (side === 0 && back) cost += 6;
      if (side === 0 && s.straight && s.straight !== f && (pref === 0 || s.kind !== 'task')) cost += 30;
      if (side === 1 || side === 3) cost += s.kind === 'boundary' ? 0 : straight && !back ? 6 : s.kind === 'gateway' ? 0.5 : 2;
      if (side === 3 && !want && t.row >= s.row) cost += 1.5;
      if (want?.leave !== undefined && side !== want.leave) cost += 80;
      const [ux, uy] = outward(x, y, side);
      const key = at(ux, uy) * 4 + side;
      starts.set(key, { x, y });
      push(key, cost, ux, uy);
    }
    let best = null;
    while (heap.length) {
      const [, d, key] = heapPop(heap);
      if (key === -1) break;
      if (d > dist.get(key)) continue;
      const dir = key & 3, p = key >> 2, x = p % W, y = (p - x) / W;
      const goal = targets.get(key);
      if (goal) {
        const total = d + goal.cost;
        if (!best || total < best.total) { best = { total, key, goal }; heapPush(heap, [total, total, -1]); }
      }
      for (const turn of [0, 1, 3]) {
        const nd = (dir + turn) & 3, nx = x + DX[nd], ny = y + DY[nd];
        if (nx < 1 || ny < 1 || nx >= W - 1 || ny >= H - 1) continue;
        const np = at(nx, ny), nkey = np * 4 + nd;
        if (turn && starts.has(key) && !from.has(key)) continue; // leave the shape straight
        const here = field[np];
        if (here === 8 && !targets.has(nkey)) continue;
        let step = 1 + (turn ? 5 : 0) + (here === 2 ? 0.9 : here === 1 ? 1.5 : 0);
        const horizontal = (nd & 1) === 0;
        const segKey = at(Math.min(x, nx), Math.min(y, ny));
        for (const o of (horizontal ? stepsH : stepsV).get(segKey) ?? []) step += o === f ? 0 : o.target === t ? 0.05 : o.source === s ? (s.kind === 'gateway' ? 1.5 : 12) : 60;
        for (const o of passing(np, !horizontal)) if (o !== f) step += o.target === t ? 3 : o.source === s && s.kind === 'gateway' ? 14 : 22;
        if (turn) for (const o of passing(p, horizontal)) if (o !== f && o.target !== t) step += o.source === s && s.kind === 'gateway' ? 0 : 22;
        for (const side of horizontal ? [W, -W] : [1, -1]) {
          for (const o of (horizontal ? stepsH : stepsV).get(segKey + side) ?? []) if (o !== f) step += o.target === t ? 0.8 : 2;
        }
        if (push(nkey, d + step, nx, ny)) from.set(nkey, key);
      }
    }
    if (!best) return false;
    const units = [];
    let key = best.key;
    while (key !== undefined) { const p = key >> 2; units.unshift([p % W, Math.floor(p / W)]); if (!from.has(key)) break; key = from.get(key); }
    const start = starts.get(key);
    f.units = units;
    const pts = [[start.x, start.y], ...units.map(([x, y]) => [x * UNIT, y * UNIT]), [best.goal.x, best.goal.y]];
    f.route = simplify(pts);
    f.cost = best.total;
    return true;
  };
  const length = f => Math.abs((f.source.cx ?? f.source.x) - (f.target.cx ?? f.target.x)) + 1.5 * Math.abs((f.source.cy ?? f.source.y) - (f.target.cy ?? f.target.y))
    + (f.target.col < f.source.col && f.source.straightBack !== f ? 2000 : 0);
  const order = flows.filter(f => f.source && f.target).sort((a, b) => length(a) - length(b));
  for (const f of order) {
    if (search(f)) mark(f, true);
    else {
      say(`flow "${f.id}" finds no way from "${f.from}" to "${f.to}": drawn straight`);
      f.units = []; f.route = [[f.source.cx ?? f.source.x, f.source.cy ?? f.source.y], [f.target.cx ?? f.target.x, f.target.cy ?? f.target.y]];
    }
  }
  for (let round = 0; round < 4; round++) {
    let changed = false;
    for (const f of order) {
      if (!f.units.length) continue;
      const old = JSON.stringify(f.route);
      mark(f, false);
      const keep = { units: f.units, route: f.route };
      f.route = null;
      if (!search(f)) Object.assign(f, keep);
      mark(f, true);
      if (JSON.stringify(f.route) !== old) changed = true;
    }
    if (!changed) break;
  }
  // what the author should know
  for (const [i, a] of order.entries()) for (const b of order.slice(i + 1)) {
    if (a.target === b.target || a.container !== b.container) continue;
    const hit = crossing(a.route, b.route);
    if (hit?.along && a.source === b.source && a.source.kind === 'gateway') continue; // one line that forks
    if (hit) say(`flows "${a.id}" (${a.from} → ${a.to}) and "${b.id}" (${b.from} → ${b.to}) ${hit.along ? 'run on top of each other' : 'cross'} at x=${hit.x} y=${hit.y}`);
  }
}

function simplify(points) {
  const out = [];
  for (const p of points) {
    const a = out.at(-1);
    if (a && a[0] === p[0] && a[1] === p[1]) continue;
    const b = out.at(-2);
    if (a && b && ((a[0] === b[0] && p[0] === a[0]) || (a[1] === b[1] && p[1] === a[1]))) out.pop();
    out.push(p);
  }
  return out;
}

function crossing(r, s) {
  for (let i = 1; i < r.length; i++) for (let j = 1; j < s.length; j++) {
    const [a, b] = [r[i - 1], r[i]], [c, d] = [s[j - 1], s[j]];
    const rh = a[1] === b[1], sh = c[1] === d[1];
    const lo = (p, q, k) => Math.min(p[k], q[k]), hi = (p, q, k) => Math.max(p[k], q[k]);
    if (rh !== sh) {
      const [h, v] = rh ? [[a, b], [c, d]] : [[c, d], [a, b]];
      const x = v[0][0], y = h[0][1];
      if (x >= lo(...h, 0) && x <= hi(...h, 0) && y >= lo(...v, 1) && y <= hi(...v, 1)) return { x, y, along: false };
    } else {
      const same = rh ? 1 : 0, run = rh ? 0 : 1;
      const from = Math.max(lo(a, b, run), lo(c, d, run)), to = Math.min(hi(a, b, run), hi(c, d, run));
      if (a[same] === c[same] && from < to) return { x: rh ? from : a[0], y: rh ? a[1] : from, along: true };
    }
  }
  return null;
}

function heapPush(h, v) {
  let i = h.push(v) - 1;
  while (i > 0) { const p = (i - 1) >> 1; if (h[p][0] <= h[i][0]) break; [h[p], h[i]] = [h[i], h[p]]; i = p; }
}

function heapPop(h) {
  const top = h[0], last = h.pop();
  if (h.length) {
    h[0] = last;
    for (let i = 0; ;) {
      const l = 2 * i + 1, r = l + 1;
      let m = i;
      if (l < h.length && h[l][0] < h[m][0]) m = l;
      if (r < h.length && h[r][0] < h[m][0]) m = r;
      if (m === i) break;
      [h[m], h[i]] = [h[i], h[m]]; i = m;
    }
  }
  return top;
}

// ---------------------------------------------------------------- names beside shapes and lines

function label(model, say) {
  const nodes = [...model.nodes.values()];
  const solids = [...nodes.filter(n => n.kind !== 'sub'), ...model.notes.values()];
  const borders = nodes.filter(n => n.kind === 'sub').flatMap(n => [[n.x, n.y, n.x + n.width, n.y + 22], [n.x, n.y, n.x, n.y + n.height],
    [n.x + n.width, n.y, n.x + n.width, n.y + n.height], [n.x, n.y + n.height, n.x + n.width, n.y + n.height]]);
  const segments = model.flows.flatMap(f => (f.route ?? []).slice(1).map((p, i) => ({ f, x1: Math.min(p[0], f.route[i][0]), y1: Math.min(p[1], f.route[i][1]), x2: Math.max(p[0], f.route[i][0]), y2: Math.max(p[1], f.route[i][1]) })));
  const links = model.links.flatMap(l => l.route ? [l.route] : []);
  const placed = [];
  const over = (b, x1, y1, x2, y2, gap) => Math.max(0, Math.min(b.x + b.width + gap, x2) - Math.max(b.x - gap, x1)) > 0 || (x1 === x2 && x1 > b.x - gap && x1 < b.x + b.width + gap)
    ? (Math.min(b.y + b.height + gap, y2) > Math.max(b.y - gap, y1) || (y1 === y2 && y1 > b.y - gap && y1 < b.y + b.height + gap)) : false;
  const badness = (b, own) => {
    let bad = 0;
    for (const s of solids) if (!(s === own && s.kind === 'gateway') && over(b, s.x, s.y, s.x + s.width, s.y + s.height, 1)) bad += 60;
    for (const p of placed) if (over(b, p.x, p.y, p.x + p.width, p.y + p.height, 2)) bad += 60;
    for (const s of segments) if (over(b, s.x1, s.y1, s.x2, s.y2, 1)) bad += 40;
    for (const q of borders) if (over(b, ...q, 2)) bad += 30;
    for (const [p, q] of links) {
      for (let t = 0; t <= 1; t += 0.05) { const x = p[0] + (q[0] - p[0]) * t, y = p[1] + (q[1] - p[1]) * t; if (x > b.x && x < b.x + b.width && y > b.y && y < b.y + b.height) { bad += 15; break; } }
    }
    return bad;
  };
  const choose = (what, choices, own) => {
    let best = null;
    for (const [i, c] of choices.entries()) {
      const total = badness(c, own) + (c.less ?? i);
      if (!best || total < best.total) best = { total, box: c };
    }
    if (best.total >= 40) say(`the name of ${what} covers something: move a node, or shorten the name`);
    placed.push(best.box);
    return best.box;
  };
  for (const n of nodes) {
    if (!n.name || !['event', 'gateway', 'boundary', 'data'].includes(n.kind)) continue;
    const s = n.width / 2, choices = [];
    for (const most of n.kind === 'boundary' ? [80, 60, 48] : [90, 68, 48]) {
      const b = textBox(n.name, 11, most);
      const put = (x, y, less) => choices.push({ x: Math.round(x), y: Math.round(y), ...b, less: less + (90 - most) / 20 });
      if (n.kind === 'boundary') {
        put(n.cx + 21, n.cy + 5, 0); put(n.cx - 21 - b.width, n.cy + 5, 1); put(n.cx + 6, n.cy + 21, 2); put(n.cx - 6 - b.width, n.cy + 21, 2.5);
        continue;
      }
      put(n.cx - b.width / 2, n.cy + s + 4, 0);
      put(n.cx - b.width / 2, n.cy - s - 3 - b.height, 1);
      const inset = n.kind === 'gateway' ? 5 : 6;
      const low = n.cy + s + 3 - (n.kind === 'gateway' ? 6 : 0), high = n.cy - s + 2 - b.height;
      // left before right: the answers stand right of the lines
      put(n.cx - inset - b.width, low, 2); put(n.cx - inset - b.width, high, 2.2);
      put(n.cx + inset, low, 2.6); put(n.cx + inset, high, 2.8);
      put(n.cx + s + 5, n.cy - b.height / 2, 4); put(n.cx - s - 5 - b.width, n.cy - b.height / 2, 4.2);
    }
    n.label = choose(`"${n.id}" (${n.name})`, choices, n);
  }
  for (const f of model.flows) {
    if (!f.name || !f.route) continue;
    const choices = [];
    let run = 0;
    for (let i = 1; i < f.route.length && i < 5; i++) {
      const [x1, y1] = f.route[i - 1], [x2, y2] = f.route[i];
      const len = Math.abs(x2 - x1) + Math.abs(y2 - y1);
      for (const most of [110, 72, 48]) {
        const b = textBox(f.name, 11, most);
        // the stroke of a default flow is drawn close to the gateway
        const stroke = i === 1 && f.source.element.attrs.default === f.id ? 15 : 3;
        for (let off = stroke; off < Math.min(len, 260); off += 10) {
          const mx = x1 + Math.sign(x2 - x1) * (off + b.width / 2), my = y1 + Math.sign(y2 - y1) * (off + b.height / 2);
          // not where another flow of the same gateway still runs on the same line
          const shared = segments.some(s => s.f !== f && s.f.source === f.source && (x1 === x2) === (s.x1 === s.x2) && (x1 === x2
            ? s.x1 === x1 && my >= s.y1 && my <= s.y2 : s.y1 === y1 && mx >= s.x1 && mx <= s.x2));
          const less = (run + off) / 25 + (110 - most) / 30 + (i > 1 ? 1 : 0) + (shared ? 12 : 0);
          const nearSibling = c => segments.some(s => s.f !== f && s.f.source === f.source && over(c, s.x1, s.y1, s.x2, s.y2, 12)) ? 7 : 0;
          if (y1 === y2) {
            const x = x2 > x1 ? x1 + off : x1 - off - b.width;
            const past = off + b.width > len + 4 ? 3 : 0;
            choices.push({ x, y: y1 - 3 - b.height, ...b, less: less + past }, { x, y: y1 + 4, ...b, less: less + past + 0.6 });
            for (const c of choices.slice(-2)) c.less += nearSibling(c);
          } else {
            const y = y2 > y1 ? y1 + off : y1 - off - b.height;
            const past = off + b.height > len ? 3 : 0;
            choices.push({ x: x1 + 4, y, ...b, less: less + past }, { x: x1 - 4 - b.width, y, ...b, less: less + past + 0.6 });
            for (const c of choices.slice(-2)) c.less += nearSibling(c);
          }
        }
      }
      run += len;
    }
    f.label = choose(`flow "${f.id}" (${f.name})`, choices.map(c => ({ ...c, x: Math.round(c.x), y: Math.round(c.y) })));
  }
}

// ---------------------------------------------------------------- writing

function link(model) {
  for (const l of model.links) {
    const mid = s => s.route ? (() => { const i = Math.floor(s.route.length / 2); return [(s.route[i - 1][0] + s.route[i][0]) / 2, (s.route[i - 1][1] + s.route[i][1]) / 2]; })()
      : [s.x + s.width / 2, s.y + s.height / 2];
    const edge = (s, [tx, ty]) => {
      const [cx, cy] = mid(s);
      if (s.route) return [cx, cy];
      if (s.kind === 'note') return [Math.min(Math.max(tx, s.x + 8), s.x + s.width - 8), ty > cy ? s.y + s.height : s.y];
      const dx = tx - cx, dy = ty - cy;
      if (s.kind === 'event' || s.kind === 'boundary') { const d = Math.hypot(dx, dy) || 1; return [cx + dx / d * 18, cy + dy / d * 18]; }
      if (s.kind === 'gateway') { const k = 25 / ((Math.abs(dx) + Math.abs(dy)) || 1); return [cx + dx * k, cy + dy * k]; }
      const k = Math.min(Math.abs(dx) > 0 ? s.width / 2 / Math.abs(dx) : Infinity, Math.abs(dy) > 0 ? s.height / 2 / Math.abs(dy) : Infinity);
      return [cx + dx * k, cy + dy * k];
    };
    const note = [l.source, l.target].find(x => x.kind === 'note');
    const anchor = s => s === note ? edge(note, mid(s === l.source ? l.target : l.source)) : null;
    const a = anchor(l.source), b = anchor(l.target);
    const from = a ?? edge(l.source, b ?? mid(l.target)), to = b ?? edge(l.target, a ?? mid(l.source));
    l.route = [from, to].map(p => p.map(Math.round));
  }
}

function diagram(model, use) {
  const esc = s => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
  const out = [];
  const bounds = (b, pad) => `${pad}<${use.dc}Bounds x="${b.x}" y="${b.y}" width="${b.width}" height="${b.height}" />`;
  const di = use.bpmndi, p = esc(model.process.attrs.id);
  out.push(`  <${di}BPMNDiagram id="${p}_diagram">`, `    <${di}BPMNPlane id="${p}_plane" bpmnElement="${p}">`);
  const shape = n => {
    const more = n.type === 'exclusiveGateway' ? ' isMarkerVisible="true"' : n.kind === 'sub' ? ' isExpanded="true"' : '';
    out.push(`      <${di}BPMNShape id="${esc(n.id)}_di" bpmnElement="${esc(n.id)}"${more}>`, bounds(n, '        '));
    if (n.label) out.push(`        <${di}BPMNLabel>`, bounds(n.label, '          '), `        </${di}BPMNLabel>`);
    out.push(`      </${di}BPMNShape>`);
  };
  const nodes = [...model.nodes.values()];
  // a boundary event is drawn after its host, or the host covers it
  for (const n of nodes) if (n.kind !== 'boundary') shape(n);
  for (const n of nodes) if (n.kind === 'boundary') shape(n);
  for (const n of model.notes.values()) shape(n);
  for (const f of [...model.flows, ...model.links]) {
    out.push(`      <${di}BPMNEdge id="${esc(f.id)}_di" bpmnElement="${esc(f.id)}">`);
    for (const [x, y] of f.route) out.push(`        <${use.di}waypoint x="${x}" y="${y}" />`);
    if (f.label) out.push(`        <${di}BPMNLabel>`, bounds(f.label, '          '), `        </${di}BPMNLabel>`);
    out.push(`      </${di}BPMNEdge>`);
  }
  out.push(`    </${di}BPMNPlane>`, `  </${di}BPMNDiagram>`);
  return out.join('\n');
}

function rewrite(text, model) {
  const edits = []; // [from, to, replacement]
  const tag = local => (model.prefix ? model.prefix + ':' : '') + local;
  for (const n of model.nodes.values()) {
    if (n.kind === 'data') continue;
    const e = n.element;
    const have = kind => e.children.filter(c => c.prefix === model.prefix && c.local === kind);
    const same = (list, flows) => list.length === flows.length && flows.every(f => list.some(c => c.text.trim() === f.id));
    const incoming = have('incoming'), outgoing = have('outgoing');
    if (same(incoming, n.in) && same(outgoing, n.out)) continue;
    for (const c of [...incoming, ...outgoing]) {
      let from = c.start;
      while (/[ \t]/.test(text[from - 1])) from--;
      if (text[from - 1] === '\n') from--; else from = c.start;
      edits.push([from, c.end, '']);
    }
    const lineStart = text.lastIndexOf('\n', e.start) + 1;
    const indent = /^[ \t]*/.exec(text.slice(lineStart, e.start))[0];
    const lines = [...n.in.map(f => ['incoming', f]), ...n.out.map(f => ['outgoing', f])]
      .map(([k, f]) => `\n${indent}  <${tag(k)}>${f.id}</${tag(k)}>`).join('');
    if (!lines) continue;
    if (e.selfClosing) edits.push([e.end - /\s*\/>$/.exec(text.slice(e.start, e.end))[0].length, e.end, `>${lines}\n${indent}</${e.name}>`]);
    else {
      const before = e.children.filter(c => c.prefix === model.prefix && ['documentation', 'extensionElements'].includes(c.local)).at(-1);
      const where = before ? before.end : e.openEnd;
      const rest = text.slice(where, e.closeStart);
      const bare = !e.children.some(c => c !== before && c.start >= where) && !rest.includes('\n');
      edits.push([where, where, lines + (bare ? '\n' + indent : '')]);
    }
  }
  const use = {};
  let declare = '';
  for (const [name, uri] of Object.entries(DI)) {
    const found = Object.entries(model.root.attrs).find(([k, v]) => k.startsWith('xmlns:') && v === uri);
    use[name] = (found ? found[0].slice(6) : name) + ':';
    if (!found) declare += ` xmlns:${name}="${uri}"`;
  }
  if (declare) edits.push([model.root.openEnd - 1, model.root.openEnd - 1, declare]);
  for (const d of model.root.children.filter(c => c.local === 'BPMNDiagram')) {
    let from = d.start;
    while (/\s/.test(text[from - 1])) from--;
    edits.push([from, d.end, '']);
  }
  let end = model.root.closeStart;
  while (/\s/.test(text[end - 1])) end--;
  const oldEnd = model.root.children.filter(c => c.local === 'BPMNDiagram').some(d => d.end === end);
  edits.push([oldEnd ? end : end, model.root.closeStart, '\n' + diagram(model, use) + '\n']);
  edits.sort((a, b) => b[0] - a[0] || b[1] - a[1]);
  for (const [from, to, by] of edits) text = text.slice(0, from) + by + text.slice(to);
  return text;
}

function draw(file, options) {
  const warnings = [];
  const say = w => { if (!warnings.includes(w)) warnings.push(w); };
  const gridFile = file.replace(/\.bpmn$/, '') + '.grid.json';
  if (!file.endsWith('.bpmn')) throw new Refused('a .bpmn file expected');
  const text = readFileSync(file, 'utf8');
  const model = read(text);
  if (model.problems.length) throw new Refused(model.problems.join('\n  '));
  let grid = {};
  if (existsSync(options.gridFile ?? gridFile)) {
    try { grid = JSON.parse(readFileSync(options.gridFile ?? gridFile, 'utf8')); } catch (e) { throw new Refused(`${gridFile}: ${e.message}`); }
  } else say(`no ${basename(gridFile)}: every place is guessed. Write it with --grid and correct it`);
  const guessed = place(model, grid, say);
  if (model.problems.length) throw new Refused(model.problems.join('\n  '));
  route(model, grid, say);
  link(model);
  label(model, say);
  const result = rewrite(text, model);
  const file2 = options.gridFile ?? gridFile;
  if (options.grid && Object.keys(guessed).length && !options.check) {
    const entries = Object.entries({ ...grid, ...guessed }).map(([k, v]) => `  ${JSON.stringify(k)}: ${JSON.stringify(v).replace(/,/g, ', ')}`);
    writeFileSync(file2, `{\n${entries.join(',\n')}\n}\n`);
    say(`wrote the guessed places into ${basename(file2)}`);
  }
  if (result !== text && !options.check) writeFileSync(file, result);
  return { warnings, changed: result !== text };
}

const args = process.argv.slice(2);
const options = { check: args.includes('--check'), grid: args.includes('--grid') };
const files = args.filter(a => a.endsWith('.bpmn'));
const given = args.filter(a => a.endsWith('.json'));
if (given.length && files.length === 1) options.gridFile = given[0];
const strange = args.filter(a => !['--check', '--grid'].includes(a) && !/\.(bpmn|json)$/.test(a));
if (!files.length || strange.length) {
  console.error(`${strange.map(a => `unknown: ${a}\n`).join('')}usage: node bpmn/layout.mjs [--check] [--grid] bpmn/<stage>/<process>.bpmn …`);
  process.exit(2);
}
let failed = false;
for (const file of files) {
  try {
    const { warnings, changed } = draw(file, options);
    for (const w of warnings) console.log(`${file}: ${w}`);
    if (options.check && changed) { console.log(`${file}: not drawn as its grid says; run node bpmn/layout.mjs ${file}`); failed = true; }
    else console.log(`${file}: ${options.check ? 'current' : changed ? 'drawn' : 'nothing to change'}`);
  } catch (e) {
    if (!(e instanceof Refused) && e.code !== 'ENOENT') throw e;
    console.error(`${file}: not drawn:\n  ${e.message}`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
