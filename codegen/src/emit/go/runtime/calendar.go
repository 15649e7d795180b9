package events

import (
	"strconv"
	"strings"
	"time"
)

// DateTime is a date and time of day with an offset (RFC 3339), as it is written.
type DateTime string

// DateTimeOf writes a point in time.
func DateTimeOf(at time.Time) DateTime { return DateTime(at.Format(time.RFC3339Nano)) }

// Time is the point in time. A leap second is the first second of the next minute.
func (d DateTime) Time() (time.Time, error) {
	written := strings.ToUpper(string(d))
	if len(written) < 20 || written[17:19] != "60" {
		return time.Parse(time.RFC3339Nano, written)
	}
	before, err := time.Parse(time.RFC3339Nano, written[:17]+"59"+written[19:])
	return before.Add(time.Second), err
}

// Validate reports a text that is not an RFC 3339 date-time.
func (d DateTime) Validate() error { return validate(d.value()) }

var dateTimeRules = rules{isDateTime}

func (d *DateTime) value() value { return text((*string)(d), dateTimeRules) }

// Date is a day (RFC 3339), as it is written.
type Date string

// DateOf is the day of a point in time, where the time's location puts it.
func DateOf(at time.Time) Date { return Date(at.Format(time.DateOnly)) }

// Time is the day's first moment in UTC.
func (d Date) Time() (time.Time, error) { return time.Parse(time.DateOnly, string(d)) }

// Validate reports a text that is not an RFC 3339 full-date.
func (d Date) Validate() error { return validate(d.value()) }

var dateRules = rules{isDate}

func (d *Date) value() value { return text((*string)(d), dateRules) }

// isRealDay tells whether a text of the shape YYYY-MM-DD begins with a day that exists.
func isRealDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text[:len(time.DateOnly)])
	return err == nil
}

// isRealDateTime asks for a day that exists and, of a second 60, to be a leap second.
func isRealDateTime(text string) bool {
	return isRealDay(text) && isRealTime(text[len(time.DateOnly)+1:])
}

// isRealTime asks of a second 60 to be 23:59:60 in UTC. The text has the shape HH:MM:SS, a
// fraction or none, and an offset.
func isRealTime(text string) bool {
	if text[6:8] != "60" {
		return true
	}
	const day = 24 * 60
	minutes := minuteOfDay(text)
	if zone := strings.LastIndexAny(text, "+-"); zone >= 0 {
		offset := minuteOfDay(text[zone+1:])
		if text[zone] == '+' {
			offset = -offset
		}
		minutes = (minutes + offset + day) % day
	}
	return minutes == day-1
}

func minuteOfDay(text string) int {
	hour, _ := strconv.Atoi(text[0:2])
	minute, _ := strconv.Atoi(text[3:5])
	return hour*60 + minute
}

// atMost asks for a text of at most so many characters.
func atMost(length int) func(text string) bool {
	return func(text string) bool { return len([]rune(text)) <= length }
}
