// Thunderbird's library: what it understands of a calendar that is posted here, as JSON.
import http from 'node:http';
import { text } from 'node:stream/consumers';
import ICAL from 'ical.js';

const [port] = process.argv.slice(2);

function read(calendar) {
  return calendar.getAllSubcomponents('vevent').map((each) => {
    const event = new ICAL.Event(each, { strictExceptions: true });
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      begin: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      sequence: event.sequence,
      alarms: each.getAllSubcomponents('valarm').map((alarm) => alarm.getFirstPropertyValue('trigger').toSeconds()),
    };
  });
}

const server = http.createServer(async (request, response) => {
  try {
    const calendar = new ICAL.Component(ICAL.parse(await text(request)));
    response.end(JSON.stringify(read(calendar)));
  } catch (error) {
    response.writeHead(422);
    response.end(String(error));
  }
});
server.listen(Number(port), '127.0.0.1', () => console.log(`ready http://127.0.0.1:${port}`));
