package main

import (
	"strconv"
	"strings"
)

// Values of the protocol, as JSON. Most of an adapter's time goes into writing states, so they are written by hand.

func number(value int) string { return strconv.Itoa(value) }

func quoted(word string) string { return `"` + word + `"` }

func name(server int) string { return `"r` + strconv.Itoa(server) + `"` }

func list(elements []string) string { return "[" + strings.Join(elements, ",") + "]" }

func numbers(values []int) string {
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = number(value)
	}
	return list(texts)
}

func set(elements []string) string { return `{"#set":` + list(elements) + "}" }

func mapping(pairs []string) string { return `{"#map":` + list(pairs) + "}" }

func pair(key, value string) string { return "[" + key + "," + value + "]" }

// Object is a record: names and values in turn.
func object(namesAndValues ...string) string {
	var fields []string
	for i := 0; i < len(namesAndValues); i += 2 {
		fields = append(fields, quoted(namesAndValues[i])+":"+namesAndValues[i+1])
	}
	return "{" + strings.Join(fields, ",") + "}"
}

// A map over the servers.
func (w *world) each(value func(i int) string) string {
	pairs := make([]string, len(w.servers))
	for i := range w.servers {
		pairs[i] = pair(name(i), value(i))
	}
	return mapping(pairs)
}

const terms = 4

// A map over the terms.
func perTerm(value func(term int) string) string {
	var pairs [terms]string
	for term := 1; term <= terms; term++ {
		pairs[term-1] = pair(number(term), value(term))
	}
	return mapping(pairs[:])
}
