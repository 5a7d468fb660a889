// Package quorate is the Go side of Quorate's adapter protocol, version 1: the lines, so that an adapter is a switch
// over actions and a function that reads the state. Copy this file; it needs nothing but Go.
//
// Whatever the code under test prints must go to standard error: standard output belongs to the protocol.
package quorate

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
)

// Hello is what Quorate says first.
type Hello struct {
	Spec       string         `json:"spec"`
	Mutant     string         `json:"mutant"`
	Variant    string         `json:"variant"`
	Parameters map[string]int `json:"parameters"`
	Replicas   []string       `json:"replicas"`
	Variables  []string       `json:"variables"`
	Actions    []string       `json:"actions"`
}

// Step is an action of the spec with its arguments.
type Step struct {
	Action    string `json:"action"`
	Arguments []any  `json:"arguments"`
	Order     string `json:"order"` // of delivery: ascending, descending or shuffled; empty without Orders
	Label     string `json:"label"`
}

// Text is the argument at a position as a string, as a replica is; Number as a whole number; Bool as a truth value.
func (s Step) Text(position int) string { text, _ := s.at(position).(string); return text }
func (s Step) Bool(position int) bool   { truth, _ := s.at(position).(bool); return truth }
func (s Step) Number(position int) int  { return Number(s.at(position)) }

func (s Step) at(position int) any {
	if position < len(s.Arguments) {
		return s.Arguments[position]
	}
	return nil
}

// Message is one that a replica has sent in a step; To is nil for everybody.
type Message struct {
	From    string  `json:"from"`
	To      *string `json:"to"`
	Content string  `json:"content"`
}

// Result is what became of a step: Done, Refused, Impossible or Never.
type Result struct {
	Did      string
	Reason   string
	Messages []Message
}

// Done says that the code was given the inputs; Refused that it said no; Impossible that there is no such input;
// Never that the code never takes the step, although the spec leaves it open.
var (
	Done       = Result{Did: "done"}
	Refused    = Result{Did: "refused"}
	Impossible = Result{Did: "impossible"}
)

func Never(reason string) Result { return Result{Did: "never", Reason: reason} }

// Sending is the result with the messages that were sent.
func (r Result) Sending(messages ...Message) Result { r.Messages = messages; return r }

// System is the real replicas under test.
type System interface {
	// Hello refuses what the system is not for, and names the variables that State shows.
	Hello(Hello) (observes []string, err error)
	// Start makes new replicas that are in an initial state of the spec.
	Start(state map[string]any) error
	// Take gives the replicas the inputs of an action.
	Take(Step) (Result, error)
	// State is what the spec would see: the variables that Hello has named.
	State() map[string]any
}

// Number is the whole number that a value of the protocol stands for.
func Number(value any) int {
	if record, ok := value.(map[string]any); ok {
		value = record["#bigint"]
	}
	number, _ := strconv.Atoi(fmt.Sprint(value))
	return number
}

// Set, Map and Variant make values of the protocol; a whole number, a bool, a string and a slice are themselves.
func Set(elements ...any) any           { return map[string]any{"#set": append([]any{}, elements...)} }
func Variant(tag string, value any) any { return map[string]any{"tag": tag, "value": value} }
func Map[K comparable, V any](m map[K]V) any {
	pairs := [][2]any{}
	for key, value := range m {
		pairs = append(pairs, [2]any{key, value})
	}
	return map[string]any{"#map": pairs}
}

// Elements is the elements of a set or list that Quorate has sent, Entries the entries of a map with text keys.
func Elements(value any) []any {
	if record, ok := value.(map[string]any); ok {
		value = record["#set"]
	}
	list, _ := value.([]any)
	return list
}

func Entries(value any) map[string]any {
	entries := map[string]any{}
	record, _ := value.(map[string]any)
	pairs, _ := record["#map"].([]any)
	for _, pair := range pairs {
		if pair, ok := pair.([]any); ok && len(pair) == 2 {
			entries[fmt.Sprint(pair[0])] = pair[1]
		}
	}
	return entries
}

type request struct {
	ID    int            `json:"id"`
	Op    string         `json:"op"`
	State map[string]any `json:"state"`
	Hello
	Step
}

// Serve answers requests until there are no more. Orders in `can` says that Take heeds Step.Order.
func Serve(system System, can ...string) {
	in, out := bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var asked request
		if err := json.Unmarshal(line, &asked); err != nil {
			fmt.Fprintln(os.Stderr, "not a request:", err)
			os.Exit(1)
		}
		if asked.Op == "end" {
			return
		}
		reply, err := answer(system, asked, can)
		if err != nil {
			reply = map[string]any{"error": err.Error()}
		}
		reply["id"] = asked.ID
		text, err := json.Marshal(reply)
		if err != nil {
			text, _ = json.Marshal(map[string]any{"id": asked.ID, "error": err.Error()})
		}
		out.Write(append(text, '\n'))
		out.Flush()
	}
}

func answer(system System, asked request, can []string) (map[string]any, error) {
	switch asked.Op {
	case "hello":
		observes, err := system.Hello(asked.Hello)
		return map[string]any{"protocol": 1, "observes": observes, "can": append([]string{}, can...)}, err
	case "start":
		err := system.Start(asked.State)
		if err != nil {
			return nil, err
		}
		return map[string]any{"state": system.State()}, nil
	case "take":
		result, err := system.Take(asked.Step)
		if err != nil {
			return nil, err
		}
		reply := map[string]any{"did": result.Did, "state": system.State()}
		if result.Reason != "" {
			reply["reason"] = result.Reason
		}
		if result.Messages != nil {
			reply["messages"] = result.Messages
		}
		return reply, nil
	default:
		return nil, fmt.Errorf("no request %q", asked.Op)
	}
}
