// An adapter for go.etcd.io/etcd/raft: it speaks JSON lines with `quorate replay` and `quorate conform`.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
)

type request struct {
	ID         int                    `json:"id"`
	Op         string                 `json:"op"`
	Spec       string                 `json:"spec"`
	Mutant     *string                `json:"mutant"`
	Parameters map[string]json.Number `json:"parameters"`
	Action     string                 `json:"action"`
	Arguments  []interface{}          `json:"arguments"`
	Order      string                 `json:"order"`
	Snapshot   string                 `json:"snapshot"`
}

// Spec is one of the specs that the package is held against.
type spec interface {
	variables() []string
	take(*world, step) (*world, result, error)
	observe(*world) string
}

// Shown is the state that a world shows, as it is sent; it is read once.
func shown(s spec, w *world) string {
	if w.shown == "" {
		w.shown = s.observe(w)
	}
	return w.shown
}

type adapter struct {
	settings settings
	spec     spec
	figure8  bool
	// Steps are asked for with their messages in three orders, which takes three times as long.
	heedsOrders bool
	world       *world
	snapshots   map[string]*world
	next        int
}

func main() {
	var a adapter
	flag.BoolVar(&a.settings.checkQuorum, "check-quorum", false, "leaders that hear of no majority step down")
	flag.BoolVar(&a.settings.preVote, "pre-vote", false, "candidates ask in advance")
	flag.BoolVar(&a.settings.batches, "batches", false, "messages with as many entries as there are, and not one")
	flag.BoolVar(&a.heedsOrders, "orders", false, "messages of a step in several orders")
	flag.Parse()
	a.snapshots = map[string]*world{}
	in, out := bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return
		}
		var q request
		if err := json.Unmarshal(line, &q); err != nil {
			fmt.Fprintln(os.Stderr, "not a request:", err)
			os.Exit(1)
		}
		if q.Op == "end" {
			return
		}
		answer, err := a.answer(q)
		if err != nil {
			reason, _ := json.Marshal(err.Error())
			answer = []string{"error", string(reason)}
		}
		out.WriteString(object(append([]string{"id", number(q.ID)}, answer...)...) + "\n")
		if in.Buffered() == 0 {
			out.Flush()
		}
	}
}

// Answer is the names and values of an answer in turn.
func (a *adapter) answer(q request) ([]string, error) {
	switch q.Op {
	case "hello":
		return a.hello(q)
	case "start":
		return a.start()
	case "take":
		s, err := stepOf(q)
		if err != nil {
			return nil, err
		}
		next, came, err := a.spec.take(a.world, s)
		if err != nil {
			return nil, err
		}
		a.world = next
		answer := []string{"did", quoted(came.did), "state", shown(a.spec, next)}
		if came.reason != "" {
			answer = append(answer, "reason", quoted(came.reason))
		}
		return answer, nil
	case "snapshot":
		a.next++
		key := strconv.Itoa(a.next)
		a.snapshots[key] = a.world
		return []string{"snapshot", quoted(key)}, nil
	case "restore":
		world, isKnown := a.snapshots[q.Snapshot]
		if !isKnown {
			return nil, fmt.Errorf("no snapshot %q", q.Snapshot)
		}
		a.world = world
		return []string{"state", shown(a.spec, world)}, nil
	case "forget":
		delete(a.snapshots, q.Snapshot)
		return nil, nil
	}
	return nil, fmt.Errorf("no operation %q", q.Op)
}

func (a *adapter) hello(q request) ([]string, error) {
	parameter := func(name string) int {
		value, _ := strconv.Atoi(q.Parameters[name].String())
		return value
	}
	a.settings.servers, a.settings.voters = parameter("servers"), parameter("servers")
	raft := raftSpec{lastTerm: parameter("terms"), entries: parameter("entries")}
	switch q.Spec {
	case "Raft":
		if a.figure8 = parameter("figure8") == 1; a.figure8 {
			raft.lastTerm += 2
		}
		a.spec = &raft
	case "MembershipChange":
		a.settings.voters = parameter("members")
		a.spec = &membershipSpec{raft, a.settings.voters, parameter("method") == 1}
	default:
		return nil, fmt.Errorf("this adapter is for the specs Raft and MembershipChange, not for %s", q.Spec)
	}
	if a.settings.voters < 2 {
		return nil, fmt.Errorf("a server alone elects itself in one step, which is two in the spec; have two or more")
	}
	if q.Mutant != nil {
		if err := a.change(*q.Mutant); err != nil {
			return nil, err
		}
	}
	observes := make([]string, 0)
	for _, variable := range a.spec.variables() {
		observes = append(observes, quoted(variable))
	}
	can := []string{quoted("snapshots")}
	if a.heedsOrders {
		can = append(can, quoted("orders"))
	}
	return []string{"protocol", "1", "observes", list(observes), "can", list(can)}, nil
}

// Makes the change that a mutant stands for: in what a restart finds, or in the code.
func (a *adapter) change(mutant string) error {
	switch mutant {
	case "volatile-vote":
		a.settings.forgetsVote = true
	case "volatile-log":
		a.settings.forgetsLog = true
	default:
		return change(mutant)
	}
	return nil
}

// The paper's figure 8 at (b): servers 0 and 1 have led a term each, and have an entry that nobody else has.
var toFigure8 = []step{
	{action: "timeout", arguments: []int{0}}, {action: "vote", arguments: []int{1, 0, 1}},
	{action: "lead", arguments: []int{0}}, {action: "propose", arguments: []int{0}},
	{action: "restart", arguments: []int{0}}, {action: "timeout", arguments: []int{1}},
	{action: "vote", arguments: []int{2, 1, 2}}, {action: "lead", arguments: []int{1}},
	{action: "propose", arguments: []int{1}},
}

func (a *adapter) start() ([]string, error) {
	a.world = newWorld(a.settings)
	if a.figure8 {
		for _, s := range toFigure8 {
			next, _, err := a.spec.take(a.world, s)
			if err != nil {
				return nil, err
			}
			a.world = next
		}
	}
	return []string{"state", shown(a.spec, a.world)}, nil
}

func stepOf(q request) (step, error) {
	s := step{action: q.Action, order: q.Order}
	for _, argument := range q.Arguments {
		numbers, err := numbersOf(argument)
		if err != nil {
			return s, err
		}
		s.arguments = append(s.arguments, numbers...)
	}
	return s, nil
}

// A server, a number, or the servers of a set.
func numbersOf(argument interface{}) ([]int, error) {
	text := fmt.Sprint(argument)
	switch value := argument.(type) {
	case string:
		text = strings.TrimPrefix(value, "r")
	case map[string]interface{}:
		if elements, isSet := value["#set"].([]interface{}); isSet {
			var all []int
			for _, element := range elements {
				numbers, err := numbersOf(element)
				if err != nil {
					return nil, err
				}
				all = append(all, numbers...)
			}
			sort.Ints(all)
			return all, nil
		}
		text = fmt.Sprint(value["#bigint"])
	}
	number, err := strconv.Atoi(text)
	if err != nil {
		return nil, fmt.Errorf("%v is neither a server nor a number nor a set of servers", argument)
	}
	return []int{number}, nil
}
