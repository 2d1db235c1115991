/** The pages that the bench of pages loads: written here, in the markup of a known chat and of none. */

const WORDS =
  'hey are you coming to practice later i have to finish homework first then maybe we can play a round'.split(' ');

/** Words of line `index`; the same each time. */
function line(index: number): string {
  const count = 3 + ((index * 7) % 12);
  return Array.from({ length: count }, (_, at) => WORDS[(index * 13 + at * 5) % WORDS.length]).join(' ');
}

const STYLE = `body{margin:0;font:15px sans-serif}.messages{height:80vh;overflow:auto}
.msg{padding:4px 12px;display:flex;gap:8px}.msg.self{color:#225}.time{color:#888}textarea{width:100%}
.right{justify-content:flex-end}.bubble{max-width:60%;background:#eee;border-radius:8px;padding:6px}`;

function knownRow(index: number): string {
  const own = index % 3 === 0;
  const time = `24 November 2026, ${String(Math.floor(index / 3600) % 24).padStart(2, '0')}:${String(Math.floor(index / 60) % 60).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`;
  return `<div id="msg-${index}" class="msg${own ? ' self' : ''}" data-type="message" data-from="${own ? 'sam' : 'kim'}"><span class="time" aria-label="${time}">12:00</span><span class="from"><span class="user">${own ? 'sam' : 'kim'}</span></span><span class="content" dir="auto">${line(index)}</span></div>`;
}

function unknownRow(index: number): string {
  return `<div class="msg ${index % 3 === 0 ? 'right' : 'left'}"><div class="bubble"><p dir="auto">${line(index)}</p><small>12:${String(index % 60).padStart(2, '0')}</small></div></div>`;
}

/** A chat that gets `rate` more rows a second for `seconds` when `start()` is called; `done` when it is over. */
export function chat(known: boolean, { rows, rate, seconds }: { rows: number; rate: number; seconds: number }): string {
  const row = known ? knownRow : unknownRow;
  const more = Array.from({ length: rate * seconds }, (_, index) => row(rows + index));
  const list = Array.from({ length: rows }, (_, index) => row(index)).join('');
  const body = known
    ? `<div id="viewport"><div id="chat-container"><div class="chat-view" data-type="query" aria-label="kim"><div class="header"><span class="title">kim</span></div><div class="messages" role="log">${list}</div><form><textarea id="input"></textarea></form></div></div></div>`
    : `<main><header><h1 class="title">kim</h1></header><div class="messages">${list}</div><textarea placeholder="Write a message"></textarea></main>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>chat</title>${known ? '<meta name="application-name" content="The Lounge">' : ''}<style>${STYLE}</style></head><body>${body}
<script type="application/json" id="more">${JSON.stringify(more)}</script>
<script>
const more = JSON.parse(document.getElementById('more').textContent);
const list = document.querySelector('.messages');
list.scrollTop = list.scrollHeight;
var done = false;
function start() {
  let at = 0;
  const timer = setInterval(() => {
    list.insertAdjacentHTML('beforeend', more[at++]);
    list.scrollTop = list.scrollHeight;
    if (at === more.length) { clearInterval(timer); done = true; }
  }, ${1000 / rate});
}
</script></body></html>`;
}

/** A page that is no chat: a long article with menus, a search field, a form for comments and a box that changes. */
export function article(): string {
  const menu = Array.from({ length: 40 }, (_, index) => `<li><a href="#s${index}">${line(index)}</a></li>`).join('');
  const sections = Array.from(
    { length: 60 },
    (_, index) =>
      `<section id="s${index}"><h2>${line(index)}</h2>${Array.from({ length: 5 }, (_, part) => `<p>${line(index * 5 + part)}. ${line(index + part)}. <a href="#s1">${line(part)}</a></p>`).join('')}<figure><div class="picture"></div><figcaption>${line(index)}</figcaption></figure></section>`,
  ).join('');
  const cards = Array.from(
    { length: 60 },
    (_, index) => `<li class="card"><a href="#s2"><span>${line(index)}</span><time>12 May</time></a></li>`,
  ).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>article</title><style>body{font:16px serif}.side{float:right;width:20%}</style></head><body>
<header><nav><ul>${menu}</ul></nav><form role="search"><input type="search" name="q"></form></header>
<aside class="side"><ul>${cards}</ul></aside><main><article>${sections}</article>
<form><label>Name <input name="name"></label><label>E-mail <input name="email" type="email"></label><textarea name="comment" placeholder="Leave a comment"></textarea><button>Send</button></form></main>
<footer><p id="clock"></p></footer>
<script>setInterval(() => { document.getElementById('clock').textContent = new Date().toISOString(); }, 200);</script></body></html>`;
}
