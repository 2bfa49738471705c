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
  const page = document.createElement('a');
  page.href = '/desk/administration';
  page.textContent = '打开流程管理页';
  form.append(label, button, page);
  return form;
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
    const link = document.createElement('a');
    link.href = '/desk/administration';
    link.textContent = '流程管理';
    node.append(link);
  },
  unmount() {}
};

// Cockpit's own ways to change an instance ask for no reason and are refused: here is the page that does.
const corrections = {
  id: 'hatchery-corrections',
  pluginPoint: 'cockpit.processInstance.runtime.action',
  priority: 100,
  render(node, { processInstanceId }) {
    const link = document.createElement('a');
    link.className = 'btn btn-default hatchery-correct';
    link.href = '/desk/administration/corrections/' + encodeURIComponent(processInstanceId);
    link.textContent = '纠正';
    node.append(link);
  },
  unmount() {}
};

export default [overview, administration, corrections];
