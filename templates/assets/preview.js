// The browser's side of the preview: a page that changes is loaded again, a style sheet is put in, errors are shown.
const { broadsheet: base, path, version, held } = document.querySelector('[data-broadsheet]').dataset;
const SCROLL = `broadsheet-scroll ${location.pathname}`;

const host = document.createElement('div');
const shadow = host.attachShadow({ mode: 'open' });
document.body.append(host);
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { all: initial; }
* { box-sizing: border-box; }
.overlay, .held { position: fixed; z-index: 2147483647; font: 15px/1.5 system-ui, sans-serif; }
.overlay { inset: auto 0 0 0; max-height: 75vh; overflow: auto; background: #1b1b1f; color: #f2f0ec; border-top: 4px solid #ff6b5e; padding: 1rem 1.25rem 1.5rem; box-shadow: 0 -8px 40px #0008; }
.overlay[hidden] { display: none; }
h2 { font-size: 17px; margin: 0 0 .75rem; }
article { border-top: 1px solid #ffffff30; padding: .75rem 0; }
.place { font: 600 14px/1.5 ui-monospace, monospace; color: #ffb3ab; overflow-wrap: anywhere; }
.warning .place { color: #ffd38a; }
p { margin: .15rem 0; }
pre { font: 13px/1.5 ui-monospace, monospace; background: #000; padding: .6rem .8rem; overflow-x: auto; margin: .5rem 0; white-space: pre; }
.hint { color: #a9d4ff; }
button { float: inline-end; font: inherit; color: inherit; background: #ffffff1f; border: 0; border-radius: 4px; padding: .3rem .7rem; cursor: pointer; }
.held { inset: auto auto 1rem 1rem; background: #7a3e00; color: #fff; padding: .35rem .8rem; border-radius: 4px; font-weight: 600; }
`);
shadow.adoptedStyleSheets = [sheet];

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

if (held) shadow.append(element('div', { class: 'held', role: 'status' }, held));
const overlay = element('div', { class: 'overlay', role: 'alert', hidden: '' });
shadow.append(overlay);

// What was closed stays closed until something else is wrong.
let closed = sessionStorage.getItem('broadsheet-closed') ?? '';

function show(problems) {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const key = JSON.stringify(problems);
  overlay.hidden = errors.length === 0 || key === closed;
  if (overlay.hidden) {
    overlay.replaceChildren();
    return;
  }
  const close = element('button', { type: 'button' }, 'Close');
  close.addEventListener('click', () => {
    closed = key;
    sessionStorage.setItem('broadsheet-closed', key);
    overlay.hidden = true;
  });
  const others = problems.filter(({ severity }) => severity !== 'error');
  const count = errors.length === 1 ? 'One error' : `${errors.length} errors`;
  overlay.replaceChildren(
    close,
    element('h2', {}, `${count}: what you see is the last site that was right.`),
    ...[...errors, ...others.slice(0, 20)].map(card),
  );
}

function card({ severity, file, line, column, message, frame, hint, code }) {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const rows = [element('p', { class: 'place' }, place || severity), element('p', {}, message)];
  if (frame) rows.push(element('pre', {}, frame));
  if (hint) rows.push(element('p', { class: 'hint' }, hint));
  return element('article', { class: severity, 'data-code': code }, ...rows);
}

/** The new style sheet is there before the old one goes, so that nothing is seen without one. */
function swap(href) {
  for (const old of document.querySelectorAll('link[rel=stylesheet]')) {
    if (!/\/assets\/site\.[^/]+\.css$/.test(new URL(old.href).pathname)) continue;
    if (new URL(href, location.href).href === old.href) continue;
    const fresh = old.cloneNode();
    fresh.href = href;
    fresh.addEventListener('load', () => old.remove());
    fresh.addEventListener('error', () => location.reload());
    old.after(fresh);
  }
}

function reload() {
  sessionStorage.setItem(SCROLL, String(scrollY));
  location.reload();
}

const scroll = sessionStorage.getItem(SCROLL);
if (scroll !== null) {
  sessionStorage.removeItem(SCROLL);
  scrollTo({ top: Number(scroll), behavior: 'instant' });
}

/** A picture that is on the page, or something else that it has loaded. */
function isUsed(url) {
  const { href } = new URL(url, location.href);
  return performance.getEntriesByType('resource').some(({ name }) => name === href);
}

const query = new URLSearchParams({ path, version });
let events;

// A browser keeps six connections to a host: only pages that are looked at hold one. Whoever comes back hears at once
// what has changed meanwhile.
function connect() {
  events?.close();
  if (document.hidden) return;
  events = new EventSource(`${base}/_broadsheet/events?${query}`);
  events.addEventListener('reload', reload);
  events.addEventListener('styles', ({ data }) => swap(JSON.parse(data).href));
  events.addEventListener('assets', ({ data }) => JSON.parse(data).urls.some(isUsed) && reload());
  events.addEventListener('problems', ({ data }) => show(JSON.parse(data).problems));
}

connect();
document.addEventListener('visibilitychange', connect);
addEventListener('pagehide', () => events?.close());
addEventListener('pageshow', ({ persisted }) => persisted && connect());
