package main

import (
	"fmt"
	"sort"

	"go.etcd.io/etcd/raft"
	pb "go.etcd.io/etcd/raft/raftpb"
)

// MembershipSpec is the spec MembershipChange with its parameters.
type membershipSpec struct {
	raftSpec
	members      int
	singleServer bool
}

// Configuration is the sets of servers that have to agree: one, or two while it is changed.
type configuration struct{ old, new []int }

func (c configuration) isJoint() bool { return fmt.Sprint(c.old) != fmt.Sprint(c.new) }

// Entry is an entry of a log as the spec sees it.
type entry struct {
	term          int
	configuration configuration
}

func (m *membershipSpec) take(w *world, s step) (*world, result, error) {
	i := s.arguments[0]
	if s.action == "elect" {
		return m.elect(w, i, s.arguments[1], s.arguments[2:])
	}
	leader := i
	if s.action == "append" {
		leader = s.arguments[1]
	}
	// Whoever leads in the spec may have lost its office in the code to a crash, with which an election begins.
	if !w.servers[leader].leads() {
		return w, impossible, nil
	}
	if w.servers[leader].writesNoOp && s.action != "propose" {
		return w, result{"never", "a leader begins its term with a no-op"}, nil
	}
	switch s.action {
	case "append":
		length := common(m.log(w.servers[i].entries()), m.log(w.servers[leader].entries())) + 1
		next, came, err := m.append(w, i, leader, w.servers[leader].term(), length)
		if came == impossible {
			came = result{"never", "a leader sends entries only to members, and whoever joins is one when that is committed"}
		}
		return next, came, err
	case "commit":
		// An acknowledgement that is late counts as well; the spec has it come in time, which is no rule of the protocol.
		term := w.servers[i].term()
		return m.commit(w, i, s.arguments[1], s.order, func(k int) bool { return w.servers[k].term() == term })
	case "propose":
		return m.extend(w, i, input{kind: propose, server: i})
	case "change":
		return m.change(w, i, s.arguments[1:])
	case "complete":
		return m.extend(w, i, input{kind: reconfigure, server: i, change: pb.ConfChangeV2{}})
	}
	return w, result{}, fmt.Errorf("no action %q in this adapter; does it belong to another version of the spec?", s.action)
}

// A leader appends something, if the spec's logs have room.
func (m *membershipSpec) extend(w *world, i int, in input) (*world, result, error) {
	if len(w.servers[i].log()) >= m.entries {
		return w, impossible, nil
	}
	return w.after(in)
}

// A leader is asked for other members: one server more or less, or a joint configuration.
func (m *membershipSpec) change(w *world, i int, members []int) (*world, result, error) {
	log := m.log(w.servers[i].entries())
	now := m.latest(log).new
	var request pb.ConfChangeV2
	for _, k := range members {
		if !contains(now, k) {
			request.Changes = append(request.Changes,
				pb.ConfChangeSingle{Type: pb.ConfChangeAddNode, NodeID: uint64(k + 1)})
		}
	}
	for _, k := range now {
		if !contains(members, k) {
			request.Changes = append(request.Changes,
				pb.ConfChangeSingle{Type: pb.ConfChangeRemoveNode, NodeID: uint64(k + 1)})
		}
	}
	if len(request.Changes) == 0 || m.singleServer && len(request.Changes) > 1 {
		return w, impossible, nil
	}
	if !m.singleServer {
		request.Transition = pb.ConfChangeTransitionJointExplicit
	}
	return m.extend(w, i, input{kind: reconfigure, server: i, change: request})
}

// Server i stands for election until it comes to the term, and has the votes that are said.
func (m *membershipSpec) elect(w *world, i, term int, voters []int) (*world, result, error) {
	next := w.copy()
	give := func(in input) error { return next.feed(in) }
	if next.servers[i].leads() {
		give(input{kind: restart, server: i})
	}
	for next.servers[i].term() < term {
		before := next.servers[i].term()
		if err := give(input{kind: timeout, server: i}); err != nil {
			return w, result{}, err
		}
		if next.servers[i].term() == before {
			return w, result{"never", "a server that is not a member by what is committed does not stand"}, nil
		}
	}
	for _, k := range voters {
		for _, request := range next.messages(pb.MsgVote, i, k) {
			if int(request.Term) != term {
				continue
			}
			for _, in := range append(next.hearing(k, term), delivery(request)) {
				if err := give(in); err != nil {
					return w, result{}, err
				}
			}
		}
		for _, vote := range next.messages(pb.MsgVoteResp, k, i) {
			if int(vote.Term) == term && !vote.Reject {
				if err := give(delivery(vote)); err != nil {
					return w, result{}, err
				}
			}
		}
	}
	return next, result{did: "done"}, nil
}

