// A table of Camunda Forms (form-js) has room at a desk only. Each cell is told the name of its column, which the style
// sheet shows on a telephone, where the cells of a row stand below each other; short ones (numbers, telephones, names)
// are kept on one line.

const SHORT = 12;

/** Chinese characters are twice as wide as digits. */
function width(text) {
  return [...text].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e7f ? 2 : 1), 0);
}

function label(table) {
  // two columns are a heading and what belongs to it, which needs no names
  table.classList.toggle('hatchery-pairs', table.querySelectorAll('.fjs-table-th').length === 2);
  const names = [...table.querySelectorAll('.fjs-table-th')].map(head => head.textContent.trim());
  for (const row of table.querySelectorAll('.fjs-table-body .fjs-table-tr')) {
    [...row.children].forEach((cell, column) => {
      cell.dataset.label = names[column] ?? '';
      cell.classList.toggle('hatchery-short', width(cell.textContent.trim()) <= SHORT);
    });
  }
}

let waiting = false;

new MutationObserver(() => {
  if (!waiting) {
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      document.querySelectorAll('.fjs-container .fjs-table').forEach(label);
    });
  }
}).observe(document.body, {childList: true, characterData: true, subtree: true});

// a custom script hands Tasklist its plug-ins; this one has none
export default [];
