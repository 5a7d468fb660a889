package main

import (
	"fmt"

	"go.etcd.io/etcd/raft"
	pb "go.etcd.io/etcd/raft/raftpb"
)

// Step is an action of the spec with its arguments, in their order; servers are numbers.
type step struct {
	action    string
	arguments []int
	order     string
}

// Result is what came of a step: the words of the protocol.
type result struct {
	did    string
	reason string
}

var impossible = result{did: "impossible"}

// Take gives a copy of the servers the inputs of a step: what the spec calls one message handled, one timer that ends,
// one command. Which messages there are decides whether it can be; the code decides what comes of it.
func (r *raftSpec) take(w *world, s step) (*world, result, error) {
	switch i := s.arguments[0]; s.action {
	case "timeout":
		if w.servers[i].term() >= r.lastTerm {
			return w, impossible, nil
		}
		return r.timeout(w, i)
	case "vote", "refuse":
		return r.request(w, s, i, s.arguments[1], s.arguments[2])
	case "lead":
		return r.lead(w, i, s.order)
	case "reject":
		return r.reject(w, i, s.arguments[1])
	case "discover":
		return r.discover(w, i, s.arguments[1])
	case "restart":
		return w.after(input{kind: restart, server: i})
	case "propose":
		if len(w.servers[i].log()) >= r.entries {
			return w, impossible, nil
		}
		return w.after(input{kind: propose, server: i})
	case "append":
		return r.append(w, i, s.arguments[1], s.arguments[2], s.arguments[3])
	case "commit":
		return r.commit(w, i, s.arguments[1], s.order, func(int) bool { return true })
	}
	return w, result{}, fmt.Errorf("no action %q in this adapter; does it belong to another version of the spec?", s.action)
}

// After is a copy to which all of that has happened.
func (w *world) after(inputs ...input) (*world, result, error) {
	next := w.copy()
	for _, in := range inputs {
		if err := next.feed(in); err != nil {
			return w, result{}, err
		}
	}
	return next, result{did: "done"}, nil
}

func delivery(m *pb.Message) input {
	return input{kind: delivered, server: int(m.To) - 1, message: m}
}

// Hearing is what comes before a server hears of a term. A new leader that has not written its no-op cannot give way
// without it, except that it crashes; and whoever counts on a leader has to have waited for it in vain.
func (w *world) hearing(i, term int) []input {
	s := w.servers[i]
	var before []input
	if term > s.term() && s.writesNoOp {
		before = append(before, input{kind: restart, server: i})
	}
	if w.settings.checkQuorum {
		before = append(before, input{kind: silence, server: i})
	}
	return before
}

func (r *raftSpec) timeout(w *world, i int) (*world, result, error) {
	if !w.settings.preVote {
		return w.after(input{kind: timeout, server: i})
	}
	return r.preVote(w, i)
}

// A candidate asks in advance, and stands when a majority would vote for it.
func (r *raftSpec) preVote(w *world, i int) (*world, result, error) {
	asking, done, err := w.after(input{kind: timeout, server: i})
	if err != nil || w.servers[i].leads() {
		return asking, done, err
	}
	term := asking.servers[i].term()
	for k := range asking.servers {
		for _, m := range asking.messages(pb.MsgPreVote, i, k) {
			if int(m.Term) != term+1 {
				continue
			}
			asked, _, err := asking.after(append(asking.hearing(k, 0), delivery(m))...)
			if err != nil {
				return w, result{}, err
			}
			for _, answer := range asked.messages(pb.MsgPreVoteResp, k, i) {
				if answer.Reject || int(answer.Term) != term+1 {
					continue
				}
				standing, done, err := asked.after(delivery(answer))
				if err != nil || standing.servers[i].term() > term {
					return standing, done, err
				}
			}
		}
	}
	return w, result{"never", "with pre-vote, a server stands only when another would vote for it"}, nil
}

