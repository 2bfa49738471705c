// Words that the webapps write in English whatever the language: these stand in their programs, not among their labels.
// Each is replaced in its place alone, so that what people typed stays as they typed it.

const PERMISSIONS = {
  NONE: '无', ALL: '全部', ACCESS: '进入', READ: '查看', UPDATE: '修改', CREATE: '新建', DELETE: '删除', SET: '设置',
  SUSPEND: '暂停', RETRY_JOB: '重试作业',
  CREATE_INSTANCE: '发起', READ_INSTANCE: '查看实例', UPDATE_INSTANCE: '修改实例', SUSPEND_INSTANCE: '暂停实例',
  DELETE_INSTANCE: '删除实例', MIGRATE_INSTANCE: '迁移实例',
  READ_TASK: '查看任务', UPDATE_TASK: '修改任务', TASK_ASSIGN: '分派任务', TASK_WORK: '办理任务',
  READ_VARIABLE: '查看变量', UPDATE_VARIABLE: '修改变量', READ_TASK_VARIABLE: '查看任务变量', UPDATE_TASK_VARIABLE: '修改任务变量',
  READ_INSTANCE_VARIABLE: '查看实例变量', UPDATE_INSTANCE_VARIABLE: '修改实例变量', READ_HISTORY_VARIABLE: '查看历史变量',
  READ_HISTORY: '查看历史', UPDATE_HISTORY: '修改历史', DELETE_HISTORY: '删除历史',
  CREATE_BATCH_MIGRATE_PROCESS_INSTANCES: '批量迁移实例', CREATE_BATCH_MODIFY_PROCESS_INSTANCES: '批量调整实例',
  CREATE_BATCH_RESTART_PROCESS_INSTANCES: '批量重新启动实例', CREATE_BATCH_DELETE_RUNNING_PROCESS_INSTANCES: '批量删除运行中的实例',
  CREATE_BATCH_DELETE_FINISHED_PROCESS_INSTANCES: '批量删除已结束的实例', CREATE_BATCH_DELETE_DECISION_INSTANCES: '批量删除决策记录',
  CREATE_BATCH_SET_JOB_RETRIES: '批量设置作业重试', CREATE_BATCH_SET_REMOVAL_TIME: '批量设置清除时间',
  CREATE_BATCH_SET_EXTERNAL_TASK_RETRIES: '批量设置外部任务重试',
  CREATE_BATCH_UPDATE_PROCESS_INSTANCES_SUSPEND: '批量暂停或恢复实例', CREATE_BATCH_SET_VARIABLES: '批量设置变量'
};

const CRITERIA = {
  'Process Instance': '流程实例', 'Process definition': '流程', 'Case Instance': '案例实例', 'Case definition': '案例',
  'Other': '其他', 'User / Group': '人员和组', 'Task': '任务', 'Dates': '时间',
  'ID': '内部编号', 'Key': '标识', 'Key In': '标识属于', 'Name': '名称', 'Name Like': '名称包含',
  'Business Key': '编号', 'Business Key Like': '编号包含', 'Active': '进行中', 'Activity Instance ID In': '环节内部编号属于',
  'Execution ID': '执行内部编号', 'Assignee': '经办人', 'Assignee in': '经办人属于', 'Assignee Like': '经办人包含', 'Owner': '委托人',
  'Candidate Group': '候选组', 'Candidate Groups': '候选组属于', 'Candidate User': '候选人', 'Involved User': '参与人',
  'Assigned': '已认领', 'Unassigned': '未认领', 'Delegation State': '委托状态', 'Definition Key': '任务标识',
  'Definition Key In': '任务标识属于', 'Definition Key Like': '任务标识包含', 'Description': '说明', 'Description Like': '说明包含',
  'Priority': '优先级', 'Priority Max': '优先级不高于', 'Priority Min': '优先级不低于', 'Tenant ID In': '租户属于',
  'Without Tenant ID': '没有租户', 'Without Due Date': '没有截止时间', 'Created Before': '创建早于', 'Created After': '创建晚于',
  'Due Before': '截止早于', 'Due After': '截止晚于', 'Follow Up After': '后续晚于', 'Follow Up Before': '后续早于',
  'Follow Up Before or Not Existent': '后续早于或没有后续'
};

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const CALENDAR = { previous: '向前', next: '向后', HH: '时', MM: '分', SS: '秒' };
MONTHS.forEach((month, i) => { CALENDAR[month] = (i + 1) + '月'; });
DAYS.forEach((day, i) => {
  CALENDAR[day] = '星期' + '日一二三四五六'[i];
  CALENDAR[day.slice(0, 3)] = '日一二三四五六'[i];
});

