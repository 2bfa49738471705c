// What Hatchery adds to Cockpit: the figures of administration and the way from a number to its instances.
import { drawFigures } from '/js/figures.js';

function search() {
  const form = document.createElement('form');
  form.action = '/desk/administration/instances';
  form.className = 'hatchery-search form-inline';
  const label = document.createElement('label');
  label.textContent = '项目编号或办件编号';
  const field = document.createElement('input');
  Object.assign(field, { name: 'number', required: true, maxLength: 60, autocomplete: 'off', className: 'form-control' });
  label.append(field);
  const button = document.createElement('button');
  button.className = 'btn btn-primary';
  button.textContent = '查找办件';
  form.append(label, button);
  link(form, '/desk/administration', '打开流程管理页');
  return form;
}

function link(node, address, text) {
  const a = document.createElement('a');
  a.href = address;
  a.textContent = text;
  node.append(a);
  return a;
}

const overview = {
  id: 'hatchery-overview',
  pluginPoint: 'cockpit.dashboard',
  priority: 100,
  render(node) {
    const figures = document.createElement('div');
    figures.className = 'figures';
    figures.textContent = '正在取数……';
    node.append(search(), figures);
    drawFigures(figures);
  },
  unmount() {}
};

const administration = {
  id: 'hatchery-administration',
  pluginPoint: 'cockpit.navigation',
  priority: 1,
  render(node) {
    link(node, '/desk/administration', '流程管理');
  },
  unmount() {}
};

// Cockpit's own ways to change an instance ask for no reason and are refused: here is the page that does.
const corrections = {
  id: 'hatchery-corrections',
  pluginPoint: 'cockpit.processInstance.runtime.action',
  priority: 100,
  render(node, { processInstanceId }) {
    const address = '/desk/administration/corrections/' + encodeURIComponent(processInstanceId);
    link(node, address, '纠正').className = 'btn btn-default hatchery-correct';
  },
  unmount() {}
};

export default [overview, administration, corrections];
