// A mail server on a free loopback port until its input closes. Each line of its input says how to behave from then on, or asks by being empty whether all that has happened
// is shown; each line of its output is what happened, both as JSON. What it has taken it shows as two parsers by others read it: the message by postal-mime, its calendar by
// ical.js.
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
const { TLS_KEY: key, TLS_CERTIFICATE: cert, MAIL_USER: user, MAIL_PASSWORD: password } = process.env;

// refuse: { at: connect|mail|rcpt|data, code, text, address?, after?, times? }; hold: connect|mail|rcpt|data|taken, after?, times?; drop: hangs up on a message that it has
// taken, without an answer, as many times as it says; leave: ends the session after each message that it has taken. after leaves the first ones alone.
let behaviour = {};
let release = () => {};
let passed = {};

const isPast = (kind, at, after = 0) => {
  const key = `${kind} ${at}`;
  passed[key] = (passed[key] ?? 0) + 1;
  return passed[key] > after;
};

async function step(at, address) {
  const { hold, refuse } = behaviour;
  if (hold === at && isPast('hold', at, behaviour.after) && passed[`hold ${at}`] <= (behaviour.after ?? 0) + (behaviour.times ?? Infinity)) {
    const held = new Promise((resolve) => { release = resolve; });
    say({ event: 'held', at });
    await held;
  }
  if (refuse?.at === at && (refuse.address === undefined || refuse.address === address) && isPast('refuse', at, refuse.after)
    && passed[`refuse ${at}`] <= (refuse.after ?? 0) + (refuse.times ?? Infinity)) {
    say({ event: 'refused', at, address });
    throw Object.assign(new Error(refuse.text ?? 'refused by the test'), { responseCode: refuse.code });
  }
}

const passing = (at) => (subject, session, callback) => step(at, subject.address).then(() => callback(), callback);

function eventsOf(calendar) {
  const parsed = new ICAL.Component(ICAL.parse(calendar));
  return parsed.getAllSubcomponents('vevent').map((each) => {
    const event = new ICAL.Event(each);
    return {
      uid: event.uid, sequence: event.sequence, summary: event.summary, description: event.description,
      starts: event.startDate.toString(), ends: event.endDate.toString(), isAllDay: event.startDate.isDate,
      stamped: each.getFirstPropertyValue('dtstamp').toString(), organizer: event.organizer, method: parsed.getFirstPropertyValue('method'),
    };
  });
}

async function shown(raw, session) {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'utf8' });
  const calendar = mail.attachments.find((each) => each.mimeType === 'text/calendar');
  return {
    event: 'taken', raw: raw.toString('latin1'), envelope: session.envelope.rcptTo.map((each) => each.address), sender: session.envelope.mailFrom.address,
    messageId: mail.messageId, subject: mail.subject, from: mail.from, to: mail.to, text: mail.text, html: mail.html,
    calendar: calendar?.content, events: calendar ? eventsOf(calendar.content) : [], isSecure: session.secure, user: session.user ?? null,
  };
}

const server = new SMTPServer({
  ...(key ? { key, cert } : { hideSTARTTLS: true }),
  authOptional: !user,
  disableReverseLookup: true,
  closeTimeout: 100,
  onConnect: (session, callback) => step('connect').then(() => callback(), callback),
  onAuth: (auth, session, callback) =>
    (auth.username === user && auth.password === password ? callback(null, { user }) : callback(new Error('wrong user or password'))),
  onMailFrom: passing('mail'),
  onRcptTo: passing('rcpt'),
  onData: (stream, session, callback) => {
    buffer(stream).then(async (raw) => {
      await step('data');
      say(await shown(raw, session));
      await step('taken');
      if (behaviour.drop && isPast('drop', '') && passed['drop '] <= (behaviour.times ?? Infinity)) {
        say({ event: 'dropped' });
        for (const connection of server.connections) connection._socket.destroy();
      } else {
        callback();
        if (behaviour.leave) {
          for (const connection of server.connections) connection._socket.end();
        }
      }
    }).catch(callback);
  },
});
server.on('error', (error) => { if (!['ECONNRESET', 'EPIPE'].includes(error.code)) say({ event: 'error', message: error.message }); });
server.listen(0, '127.0.0.1', () => say({ event: 'listening', port: server.server.address().port }));

createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (line === '') {
      say({ event: 'shown' });
      return;
    }
    behaviour = JSON.parse(line);
    passed = {};
    release();
    say({ event: 'ready' });
  })
  .on('close', () => process.exit(0));
