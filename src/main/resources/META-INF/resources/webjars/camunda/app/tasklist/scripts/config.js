// Replaces the file of the same name in camunda-webapp-webjar: this module's class path comes first.

// Screen readers and the browser's offer to translate go by this; the page itself says "en".
if (!/^en\b/i.test(navigator.languages?.[0] ?? navigator.language)) {
  document.documentElement.lang = 'zh-CN';
}

export default {
  app: {
    name: '工作台',
    vendor: '出壳'
  },
  // A browser set to "zh-CN" is looked up as "zh", finds none and falls back to zh-CN.
  locales: {
    availableLocales: ['zh-CN', 'en'],
    fallbackLocale: 'zh-CN'
  },
  disableWelcomeMessage: true,
  customScripts: ['scripts/hatchery.js', 'scripts/words.js', 'scripts/form-words.js', 'scripts/form-lists.js', 'scripts/form-tables.js'],
  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: '认领当前任务'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: '跳到第一个任务清单'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: '跳到列表中的第一个任务'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: '跳到表单的第一个填写项'
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: '打开“发起流程”窗口'
    }
  }
};
