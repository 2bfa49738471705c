// Replaces the file of the same name in camunda-webapp-webjar: this module's class path comes first.

// Screen readers and the browser's offer to translate go by this; the page itself says "en".
if (!/^en\b/i.test(navigator.languages?.[0] ?? navigator.language)) {
  document.documentElement.lang = 'zh-CN';
}

export default {
  app: {
    name: '流程监控',
    vendor: '出壳'
  },
  // A browser set to "zh-CN" is looked up as "zh", finds none and falls back to zh-CN.
  locales: {
    availableLocales: ['zh-CN', 'en'],
    fallbackLocale: 'zh-CN'
  },
  disableWelcomeMessage: true,
  // sign-out and words, the same in all; figures and search on the dashboard
  customScripts: ['../tasklist/scripts/hatchery.js', '../tasklist/scripts/words.js', 'scripts/hatchery-cockpit.js', 'scripts/cockpit-words.js']
};