const PLACES = [
  ['.app-switch', { Admin: '系统管理', Cockpit: '流程监控', Tasklist: '工作台', Welcome: '我的账户' }],
  ['[cam-widget-footer]', { 'Asia/Shanghai': '北京时间' }],
  ['.sr-only', { Close: '关闭' }],
  ['.navigation', { 'zoom in': '放大', 'zoom out': '缩小', 'reset zoom': '原来大小' }],
  ['.section-toggle, .tooltip', { 'Toggle this section': '展开或收起这一部分' }],
  ['.search-label .operator-field', { like: '包含', 'not like': '不包含', in: '属于' }],
  ['.modal-content select', CRITERIA],
  ['.permissions', PERMISSIONS],
  ['.selection', { 'Select all': '全选', 'Unselect all': '全不选' }],
  ['.help-block', { 'E.g.: `${ currentUser() }`': '例如：${ currentUser() }' }],
  ['.uib-daypicker, .uib-monthpicker, .uib-yearpicker, .uib-timepicker', CALENDAR],
  ['.group-type', { SYSTEM: '系统', WORKFLOW: '流程' }],
  ['.user-profile', { Jonny: '', Prosciutto: '', 'j.prosciutto@acme.org': '' }]
];
const ATTRIBUTES = ['title', 'label', 'placeholder', 'aria-label', 'uib-tooltip'];
const EVERYWHERE = [...PLACES.map(([place]) => place), '.search-label .name-field'].join(',');

function chinese(element, english) {
  const text = english.trim();
  if (!/[A-Za-z]{2}/.test(text)) {
    return null;
  }
  const one = word => PLACES.find(([place, words]) => Object.hasOwn(words, word) && element.closest(place))?.[1][word];
  // the name of a variable behind its Chinese one
  const named = element.closest('.search-label .name-field') && text.match(/^(.+) \(case[A-Z]\w+\)$/);
  if (named) {
    return named[1];
  }
  const month = element.closest('.uib-daypicker') && text.match(/^([A-Z][a-z]+) (\d{4})$/);
  if (month && MONTHS.includes(month[1])) {
    return month[2] + '年' + CALENDAR[month[1]];
  }
  const starred = text.replace(/\s*\*$/, '');
  const words = starred.split(', ').map(one);
  return words.includes(undefined) ? null : words.join('、') + (starred === text ? '' : ' *');
}

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const word = node.parentElement?.closest(EVERYWHERE) ? chinese(node.parentElement, node.data) : null;
    if (word !== null) {
      node.data = word;
    }
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    if (node.closest(EVERYWHERE)) {
      ATTRIBUTES.forEach(name => translateAttribute(node, name));
      node.childNodes.forEach(translate);
    } else {
      node.querySelectorAll(EVERYWHERE).forEach(translate);
    }
  }
}

function translateAttribute(element, name) {
  const word = element.hasAttribute(name) && element.closest(EVERYWHERE) ? chinese(element, element.getAttribute(name)) : null;
  if (word !== null) {
    element.setAttribute(name, word);
  }
}

new MutationObserver(changes => {
  for (const change of changes) {
    if (change.type === 'childList') {
      change.addedNodes.forEach(translate);
    } else if (change.type === 'characterData') {
      translate(change.target);
    } else {
      translateAttribute(change.target, change.attributeName);
    }
  }
}).observe(document.body, { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ATTRIBUTES });
translate(document.body);

// a custom script hands the webapp its plug-ins; this one has none
export default [];