// Server i handles the request of candidate j for its vote.
func (r *raftSpec) request(w *world, s step, i, j, term int) (*world, result, error) {
	for _, m := range w.messages(pb.MsgVote, j, i) {
		if int(m.Term) != term {
			continue
		}
		next, done, err := w.after(append(w.hearing(i, term), delivery(m))...)
		status := w.servers[i].status()
		hasLeader := status.Lead != raft.None && status.Vote == raft.None && int(status.Term) == term
		if err == nil && s.action == "vote" && hasLeader && r.looksSame(w, next) {
			return w, result{"never", "a server that has heard of the leader of a term votes for nobody in it"}, nil
		}
		return next, done, err
	}
	return w, impossible, nil
}

// Candidate i has the votes that there are, of all terms and twice each, which it has to see.
func (r *raftSpec) lead(w *world, i int, order string) (*world, result, error) {
	var votes []input
	for _, m := range w.messages(pb.MsgVoteResp, -1, i) {
		if !m.Reject {
			votes = append(votes, delivery(m))
		}
	}
	if len(votes) == 0 {
		return w, impossible, nil
	}
	inputs := append(arranged(votes, order), votes...)
	return w.after(append(inputs, input{kind: beat, server: i})...)
}

// Server i handles what j has sent in an earlier term: a leader's entries or heartbeat before a candidate's request.
func (r *raftSpec) reject(w *world, i, j int) (*world, result, error) {
	term := w.servers[i].term()
	for _, kind := range []pb.MessageType{pb.MsgHeartbeat, pb.MsgApp, pb.MsgVote} {
		for _, m := range w.messages(kind, j, i) {
			if int(m.Term) >= term {
				continue
			}
			next, done, err := w.after(delivery(m))
			if err != nil || !r.looksSame(w, next) {
				return next, done, err
			}
			answers := w.settings.checkQuorum || w.settings.preVote
			if answers && kind == pb.MsgVote {
				return w, result{"never", "an old request for a vote is dropped without an answer"}, nil
			} else if !answers {
				return w, result{"never",
					"an old message is dropped without an answer, unless CheckQuorum or PreVote is set"}, nil
			}
			return next, done, err
		}
	}
	return w, impossible, nil
}

// Server i hears of a term from an answer to a message of its own.
func (r *raftSpec) discover(w *world, i, term int) (*world, result, error) {
	for _, m := range w.messages(pb.MsgAppResp, -1, i) {
		if int(m.Term) == term && term > w.servers[i].term() {
			return w.after(append(w.hearing(i, term), delivery(m))...)
		}
	}
	return w, impossible, nil
}

// Leader i has the acknowledgements of a length: one of each server that counts, and those of earlier terms, which it is
// not to count.
func (r *raftSpec) commit(w *world, i, length int, order string, counts func(int) bool) (*world, result, error) {
	term := w.servers[i].term()
	best := map[uint64]*pb.Message{}
	var evidence []input
	for _, m := range w.messages(pb.MsgAppResp, -1, i) {
		switch index := int(m.Index); {
		case m.Reject || index < length || !counts(int(m.From)-1):
		case int(m.Term) < term:
			evidence = append(evidence, delivery(m))
		case int(m.Term) == term && (best[m.From] == nil || m.Index < best[m.From].Index):
			best[m.From] = m
		}
	}
	exact := 0
	for from := uint64(1); from <= uint64(len(w.servers)); from++ {
		if m := best[from]; m != nil && int(m.Index) == length {
			evidence, exact = append(evidence, delivery(m)), exact+1
		}
	}
	if exact == 0 && len(best) > 0 {
		return w, result{"never", "entries that are acknowledged together are committed together"}, nil
	}
	if len(evidence) == 0 {
		return w, impossible, nil
	}
	return w.after(arranged(evidence, order)...)
}

func arranged(inputs []input, order string) []input {
	all := append([]input(nil), inputs...)
	if order == "descending" {
		for a, b := 0, len(all)-1; a < b; a, b = a+1, b-1 {
			all[a], all[b] = all[b], all[a]
		}
	} else if order == "shuffled" && len(all) > 1 {
		all = append(all[len(all)/2:], all[:len(all)/2]...)
	}
	return all
}
