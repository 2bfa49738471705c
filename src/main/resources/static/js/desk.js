// The part of an address behind # never reaches the server. Signing in keeps it, so that a link to a task still leads there.
document.querySelectorAll('form[data-keep-fragment]').forEach(form => {
  form.addEventListener('submit', () => {
    form.action = form.action.split('#')[0] + location.hash;
  });
});

// What is too large is said before it is sent.
document.querySelectorAll('input[type=file][data-most]').forEach(input => {
  input.addEventListener('change', () => {
    const file = input.files[0];
    input.setCustomValidity(file && file.size > Number(input.dataset.most) ? '这个文件超过 20 MB，请压缩或拆分后上传。' : '');
    input.reportValidity();
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
