// Choosing many tasks, and how far a batch of them has come. Both pages work without this, by hand.
const all = document.querySelector('[data-choose-all]');
if (all) {
  const boxes = [...document.querySelectorAll('input[name=task]')];
  const chosen = document.querySelector('[data-chosen]');
  const words = chosen.textContent;
  const tell = () => {
    const count = boxes.filter(box => box.checked).length;
    chosen.textContent = count ? '已选 ' + count + ' 项。' : words;
    all.textContent = count === boxes.length ? '全部不选' : '全选本页';
  };
  all.hidden = false;
  all.addEventListener('click', () => {
    const on = boxes.some(box => !box.checked);
    boxes.forEach(box => { box.checked = on; });
    tell();
  });
  boxes.forEach(box => box.addEventListener('change', tell));
  tell();
}

const progress = document.querySelector('progress[data-ask]');
if (progress) {
  const ask = async () => {
    try {
      const answer = await fetch(progress.dataset.ask, { headers: { Accept: 'application/json' } });
      if (answer.redirected) {
        location.reload();
        return;
      }
      const now = await answer.json();
      if (now.state !== 'running') {
        location.reload();
        return;
      }
      progress.value = now.handled;
      document.querySelector('[data-handled]').textContent = now.handled;
    } catch (e) {
      // no network for a moment: asked again
    }
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 500);
}
