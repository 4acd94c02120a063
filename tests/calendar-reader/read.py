# Reads a calendar from its input and prints what Debian's python3-icalendar makes of it, as JSON.
import json
import sys

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())
events = [
    {
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "starts": event.decoded("DTSTART").isoformat(),
        "ends": event.decoded("DTEND").isoformat(),
        "isAllDay": "T" not in event.decoded("DTSTART").isoformat(),
        "summary": str(event["SUMMARY"]),
        "description": str(event["DESCRIPTION"]),
        "status": str(event["STATUS"]),
        "category": str(event["CATEGORIES"].cats[0]),
        "alarms": [int(alarm.decoded("TRIGGER").total_seconds()) for alarm in event.walk("VALARM")],
    }
    for event in calendar.walk("VEVENT")
]
print(json.dumps({"name": str(calendar["X-WR-CALNAME"]), "method": str(calendar["METHOD"]), "events": events}))
