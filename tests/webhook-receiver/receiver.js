// A receiver of webhooks on a free loopback port until its input closes. Each line of its input says how to behave from then on, or asks by being empty whether all that has
// happened is shown; each line of its output is what happened, both as JSON. What it receives it verifies as the published library of Standard Webhooks does, by each of the
// secrets that it was given.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';

const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);

// secrets: what it verifies by; now: the instant that its clock shows, in milliseconds; status, headers, body: what it answers; hang: it does not; drop: it hangs up
// instead, once it has said what it received. times: only so often, then with 204.
let behaviour = {};
let answered = 0;
let held = [];

const clock = Date.now;
Date.now = () => behaviour.now ?? clock();

function verify(secret, body, headers) {
  try {
    new Webhook(secret).verify(body, headers);
    return 'verified';
  } catch (error) {
    return error.message;
  }
}

const server = createServer(async (request, response) => {
  const body = (await buffer(request)).toString('utf8');
  const { secrets = [], status, headers, body: answer, hang, drop, times = Infinity } = behaviour;
  answered += 1;
  const isAsTold = answered <= times;
  say({ event: 'received', method: request.method, path: request.url, headers: request.headers, body, verdicts: secrets.map((secret) => verify(secret, body, request.headers)) });
  if (isAsTold && hang) {
    await new Promise((resolve) => { held.push(resolve); });
  }
  if (isAsTold && drop) {
    request.socket.destroy();
    return;
  }
  response.writeHead(isAsTold && status ? status : 204, isAsTold ? headers : {});
  response.end(isAsTold ? answer : undefined);
});
server.listen(0, '127.0.0.1', () => say({ event: 'listening', port: server.address().port }));

createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (line === '') {
      say({ event: 'shown' });
      return;
    }
    behaviour = JSON.parse(line);
    answered = 0;
    held.splice(0).forEach((each) => each());
    say({ event: 'ready' });
  })
  .on('close', () => process.exit(0));
