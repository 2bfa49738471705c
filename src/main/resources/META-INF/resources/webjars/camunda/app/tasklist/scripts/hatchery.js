// Sign-out of the webapps leads to ours, which ends the session everywhere; their own sign-in page is never shown, and a
// session that has run out comes back to where it was.
const app = location.pathname.replace(/^.*\/app\/([a-z]+)\/.*$/, '$1');
let last = '';

function leaveTheirSignIn() {
  if (location.hash.startsWith('#/login')) {
    location.replace('/login?over' + (app === 'tasklist' ? last : ''));
  } else {
    last = location.hash;
  }
}

// Half-filled forms that Tasklist keeps in this browser belong to whoever typed them; /js/sign-in.js forgets them too.
function forgetDrafts() {
  Object.keys(localStorage).filter(key => key.startsWith('camunda-form:')).forEach(key => localStorage.removeItem(key));
  localStorage.removeItem('hatchery:user');
}

document.addEventListener('click', event => {
  if (event.target.closest && event.target.closest('.account .logout a, .logout > a')) {
    event.preventDefault();
    event.stopImmediatePropagation();
    forgetDrafts();
    location.href = '/logout';
  }
}, true);
window.addEventListener('hashchange', leaveTheirSignIn);
leaveTheirSignIn();

// Their search box and sorting take their words once, when they are drawn; on a slow line the words come later. Then they
// are drawn again.
function drawAgainWhenWordsCome() {
  const app = window.angular && window.angular.element(document.body).injector();
  if (!app) {
    setTimeout(drawAgainWhenWordsCome, 200);
    return;
  }
  const late = () => /\b(CREATION_DATE|SEARCH_PLACEHOLDER)\b/.test(document.body.innerHTML);
  app.get('$translate').onReady().then(() => setTimeout(() => late() && app.get('$route').reload(), 500));
}
if (app === 'tasklist') {
  drawAgainWhenWordsCome();
}

// What leads only to a refusal is not shown to people who do not run the engine. Tasklist waits for the answer: nobody must
// see what the one before him had typed, however he signed in.
if (app === 'tasklist') {
  const user = await fetch('/camunda/api/admin/auth/user/default', { headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(10000) })
    .then(answer => answer.ok ? answer.json() : null)
    .catch(() => null);
  if (user) {
    if (localStorage.getItem('hatchery:user') !== user.userId) {
      forgetDrafts();
      localStorage.setItem('hatchery:user', user.userId);
    }
    document.documentElement.classList.toggle('plain-user', !user.authorizedApps.includes('cockpit'));
  }
}

// The case beside the form of a task: what was proposed, what has happened, its documents.
const caseFile = {
  id: 'hatchery-case',
  pluginPoint: 'tasklist.task.detail',
  priority: -1000,
  properties: { label: '案卷' },
  render(node, { taskId }) {
    show(node, '/desk/tasks/' + encodeURIComponent(taskId) + '/case');
  },
  unmount() {}
};

async function show(node, address, request) {
  node.classList.add('hatchery-case');
  let answer;
  try {
    answer = await fetch(address, { headers: { Accept: 'text/html' }, ...request });
  } catch (e) {
    node.textContent = '案卷没有取到，请检查网络后再试。';
    return;
  }
  if (answer.redirected || answer.status === 401) {
    location.href = '/login?over' + location.hash;
    return;
  }
  if (answer.status === 413) {
    node.textContent = '文件太大：一个文件最多 20 MB。请压缩或拆分后上传。';
    return;
  }
  if (!answer.ok && answer.status !== 400) {
    node.textContent = answer.status === 403 ? '您不能查看这件事的案卷。' : '这项任务没有案卷。';
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  node.replaceChildren(...page.body.childNodes);
  // scripts in what was fetched do not run, so the drawing is begun from here
  import('/js/diagram.js').then(({ whereItStands }) => node.querySelectorAll('[data-diagram]').forEach(whereItStands));
  const form = node.querySelector('form.upload');
  if (form) {
    form.addEventListener('submit', event => {
      event.preventDefault();
      const body = new FormData(form);
      body.append('part', 'file');
      form.querySelector('button').disabled = true;
      show(node, form.action, { method: 'POST', body });
    });
  }
}

// Who supervises a region finds the objections and reviews there.
const supervision = {
  id: 'hatchery-supervision',
  pluginPoint: 'tasklist.navbar.action',
  priority: 55,
  render(node) {
    here().then(where => where.supervises && link(node, '/desk/supervision', '监督'));
  },
  unmount() {}
};

function here() {
  return fetch('/desk/here', { headers: { Accept: 'application/json' } })
    .then(answer => answer.ok && !answer.redirected ? answer.json() : {})
    .catch(() => ({}));
}

// The way from Tasklist to our pages.
const projects = {
  id: 'hatchery-projects',
  pluginPoint: 'tasklist.navbar.action',
  priority: 60,
  render(node) {
    link(node, '/desk/cases', '项目');
  },
  unmount() {}
};

// All lists at once, with what waits for others and what is done, and many tasks claimed together.
const overview = {
  id: 'hatchery-tasks',
  pluginPoint: 'tasklist.navbar.action',
  priority: 65,
  render(node) {
    link(node, '/desk/tasks', '任务总览');
  },
  unmount() {}
};

const proposals = {
  id: 'hatchery-proposals',
  pluginPoint: 'tasklist.navbar.action',
  priority: 55,
  render(node) {
    here().then(where => where.leads && link(node, '/desk/proposals', '我的申报'));
  },
  unmount() {}
};

const demo = {
  id: 'hatchery-demo',
  pluginPoint: 'tasklist.navbar.action',
  priority: 50,
  render(node) {
    here().then(where => where.demo && link(node, '/demo', '演示首页'));
  },
  unmount() {}
};

function link(node, address, text) {
  const a = document.createElement('a');
  a.href = address;
  a.textContent = text;
  node.append(a);
}

export default app === 'tasklist' ? [overview, projects, proposals, supervision, demo, caseFile] : [];
