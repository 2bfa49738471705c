// Draws each diagram of the page and marks what was passed, where it stands, what was broken off.
async function draw(node) {
  const viewer = new BpmnJS({ container: node });
  try {
    const answer = await fetch(node.dataset.diagram);
    if (answer.redirected || !answer.ok) {
      throw new Error(String(answer.status));
    }
    await viewer.importXML(await answer.text());
  } catch (e) {
    node.textContent = '流程图没有取到；走过的步骤在下面的表里。';
    return;
  }
  const canvas = viewer.get('canvas');
  const known = viewer.get('elementRegistry');
  for (const state of ['passed', 'broken', 'open']) {
    (node.dataset[state] ?? '').split(' ').filter(id => known.get(id)).forEach(id => canvas.addMarker(id, state));
  }
  // what is read for a moment is not dragged or zoomed by mistake: the wheel scrolls the page
  canvas.zoom('fit-viewport', 'auto');
}

document.querySelectorAll('[data-diagram]').forEach(draw);
