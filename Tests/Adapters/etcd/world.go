package main

import (
	"fmt"
	"sort"

	"go.etcd.io/etcd/raft"
	pb "go.etcd.io/etcd/raft/raftpb"
)

// Input is one thing that happens to one server.
type input struct {
	kind    inputKind
	server  int
	message *pb.Message
	change  pb.ConfChangeV2
}

type inputKind int

const (
	timeout inputKind = iota // The election timer ends.
	propose                  // A client's command arrives; at a new leader, its no-op is written.
	restart
	beat        // A leader's heartbeat timer ends.
	silence     // No leader has been heard of for as long as an election takes.
	delivered   // A message arrives.
	reconfigure // A request for other members arrives.
)

// Leadership is a server that leads a term.
type leadership struct{ term, server int }

// World is the servers and everything that they have sent. A node of the package cannot be copied: a copy of a world
// shares the servers until one gets an input, and that one is made anew by giving it all its inputs again.
type world struct {
	settings  settings
	servers   []*server
	isShared  []bool
	sent      []*pb.Message // In the order of their bytes, each once.
	keys      []string
	leaders   map[leadership][]pb.Entry // The log of whoever has led a term, as long as it was in that term.
	known     map[leadership]int        // What it knew to be committed when it was elected.
	committed map[leadership]int        // What it has committed.
	shown     string                    // What the spec sees of it, once somebody has asked.
}

func newWorld(s settings) *world {
	w := &world{
		settings: s, isShared: make([]bool, s.servers), leaders: map[leadership][]pb.Entry{},
		known: map[leadership]int{}, committed: map[leadership]int{},
	}
	for i := 0; i < s.servers; i++ {
		w.servers = append(w.servers, newServer(i, s))
	}
	return w
}

func (w *world) copy() *world {
	other := &world{
		settings: w.settings, servers: append([]*server(nil), w.servers...), sent: append([]*pb.Message(nil), w.sent...),
		keys: append([]string(nil), w.keys...), leaders: map[leadership][]pb.Entry{}, known: map[leadership]int{},
		committed: map[leadership]int{},
	}
	for range w.servers {
		other.isShared = append(other.isShared, true)
	}
	for key, entries := range w.leaders {
		other.leaders[key], other.known[key] = entries, w.known[key]
	}
	for key, length := range w.committed {
		other.committed[key] = length
	}
	return other
}

// Feed gives one input to one server, and keeps what it sends.
func (w *world) feed(in input) (err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("%v", problem)
		}
	}()
	if w.isShared[in.server] {
		w.servers[in.server] = w.servers[in.server].copy(w.settings)
		w.isShared[in.server] = false
	}
	messages, err := w.servers[in.server].receive(in, w.settings)
	if err != nil {
		return err
	}
	w.shown = ""
	w.send(messages)
	w.noteLeadership(in.server)
	return nil
}

// Receive gives the server an input, and returns what it sends.
func (s *server) receive(in input, with settings) ([]pb.Message, error) {
	s.history = append(s.history, in)
	switch in.kind {
	case timeout:
		s.node.Campaign()
	case propose:
		if !s.writesNoOp {
			// A server that does not lead drops it, and says so.
			s.node.Propose([]byte("command"))
		}
		s.writesNoOp = false
	case restart:
		s.restart(with)
	case beat:
		if s.leads() {
			s.node.Tick()
		}
	case silence:
		for i := 0; i < electionTicks; i++ {
			s.node.TickQuiesced()
		}
	case reconfigure:
		s.node.ProposeConfChange(in.change)
	case delivered:
		if err := s.node.Step(*in.message); err != nil && err != raft.ErrProposalDropped {
			return nil, err
		}
	}
	return s.settle(), nil
}

func (w *world) send(messages []pb.Message) {
	for i := range messages {
		m := messages[i]
		bytes, err := m.Marshal()
		if err != nil {
			panic(err)
		}
		key := string(bytes)
		at := sort.SearchStrings(w.keys, key)
		if at < len(w.keys) && w.keys[at] == key {
			continue
		}
		w.keys = append(w.keys, "")
		copy(w.keys[at+1:], w.keys[at:])
		w.keys[at] = key
		w.sent = append(w.sent, nil)
		copy(w.sent[at+1:], w.sent[at:])
		w.sent[at] = &m
	}
}

// Remembers what a server has done as a leader, which it forgets when it restarts.
func (w *world) noteLeadership(number int) {
	s := w.servers[number]
	if !s.leads() {
		return
	}
	key := leadership{s.term(), number}
	if _, led := w.leaders[key]; !led {
		w.known[key] = s.commit()
	}
	w.leaders[key] = s.entries()
	if s.commit() > w.known[key] {
		w.committed[key] = s.commit()
	}
}

// The messages of a kind from one server to another, where anybody may be negative for all.
func (w *world) messages(kind pb.MessageType, from, to int) []*pb.Message {
	var found []*pb.Message
	for _, m := range w.sent {
		if m.Type == kind && (from < 0 || m.From == uint64(from+1)) && (to < 0 || m.To == uint64(to+1)) {
			found = append(found, m)
		}
	}
	return found
}
