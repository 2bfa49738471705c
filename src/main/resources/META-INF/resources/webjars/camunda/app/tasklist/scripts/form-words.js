// Camunda Forms (form-js) and its calendar (flatpickr) speak English only and can not be told otherwise. This puts
// Chinese in the place of the words they write themselves; what people typed is never a whole match of these.

const WORDS = {
  'Field is required.': '此项必填。',
  'Field must be a valid email.': '电子邮箱的样式有误。',
  'Value is not a number.': '应填数字。',
  'Select': '请选择',
  'Search': '请选择，或输入文字查找',
  'No results': '没有找到',
  'All values selected': '已全部选上',
  'Nothing to show.': '没有内容。',
  'Add new': '增加一项',
  'Collapse': '收起',
  'Previous page': '上一页',
  'Next page': '下一页',
  ' of ': ' / ',
  'Increment': '加',
  'Decrement': '减',
  'Click to remove sorting': '不再排序',
  'Month': '月',
  'Year': '年',
  'External content couldn\'t be loaded.': '外部内容未能显示。',
  'hh:mm': '时:分',
  'hh:mm ?m': '时:分',
  'January': '1月',
  'February': '2月',
  'March': '3月',
  'April': '4月',
  'May': '5月',
  'June': '6月',
  'July': '7月',
  'August': '8月',
  'September': '9月',
  'October': '10月',
  'November': '11月',
  'December': '12月',
  'Sun': '日',
  'Mon': '一',
  'Tue': '二',
  'Wed': '三',
  'Thu': '四',
  'Fri': '五',
  'Sat': '六'
};

const SENTENCES = [
  [/^Field must have minimum value of (.+)\.$/, '不能小于 $1。'],
  [/^Field must have maximum value of (.+)\.$/, '不能大于 $1。'],
  [/^Field must have minimum length of (.+)\.$/, '至少 $1 个字。'],
  [/^Field must have maximum length of (.+)\.$/, '最多 $1 个字。'],
  [/^Field must match pattern .+\.$/, '填写的样式不符合要求。'],
  [/^Field must be a valid\s+international phone number\..*$/, '电话号码的样式有误。'],
  [/^Value is expected to be an integer\.$/, '应填整数。'],
  [/^Value is expected to have at most (\d+) decimal digits?\.$/, '最多 $1 位小数。'],
  [/^Please select a valid value, the two nearest valid values are (.+) and (.+)\.$/, '请填 $1 或 $2。'],
  [/^Expand all \((\d+)\)$/, '全部展开（$1）'],
  [/^Remove list item (\d+)$/, '去掉第 $1 项'],
  [/^Click to sort by (.+) ascending$/, '按“$1”从小到大排序'],
  [/^Click to sort by (.+) descending$/, '按“$1”从大到小排序']
];

const FORMS = '.fjs-container, .flatpickr-calendar';
const ATTRIBUTES = ['placeholder', 'aria-label'];

function chinese(english) {
  const word = WORDS[english] ?? WORDS[english.trim()];
  if (word) {
    return word;
  }
  // the order of the date is the browser's: mm/dd/yyyy, yyyy/m/d
  if (/^[dmy]+([/.-])[dmy]+\1[dmy]+$/.test(english)) {
    return english.replace(/y+/, '年').replace(/m+/, '月').replace(/d+/, '日');
  }
  const sentence = SENTENCES.find(([pattern]) => pattern.test(english));
  return sentence ? english.replace(...sentence) : null;
}

function translateAttribute(element, name) {
  const word = element.hasAttribute(name) && chinese(element.getAttribute(name));
  if (word) {
    element.setAttribute(name, word);
  }
}

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const word = chinese(node.data);
    if (word) {
      node.data = word;
    }
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    ATTRIBUTES.forEach(name => translateAttribute(node, name));
    node.childNodes.forEach(translate);
  }
}

function inForm(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element?.closest(FORMS) != null;
}

function look(node) {
  if (inForm(node)) {
    translate(node);
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    node.querySelectorAll(FORMS).forEach(translate);
  }
}

new MutationObserver(changes => {
  for (const change of changes) {
    if (change.type === 'childList') {
      change.addedNodes.forEach(look);
    } else if (change.type === 'characterData') {
      look(change.target);
    } else if (inForm(change.target)) {
      translateAttribute(change.target, change.attributeName);
    }
  }
}).observe(document.body, {
  childList: true,
  characterData: true,
  subtree: true,
  attributes: true,
  attributeFilter: ATTRIBUTES
});

// a custom script hands Tasklist its plug-ins; this one has none
export default [];
