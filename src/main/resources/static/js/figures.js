// Draws the figures of administration, on our page and on Cockpit's dashboard: each chart is a table with a bar in each row,
// so that who cannot see the bars reads the same numbers.

const SVG = 'http://www.w3.org/2000/svg';

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text != null) {
    made.textContent = text;
  }
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

const total = values => values.reduce((sum, value) => sum + value, 0);

function bar(values, most) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'figure-bar');
  svg.setAttribute('aria-hidden', 'true');
  let from = 0;
  values.forEach((value, part) => {
    const share = most > 0 ? 100 * value / most : 0;
    const rect = document.createElementNS(SVG, 'rect');
    Object.entries({ x: from + '%', width: share + '%', height: '100%', class: 'part-' + part })
      .forEach(([key, of]) => rect.setAttribute(key, of));
    svg.append(rect);
    from += share;
  });
  return svg;
}

function legend(parts) {
  const list = element('ul', null, { class: 'figure-legend', 'aria-hidden': 'true' });
  parts.forEach((part, index) => {
    const item = element('li', part);
    item.prepend(element('span', null, { class: 'swatch part-' + index }));
    list.append(item);
  });
  return list;
}

function row(chart, line, most) {
  const tr = element('tr');
  const name = element('th', null, { scope: 'row' });
  name.append(element('a', line.label, { href: line.list }));
  const drawn = element('td', null, { class: 'drawn' });
  drawn.append(bar(line.values, most));
  tr.append(name, drawn);
  line.values.forEach((value, index) => tr.append(element('td', String(value), {
    class: 'number', 'data-label': chart.parts[index]
  })));
  if (chart.parts.length > 1) {
    tr.append(element('td', String(total(line.values)), { class: 'number sum', 'data-label': '合计' }));
  }
  tr.append(element('td', line.note, { class: 'note' }));
  return tr;
}

function table(chart) {
  const made = element('table');
  made.append(element('caption', chart.title + '（' + chart.unit + '）'));
  const head = element('tr');
  head.append(element('th', '', { scope: 'col' }), element('td', ''));
  const columns = chart.parts.length > 1 ? [...chart.parts, '合计'] : chart.parts;
  columns.forEach(column => head.append(element('th', column, { scope: 'col', class: 'number' })));
  head.append(element('td', ''));
  const thead = element('thead');
  thead.append(head);
  const body = element('tbody');
  const most = Math.max(...chart.bars.map(line => total(line.values)));
  chart.bars.forEach(line => body.append(row(chart, line, most)));
  made.append(thead, body);
  return made;
}

function drawOne(chart) {
  const section = element('section', null, { class: 'card figure', id: 'figure-' + chart.id });
  const title = element('h2', null);
  title.append(element('a', chart.title, { href: chart.list }));
  section.append(title, element('p', chart.about, { class: 'hint' }));
  if (chart.bars.length === 0) {
    section.append(element('p', chart.none, { class: 'figure-none' }));
  } else {
    if (chart.parts.length > 1) {
      section.append(legend(chart.parts));
    }
    section.append(table(chart));
  }
  return section;
}

/** Asks for the figures and draws them into the node; says so where they do not come. */
export async function drawFigures(node) {
  let figures;
  try {
    const answer = await fetch('/desk/administration/figures', { headers: { Accept: 'application/json' } });
    if (answer.redirected || !answer.ok) {
      throw new Error(String(answer.status));
    }
    figures = await answer.json();
  } catch (e) {
    node.replaceChildren(element('p', '图表没有取到，请检查网络或重新登录后再试。', { class: 'bad', role: 'alert' }));
    return;
  }
  node.replaceChildren(...figures.charts.map(drawOne), element('p', '数字统计于 ' + figures.at, { class: 'hint figure-at' }));
}
