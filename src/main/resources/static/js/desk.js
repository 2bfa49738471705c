// The part of an address behind # never reaches the server. Signing in keeps it, so that a link to a task still leads there.
document.querySelectorAll('form[data-keep-fragment]').forEach(form => {
  form.addEventListener('submit', () => {
    form.action = form.action.split('#')[0] + location.hash;
  });
});

// A second click would send the same thing twice.
document.querySelectorAll('form').forEach(form => {
  form.addEventListener('submit', () => {
    form.querySelectorAll('button').forEach(button => {
      setTimeout(() => { button.disabled = true; });
      setTimeout(() => { button.disabled = false; }, 15000);
    });
  });
});
