package main

import (
	"fmt"

	"go.etcd.io/etcd/raft"
	pb "go.etcd.io/etcd/raft/raftpb"
)

// Settings say how the package is used: every one is a field of its raft.Config, or a loss that its storage suffers.
type settings struct {
	servers     int
	voters      int
	checkQuorum bool
	preVote     bool
	batches     bool // All entries that fit into one message, and not one entry in each.
	forgetsVote bool // A restart loses the vote.
	forgetsLog  bool // A restart loses the log.
}

// ElectionTicks are the ticks after which a server that has heard of no leader may help another to become one.
const electionTicks = 10

// Disk is what a restart finds: the package's own storage in memory, with the voters of the beginning.
type disk struct {
	*raft.MemoryStorage
	voters []uint64
}

func (d disk) InitialState() (pb.HardState, pb.ConfState, error) {
	hard, _, err := d.MemoryStorage.InitialState()
	return hard, pb.ConfState{Voters: d.voters}, err
}

// Server is one node of the package with its disk, and the harness around it as the package's documentation asks for:
// what is ready is written, then sent, then applied.
type server struct {
	id   int
	node *raft.RawNode
	disk disk
	// A new leader whose no-op is in memory, and not on the disk yet.
	writesNoOp bool
	history    []input
}

func newServer(id int, s settings) *server {
	voters := make([]uint64, s.voters)
	for i := range voters {
		voters[i] = uint64(i + 1)
	}
	one := &server{id: id, disk: disk{raft.NewMemoryStorage(), voters}}
	one.start(s)
	return one
}

func (s *server) copy(with settings) *server {
	other := newServer(s.id, with)
	for _, in := range s.history {
		other.receive(in, with)
	}
	return other
}

func (s *server) start(with settings) {
	size := uint64(0)
	if with.batches {
		size = 1 << 20
	}
	node, err := raft.NewRawNode(&raft.Config{
		ID: uint64(s.id + 1), ElectionTick: electionTicks, HeartbeatTick: 1, Storage: s.disk, MaxSizePerMsg: size,
		MaxCommittedSizePerReady: 1 << 20, MaxInflightMsgs: 16, CheckQuorum: with.checkQuorum, PreVote: with.preVote,
		Logger: quiet{},
	})
	if err != nil {
		panic(err)
	}
	s.node, s.writesNoOp = node, false
}

func (s *server) restart(with settings) {
	hard, _, _ := s.disk.InitialState()
	if with.forgetsVote {
		hard.Vote = 0
	}
	if with.forgetsLog {
		s.disk.MemoryStorage = raft.NewMemoryStorage()
		hard.Commit = 0
	}
	s.disk.SetHardState(hard)
	s.start(with)
}

// Settle does what the node asks for until it asks for nothing, and returns the messages that it sends.
//
// A leader may send while it writes. So one that has just been elected sends, and writes its no-op when it is told to
// go on: the election and the no-op are two steps of the spec.
func (s *server) settle() []pb.Message {
	var sent []pb.Message
	for s.node.HasReady() {
		ready := s.node.Ready()
		sent = append(sent, ready.Messages...)
		if !raft.IsEmptyHardState(ready.HardState) {
			s.disk.SetHardState(ready.HardState)
		}
		isLeader := s.node.BasicStatus().RaftState == raft.StateLeader
		if ready.SoftState != nil && isLeader {
			s.writesNoOp = true
		}
		if s.writesNoOp && isLeader {
			return sent
		}
		s.writesNoOp = false
		s.disk.Append(ready.Entries)
		for _, e := range ready.CommittedEntries {
			if change, isOne := changeOf(e); isOne {
				s.node.ApplyConfChange(change)
			}
		}
		s.node.Advance(ready)
	}
	return sent
}

func (s *server) status() raft.BasicStatus { return s.node.BasicStatus() }

func (s *server) term() int { return int(s.status().Term) }

func (s *server) leads() bool { return s.status().RaftState == raft.StateLeader }

func (s *server) commit() int { return int(s.status().Commit) }

// The entries on the disk.
func (s *server) entries() []pb.Entry {
	last, _ := s.disk.LastIndex()
	if last == 0 {
		return nil
	}
	entries, _ := s.disk.Entries(1, last+1, 1<<20)
	return entries
}

// The terms of the entries on the disk.
func (s *server) log() []int { return termsOf(s.entries()) }

func termsOf(entries []pb.Entry) []int {
	terms := []int{}
	for _, e := range entries {
		terms = append(terms, int(e.Term))
	}
	return terms
}

// The term of the entry at an index, 0 before the first and -1 behind the last.
func (s *server) termAt(index int) int {
	term, err := s.disk.Term(uint64(index))
	if err != nil {
		return -1
	}
	return int(term)
}

// Quiet says nothing but why the package gives up.
type quiet struct{}

func (quiet) Debug(...interface{})                   {}
func (quiet) Debugf(string, ...interface{})          {}
func (quiet) Info(...interface{})                    {}
func (quiet) Infof(string, ...interface{})           {}
func (quiet) Warning(...interface{})                 {}
func (quiet) Warningf(string, ...interface{})        {}
func (quiet) Error(...interface{})                   {}
func (quiet) Errorf(string, ...interface{})          {}
func (quiet) Fatal(v ...interface{})                 { panic(fmt.Sprint(v...)) }
func (quiet) Fatalf(format string, v ...interface{}) { panic(fmt.Sprintf(format, v...)) }
func (quiet) Panic(v ...interface{})                 { panic(fmt.Sprint(v...)) }
func (quiet) Panicf(format string, v ...interface{}) { panic(fmt.Sprintf(format, v...)) }
