// Some words of Cockpit, and of the decision tables it draws (dmn-js), stand in the program in English and can not be told
// otherwise. This puts Chinese in their place where they stand alone; what a table or an instance holds is never touched.

const OF_TABLES = {
  'View DRD': '看决策关系图',
  'View Decision Table': '看决策表',
  'Hit policy:': '命中方式：',
  'Unique': '只中一条',
  'First': '第一条',
  'Any': '任一条',
  'Priority': '优先的一条',
  'Collect': '全部',
  'Rule order': '按规则次序',
  'Output order': '按结果次序',
  'When': '当',
  'And': '且',
  'Then': '则',
  'Annotations': '说明'
};

const OF_TYPES = {
  'string': '文字',
  'boolean': '是否',
  'integer': '整数',
  'long': '整数',
  'double': '小数',
  'date': '日期'
};

const OF_JOBS = {
  'async-continuation': '异步继续',
  'async-before': '在环节之前',
  'async-after': '在环节之后',
  'timer-start-event': '定时启动',
  'timer-transition': '环节上的定时',
  'timer-intermediate-transition': '等待定时'
};

const OF_COLUMNS = { 'Actions': '操作' };
const NOTHING = { 'null': '空' };

/** Where which words stand. */
const PLACES = [
  ['.dmn-decision-table-container .decision-table-properties, .dmn-decision-table-container .hit-policy, '
    + '.dmn-decision-table-container .clause, .dmn-decision-table-container .annotation, .dmn-decision-table-container .view-drd, '
    + '.dmn-decision-table-container .annotations', OF_TABLES],
  ['.dmn-decision-table-container .input-expression, .dmn-decision-table-container .output-name, '
    + '.dmn-decision-table-container .input-variable, .dmn-decision-table-container .output-variable, '
    + '.dmn-decision-table-container thead', OF_TYPES],
  ['table.job-definition .type, table.job-definition .configuration', OF_JOBS],
  ['.ctn-tabbed-content thead, .ctn-tabs thead, table.cam-table thead', OF_COLUMNS],
  ['.null-value, .ctn-sidebar dd', NOTHING]
];

function translate(node, words) {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.data.trim();
    if (Object.hasOwn(words, text)) {
      node.data = node.data.replace(text, words[text]);
    }
  } else {
    node.childNodes.forEach(child => translate(child, words));
  }
}

function look() {
  PLACES.forEach(([place, words]) => document.querySelectorAll(place).forEach(node => translate(node, words)));
}

// many changes of one moment are looked at once
let asked = false;
new MutationObserver(() => {
  if (!asked) {
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      look();
    });
  }
}).observe(document.body, { childList: true, characterData: true, subtree: true });

// a custom script hands Cockpit its plug-ins; this one has none
export default [];
