/** The page of the demo messenger: shows what is said, says what is typed. `?as=peer` is the other side. */
const me = new URLSearchParams(location.search).get('as') === 'peer' ? 'peer' : 'child';
const log = document.querySelector('#log');
const text = document.querySelector('#text');
let people = {};

function element(name, className, content) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = content;
  return made;
}

function rowOf(message) {
  const row = element('article', message.from === me ? 'message mine' : 'message', '');
  row.id = message.id;
  row.dataset.author = people[message.from].id;
  const time = element(
    'time',
    '',
    new Date(message.time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }),
  );
  time.dateTime = new Date(message.time).toISOString();
  const body = element('p', 'text', message.text);
  body.dir = 'auto';
  row.append(element('span', 'author', message.from === me ? 'You' : people[message.from].name), time, body);
  return row;
}

const events = new EventSource('/events');

events.addEventListener('people', (event) => {
  people = JSON.parse(event.data);
  const other = people[me === 'peer' ? 'child' : 'peer'].name;
  document.querySelector('#title').textContent = other;
  document.querySelector('#entry').textContent = other;
  document.title = `${other} – Demo messenger`;
});

events.addEventListener('message', (event) => {
  const message = JSON.parse(event.data);
  const before = document.getElementById(message.id);
  if (before) {
    before.querySelector('.text').textContent = message.text;
    return;
  }
  log.append(rowOf(message));
  log.scrollTop = log.scrollHeight;
});

function say() {
  const said = text.value.trim();
  text.value = '';
  if (said === '') return;
  fetch('/say', { method: 'POST', body: JSON.stringify({ from: me, text: said }) });
}

document.querySelector('#composer').addEventListener('submit', (event) => {
  event.preventDefault();
  say();
});

text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey) return;
  event.preventDefault();
  say();
});
