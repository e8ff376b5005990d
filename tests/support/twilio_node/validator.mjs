// Twilio's other library in the place of our server: it answers who signs for the address, and hangs up.
// What is posted to /sign it signs itself, as Twilio does: {"url": ..., "form": {...}} -> the signature.
import http from 'node:http';
import { parse } from 'node:querystring';
import { text } from 'node:stream/consumers';
import webhooks from 'twilio/lib/webhooks/webhooks.js';

const [port, address, token] = process.argv.slice(2);

function isSigned(request, base, form) {
  return webhooks.validateRequest(token, request.headers['x-twilio-signature'], base + request.url, form);
}

const server = http.createServer(async (request, response) => {
  const body = await text(request);
  if (request.url === '/sign') {
    const { url, form } = JSON.parse(body);
    response.end(webhooks.getExpectedTwilioSignature(token, url, form));
    return;
  }
  const status = isSigned(request, address, { ...parse(body) }) ? 200 : 403;
  response.writeHead(status, { 'Content-Type': 'text/xml' });
  response.end('<Response><Hangup/></Response>');
});
// A handshake that is signed gets no socket either, but is told otherwise.
server.on('upgrade', (request, socket) => {
  const status = isSigned(request, address.replace('http', 'ws'), {}) ? '503 Signed' : '403 Forbidden';
  socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`);
});
server.listen(Number(port), '127.0.0.1', () => console.log(`ready http://127.0.0.1:${port}`));
