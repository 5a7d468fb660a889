package main

import (
	"go.etcd.io/etcd/raft"
	pb "go.etcd.io/etcd/raft/raftpb"
)

// RaftSpec is the spec Raft with its parameters.
type raftSpec struct {
	lastTerm int
	entries  int
}

func (*raftSpec) variables() []string {
	return []string{"messages", "term", "vote", "log", "role", "requests", "appends", "acknowledged"}
}

// Observe is the state of the spec that the servers, their disks and their messages show.
func (r *raftSpec) observe(w *world) string {
	requests, acknowledged := map[leadership]string{}, map[leadership]int{}
	for _, m := range w.sent {
		key := leadership{int(m.Term), int(m.From) - 1}
		switch {
		case m.Type == pb.MsgVote:
			requests[key] = object("term", number(int(m.LogTerm)), "index", number(int(m.Index)))
		case m.Type == pb.MsgAppResp && !m.Reject && int(m.Index) > acknowledged[key]:
			acknowledged[key] = int(m.Index)
		}
	}
	each := func(value func(s *server) string) string {
		return w.each(func(i int) string { return value(w.servers[i]) })
	}
	perLeadership := func(value func(key leadership) string) string {
		return perTerm(func(term int) string {
			return w.each(func(i int) string { return value(leadership{term, i}) })
		})
	}
	return object(
		"messages", set(w.said()),
		"term", each(func(s *server) string { return number(s.term()) }),
		"vote", each((*server).vote),
		"log", each(func(s *server) string { return numbers(s.log()) }),
		"role", each((*server).role),
		"requests", perLeadership(func(key leadership) string {
			if end, asked := requests[key]; asked {
				return end
			}
			return quoted("none")
		}),
		"appends", perLeadership(func(key leadership) string {
			if log, led := w.leaders[key]; led {
				return numbers(termsOf(log))
			}
			return quoted("none")
		}),
		"acknowledged", perLeadership(func(key leadership) string { return number(acknowledged[key]) }),
	)
}

// The votes, commitments and refusals that the messages say.
func (w *world) said() []string {
	var said []string
	known := map[string]bool{}
	say := func(tag string, value string) {
		text := object("tag", quoted(tag), "value", value)
		if !known[text] {
			known[text] = true
			said = append(said, text)
		}
	}
	for _, m := range w.sent {
		from, to, term := int(m.From)-1, int(m.To)-1, number(int(m.Term))
		switch {
		case m.Type == pb.MsgVote:
			// A candidate votes for itself without a message.
			say("vote", object("by", name(from), "for", name(from), "term", term))
		case m.Type == pb.MsgVoteResp && !m.Reject:
			say("vote", object("by", name(from), "for", name(to), "term", term))
		case m.Type == pb.MsgAppResp && int(m.Term) > w.servers[to].term():
			say("rejection", object("to", name(to), "term", term))
		}
	}
	for term := 1; term <= terms; term++ {
		for length := 1; length <= w.committedIn(term); length++ {
			say("commit", object("term", number(term), "length", number(length)))
		}
	}
	return said
}

// The number of entries that whoever led a term has committed in it.
func (w *world) committedIn(term int) int {
	length := 0
	for i := range w.servers {
		if committed := w.committed[leadership{term, i}]; committed > length {
			length = committed
		}
	}
	return length
}

func (s *server) vote() string {
	if vote := s.status().Vote; vote != raft.None {
		return name(int(vote) - 1)
	}
	return quoted("nobody")
}

func (s *server) role() string {
	switch s.status().RaftState {
	case raft.StateLeader:
		return quoted("leader")
	case raft.StateCandidate:
		return quoted("candidate")
	default:
		return quoted("follower")
	}
}

// Two worlds that look the same show the spec the same.
func (r *raftSpec) looksSame(left, right *world) bool {
	return shown(r, left) == shown(r, right)
}
