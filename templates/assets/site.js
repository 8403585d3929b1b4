// What the pages gain from a script. Without it everything reads, navigates and prints.
const root = document.documentElement;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const language = (element) => element.closest('[lang]')?.lang || root.lang;
const UNITS = [
  ['year', 31536000],
  ['month', 2592000],
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
];

function ago(iso, lang, numeric = 'always') {
  const seconds = (Date.parse(iso) - Date.now()) / 1000;
  const [unit, size] = UNITS.find(([, each]) => -seconds >= each) ?? ['minute', 60];
  const format = new Intl.RelativeTimeFormat(lang, { numeric });
  return format.format(Math.min(0, Math.ceil(seconds / size)), unit);
}

// Times of the last day, as readers say them.
function tellTimes() {
  for (const time of all('time[data-relative]')) {
    const age = Date.now() - Date.parse(time.dateTime);
    time.dataset.date ??= time.textContent;
    const isRecent = time.dateTime.slice(11, 19) !== '00:00:00' && age >= 0 && age < 864e5;
    time.textContent = isRecent ? ago(time.dateTime, language(time)) : time.dataset.date;
    if (isRecent) time.title = time.dataset.date;
  }
}
tellTimes();
setInterval(tellTimes, 60_000);

for (const note of all('.age-note')) {
  const { published, days, text } = note.dataset;
  if (Date.now() - Date.parse(published) < days * 864e5) continue;
  note.textContent = text.replace('{ago}', ago(published, language(note)));
  note.hidden = false;
}

for (const banner of all('.breaking[data-until]'))
  if (Date.parse(banner.dataset.until) <= Date.now()) banner.style.visibility = 'hidden';

// A reader's choice of colours is kept; choosing what the system has forgets it.
const dark = matchMedia('(prefers-color-scheme: dark)');
const store = (value) => {
  try {
    if (value === undefined) return localStorage.getItem('theme');
    if (value) localStorage.setItem('theme', value);
    else localStorage.removeItem('theme');
  } catch {}
};
function show(theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
}
show(store());
for (const button of all('[data-action=colours]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const system = dark.matches ? 'dark' : 'light';
    const next = (root.dataset.theme || system) === 'dark' ? 'light' : 'dark';
    show(next === system ? '' : next);
    store(next === system ? '' : next);
  });
}

const address = document.querySelector('link[rel=canonical]')?.href ?? location.href;
for (const button of all('[data-action=share]')) {
  if (!navigator.share) break;
  button.hidden = false;
  button.addEventListener('click', () =>
    navigator.share({ title: document.title, url: address }).catch(() => {}),
  );
}
for (const button of all('[data-action=copy]')) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(address);
    button.parentElement.querySelector('[role=status]').textContent = button.textContent =
      button.dataset.done;
  });
}

// New updates of a live blog are offered and never pushed in: what is being read does not move.
for (const blog of all('[data-poll]')) {
  const forms = JSON.parse(blog.dataset.messages);
  const place = blog.querySelector('.new-updates');
  const button = document.createElement('button');
  const lang = language(blog);
  let timer;
  async function look() {
    if (document.hidden) return;
    try {
      const { ended, updates } = await (await fetch(blog.dataset.poll, { cache: 'no-cache' })).json();
      const count = updates.filter(({ id }) => !document.getElementById(id)).length;
      if (ended) clearInterval(timer);
      if (count === 0) return;
      const form = new Intl.PluralRules(lang).select(count);
      button.textContent = (forms[form] ?? forms.other).replace('{count}', count);
      place.append(button);
    } catch {}
  }
  button.addEventListener('click', async () => {
    const html = await (await fetch(location.href, { cache: 'no-cache' })).text();
    const fresh = new DOMParser().parseFromString(html, 'text/html');
    const known = all('.update', blog);
    const added = all('.update', fresh).filter(({ id }) => !document.getElementById(id));
    button.remove();
    blog.querySelector('.updates > .empty')?.remove();
    (known[0] ?? place).before(...added);
    for (const part of ['.key-events', '.live-state']) {
      const [now, then] = [fresh.querySelector(part), blog.querySelector(part)];
      if (now && then) then.replaceWith(now);
    }
    tellTimes();
    added[0]?.querySelector('a')?.focus({ preventScroll: true });
  });
  timer = setInterval(look, 30_000);
  document.addEventListener('visibilitychange', look);
}
