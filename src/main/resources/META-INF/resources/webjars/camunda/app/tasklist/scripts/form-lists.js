// Camunda Forms (form-js 1.8.7) leaves an empty entry among the errors of a form for every field of a list in which
// somebody ever typed, and Tasklist counts entries: 提交 would stay grey for ever. Here the errors that the form shows
// count. What was left empty is shown on the click, and the server checks all of it again.

const FIELD = '.fjs-form [id^="fjs-form-"]';
const ERROR = '.fjs-form .fjs-form-field-error';
// form-js takes what is typed after 300 ms
const SETTLED = 400;

/** Fields of a list are numbered: fjs-form-1cmzflm-sheetComment_0. */
function hasList() {
  return [...document.querySelectorAll(FIELD)].some(field => /_\d+$/.test(field.id));
}

function enableSubmit() {
  const button = document.querySelector('.form-actions button[type=submit]');
  if (!button || !hasList() || document.querySelector(ERROR)) {
    return;
  }
  let scope = window.angular.element(button).scope();
  while (scope && !Object.hasOwn(scope, '$invalid')) {
    scope = scope.$parent;
  }
  if (scope?.$invalid) {
    scope.$apply(() => {
      scope.$invalid = false;
    });
  }
}

for (const event of ['input', 'change', 'focusout', 'click']) {
  document.addEventListener(event, ({target}) => {
    if (target.closest?.('.fjs-container')) {
      setTimeout(enableSubmit, SETTLED);
    }
  }, true);
}

// a custom script hands Tasklist its plug-ins; this one has none
export default [];
