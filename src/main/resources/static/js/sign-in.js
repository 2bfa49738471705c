// Whoever has signed out leaves no half-filled forms of Tasklist in this browser. Where a session has only run out they stay:
// Tasklist forgets them when somebody else opens it.
if (document.querySelector('[data-left]')) {
  Object.keys(localStorage)
    .filter(key => key.startsWith('camunda-form:') || key === 'hatchery:user')
    .forEach(key => localStorage.removeItem(key));
}
