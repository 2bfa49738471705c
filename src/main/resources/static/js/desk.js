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

// A closed list shows one line: what was chosen stands below it whole.
document.querySelectorAll('select[data-long]').forEach(select => {
  const chosen = document.createElement('p');
  chosen.className = 'hint';
  select.after(chosen);
  const show = () => { chosen.textContent = select.value ? '已选：' + select.selectedOptions[0].text : ''; };
  select.addEventListener('change', show);
  show();
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
