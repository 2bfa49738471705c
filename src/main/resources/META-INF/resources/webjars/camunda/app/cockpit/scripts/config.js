// Replaces the file of the same name in camunda-webapp-webjar: this module's class path comes first.
export default {
  // sign-out, the same in all
  customScripts: ['../tasklist/scripts/hatchery.js']
};
