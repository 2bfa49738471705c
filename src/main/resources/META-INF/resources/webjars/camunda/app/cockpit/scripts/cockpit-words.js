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

// what a tooltip begins with; behind it stands what the table says
const OF_TOOLTIPS = {
  'Decision name: ': '决策表：',
  'Input label: ': '条件：',
  'Input expression: ': '条件取自：',
  'Input label': '条件',
  'Input type': '条件的类型',
  'Input values': '条件的取值',
  'Output label: ': '结果：',
  'Output name: ': '结果的标识：',
  'Output label': '结果',
  'Output name': '结果的标识',
  'Output type': '结果的类型',
  'Output values': '结果的取值',
  'No overlap is possible and all rules are disjoint. Only a single rule can be matched': '各规则互不重叠，最多符合一条',
  'Rules may overlap. The first matching rule will be chosen': '规则可以重叠，取最先符合的一条',
  'Rules may overlap. The one with the highest priority will be chosen': '规则可以重叠，取优先级最高的一条',
  'Rules may overlap. Their output have to match': '规则可以重叠，结果必须相同',
  'Collects the values of all matching rules': '取所有符合的规则的结果，不分次序',
  'Collects the values of all matching rules in rule order': '按规则的次序，取所有符合的规则的结果',
  'Collects the values of all matching rules in decreasing output priority order': '按优先级从高到低，取所有符合的规则的结果',
  'Collects the values of all matching rules and sums up to a single value': '取所有符合的规则的结果之和',
  'Collects the values of all matching rules and counts the number of them': '取符合的规则的个数',
  'Collects the values of all matching rules and uses the highest value': '取符合的规则的结果中最大的',
  'Collects the values of all matching rules and uses the lowest value': '取符合的规则的结果中最小的'
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

function tooltip(element) {
  const said = element.title;
  const english = Object.keys(OF_TOOLTIPS).find(words => words.endsWith(': ') ? said.startsWith(words) : said === words);
  if (english) {
    element.title = OF_TOOLTIPS[english] + said.slice(english.length);
  }
}

function look() {
  document.querySelectorAll('.dmn-decision-table-container [title]').forEach(tooltip);
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
