// Reads a calendar from its input and prints what ical.js makes of it, as JSON.
import { text } from 'node:stream/consumers';
import ICAL from 'ical.js';

const calendar = new ICAL.Component(ICAL.parse(await text(process.stdin)));
const events = calendar.getAllSubcomponents('vevent').map((each) => {
  const event = new ICAL.Event(each);
  return {
    uid: event.uid,
    sequence: event.sequence,
    starts: event.startDate.toString(),
    ends: event.endDate.toString(),
    isAllDay: event.startDate.isDate,
    summary: event.summary,
    description: event.description,
    status: each.getFirstPropertyValue('status'),
    category: each.getFirstPropertyValue('categories'),
    alarms: each.getAllSubcomponents('valarm').map((alarm) => alarm.getFirstPropertyValue('trigger').toSeconds()),
  };
});
console.log(JSON.stringify({ name: calendar.getFirstPropertyValue('x-wr-calname'), method: calendar.getFirstPropertyValue('method'), events }));
