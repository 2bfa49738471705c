// Sign-out of the webapps leads to ours, which ends the session everywhere; their own sign-in page is never shown, and a
// session that has run out comes back to where it was.
const app = location.pathname.replace(/^.*\/app\/([a-z]+)\/.*$/, '$1');
let last = '';

function leaveTheirSignIn() {
  if (location.hash.startsWith('#/login')) {
    location.replace('/login' + (app === 'tasklist' ? last : ''));
  } else {
    last = location.hash;
  }
}

document.addEventListener('click', event => {
  if (event.target.closest && event.target.closest('.account .logout a, .logout > a')) {
    event.preventDefault();
    event.stopImmediatePropagation();
    location.href = '/logout';
  }
}, true);
window.addEventListener('hashchange', leaveTheirSignIn);
leaveTheirSignIn();

export default [];