// Entries with the configuration that the paper has in effect at each.
func (m *membershipSpec) log(entries []pb.Entry) []entry {
	var log []entry
	for _, e := range entries {
		log = append(log, entry{int(e.Term), m.after(m.latest(log), e)})
	}
	return log
}

func (m *membershipSpec) latest(log []entry) configuration {
	if len(log) > 0 {
		return log[len(log)-1].configuration
	}
	var members []int
	for i := 0; i < m.members; i++ {
		members = append(members, i)
	}
	return configuration{members, members}
}

func (m *membershipSpec) after(now configuration, e pb.Entry) configuration {
	change, isOne := changeOf(e)
	if !isOne {
		return now
	}
	if change.LeaveJoint() {
		return configuration{now.new, now.new}
	}
	members := append([]int(nil), now.new...)
	for _, one := range change.Changes {
		k := int(one.NodeID) - 1
		if one.Type == pb.ConfChangeAddNode {
			members = append(members, k)
		} else {
			members = without(members, k)
		}
	}
	sort.Ints(members)
	if _, isJoint := change.EnterJoint(); isJoint {
		return configuration{now.new, members}
	}
	return configuration{members, members}
}

// The change that an entry of the package holds.
func changeOf(e pb.Entry) (pb.ConfChangeV2, bool) {
	switch e.Type {
	case pb.EntryConfChange:
		var change pb.ConfChange
		change.Unmarshal(e.Data)
		return change.AsV2(), true
	case pb.EntryConfChangeV2:
		var change pb.ConfChangeV2
		change.Unmarshal(e.Data)
		return change, true
	}
	return pb.ConfChangeV2{}, false
}

// The number of entries at the beginning that two logs share.
func common(left, right []entry) int {
	length := 0
	for length < len(left) && length < len(right) && fmt.Sprint(left[length]) == fmt.Sprint(right[length]) {
		length++
	}
	return length
}

func contains(numbers []int, number int) bool {
	for _, one := range numbers {
		if one == number {
			return true
		}
	}
	return false
}

func without(numbers []int, number int) []int {
	var rest []int
	for _, one := range numbers {
		if one != number {
			rest = append(rest, one)
		}
	}
	return rest
}

func (m *membershipSpec) variables() []string {
	return []string{"log", "committed", "elected", "term", "voted"}
}

func (m *membershipSpec) observe(w *world) string {
	var voted []string
	for i, s := range w.servers {
		if s.status().Vote != raft.None {
			voted = append(voted, name(i))
		}
	}
	return object(
		"log", w.each(func(i int) string { return m.shown(m.log(w.servers[i].entries())) }),
		"committed", perTerm(func(term int) string {
			for i := range w.servers {
				if key := (leadership{term, i}); w.committed[key] > 0 {
					return m.shown(m.log(w.leaders[key])[:w.committed[key]])
				}
			}
			return list(nil)
		}),
		"elected", perTerm(func(term int) string {
			var leaders []string
			for i := range w.servers {
				if _, led := w.leaders[leadership{term, i}]; led {
					leaders = append(leaders, name(i))
				}
			}
			return set(leaders)
		}),
		"term", w.each(func(i int) string { return number(w.servers[i].term()) }), "voted", set(voted),
	)
}

func (m *membershipSpec) shown(log []entry) string {
	var entries []string
	for _, e := range log {
		sets := []string{setOf(e.configuration.old)}
		if e.configuration.isJoint() {
			sets = append(sets, setOf(e.configuration.new))
		}
		entries = append(entries, object("term", number(e.term), "configuration", list(sets)))
	}
	return list(entries)
}

func setOf(members []int) string {
	var names []string
	for _, member := range members {
		names = append(names, name(member))
	}
	return set(names)
}
