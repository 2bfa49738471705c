// Draws where a case stands. What is said in words beside it says the same; where the drawing fails, they remain.
const VIEWER = '/vendor/bpmn-js/';
let viewer;

/** The viewer is loaded where a diagram is shown, once for a page. */
function load() {
  viewer ??= new Promise((done, failed) => {
    for (const sheet of [VIEWER + 'diagram-js.css', VIEWER + 'bpmn-js.css', '/css/diagram.css']) {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = sheet;
      document.head.append(link);
    }
    const script = document.createElement('script');
    script.src = VIEWER + 'bpmn-navigated-viewer.production.min.js';
    script.onload = () => done(window.BpmnJS);
    script.onerror = () => {
      viewer = undefined;
      failed(new Error('viewer'));
    };
    document.head.append(script);
  });
  return viewer;
}

/** @param place element with data-diagram, where to ask, and data-shown, which process first */
export function whereItStands(place) {
  const buttons = [...place.querySelectorAll('button[data-process]')];
  const show = async process => {
    buttons.forEach(button => button.setAttribute('aria-pressed', String(button.dataset.process === process)));
    try {
      const [BpmnJS, answer] = await Promise.all([
        load(),
        fetch(place.dataset.diagram + '?process=' + encodeURIComponent(process), { headers: { Accept: 'application/json' } })
      ]);
      if (answer.redirected || !answer.ok) {
        throw new Error('diagram');
      }
      await draw(BpmnJS, place, await answer.json());
    } catch (e) {
      say(place, '流程图没有取到。走过的步骤见下面的文字；请刷新页面再试。');
    }
  };
  buttons.forEach(button => button.addEventListener('click', () => show(button.dataset.process)));
  show(place.dataset.shown);
}

function say(place, text) {
  const drawing = place.querySelector('.drawing');
  drawing.hidden = false;
  drawing.classList.add('failed');
  drawing.textContent = text;
}

async function draw(BpmnJS, place, diagram) {
  const drawing = place.querySelector('.drawing');
  place.shown?.destroy();
  drawing.textContent = '';
  drawing.classList.remove('failed');
  drawing.hidden = false;
  const now = diagram.current.map(node => node.name).filter(Boolean);
  // a group, not a picture: the mark of bpmn.io in it is a link
  drawing.setAttribute('role', 'group');
  drawing.setAttribute('aria-label', '流程图：' + diagram.name + (now.length ? '。现在在“' + now.join('”“') + '”' : ''));
  const shown = new BpmnJS({ container: drawing });
  place.shown = shown;
  await shown.importXML(diagram.xml);
  drawing.querySelector('.bjs-powered-by')?.setAttribute('title', 'bpmn.io');
  const canvas = shown.get('canvas');
  const elements = shown.get('elementRegistry');
  const mark = (id, name) => elements.get(id) && canvas.addMarker(id, name);
  diagram.passed.forEach(id => mark(id, 'way-passed'));
  diagram.flows.forEach(id => mark(id, 'way-taken'));
  for (const node of diagram.current) {
    if (mark(node.id, 'way-now') !== undefined || elements.get(node.id)) {
      label(shown, node);
    }
  }
  look(canvas, elements, diagram, drawing);
  place.querySelector('.legend').hidden = false;
}

function label(shown, node) {
  const flag = document.createElement('div');
  flag.className = 'way-flag';
  flag.textContent = '▶ 现在：' + node.name;
  shown.get('overlays').add(node.id, { position: { top: -26, left: 0 }, html: flag });
}

/** The whole where it can be read, else the part around where the case stands. */
function look(canvas, elements, diagram, drawing) {
  canvas.zoom('fit-viewport');
  const element = diagram.current.map(node => elements.get(node.id)).find(Boolean);
  const readable = drawing.clientWidth < 600 ? 0.55 : 0.7;
  if (canvas.zoom() < readable) {
    canvas.zoom(readable);
    const box = canvas.viewbox();
    const inner = box.inner;
    const x = within(element && element.x + element.width / 2, box.width, inner.x, inner.width);
    const y = within(element && element.y + element.height / 2, box.height, inner.y, inner.height);
    canvas.viewbox({ ...box, x, y });
  }
}

/** Where the window begins: the middle in its middle, no further out than the diagram goes. */
function within(middle, size, from, length) {
  const edge = 30;
  const start = middle === undefined ? from - edge : middle - size / 2;
  return Math.max(from - edge, Math.min(start, from + length + edge - size));
}
