package main

import pb "go.etcd.io/etcd/raft/raftpb"

// Piece is a message with a leader's entries, as a follower will see it.
type piece struct {
	message *pb.Message
	fits    bool // The follower's log agrees before the entries.
	end     int  // The last entry that the follower will acknowledge.
}

// Pieces are what leader j has sent to server i in a term.
func (w *world) pieces(i, j, term int) []piece {
	s := w.servers[i]
	var found []piece
	for _, m := range w.messages(pb.MsgApp, j, i) {
		if int(m.Term) != term {
			continue
		}
		index := int(m.Index)
		fits := s.termAt(index) == int(m.LogTerm)
		end := index + len(m.Entries)
		// What is committed is the same everywhere: the package looks at nothing that begins before its end.
		if index < s.commit() {
			fits, end = true, s.commit()
		}
		found = append(found, piece{m, fits, end})
	}
	return found
}

// Append gives server i an AppendEntries of leader j that ends at a length. A leader begins where it believes the follower's
// log to agree, and sends one entry at a time, or all; so where none fits, the two talk until one does, in words that the
// spec does not have: refusals, answers to heartbeats, and acknowledgements that commit nothing.
func (r *raftSpec) append(w *world, i, j, term, length int) (*world, result, error) {
	before := w.hearing(i, term)
	talk, _, err := w.after(before...)
	if err != nil {
		return w, result{}, err
	}
	if beats := w.beats(i, j, term); length == 0 && len(beats) > 0 {
		return talk.after(delivery(beats[0]))
	}
	for round := 0; round < 6; round++ {
		if m := fitting(talk.pieces(i, j, term), length); m != nil {
			return talk.after(delivery(m))
		}
		next, err := talk.exchange(i, j, term, length)
		if err != nil {
			return w, result{}, err
		}
		if next == nil {
			break
		}
		talk = next
	}
	// A log of which nothing was ever sent.
	if len(w.pieces(i, j, term)) == 0 && len(w.beats(i, j, term)) == 0 {
		return w, impossible, nil
	}
	return w, result{"never", w.silence(j, term)}, nil
}

// Silence is the reason why a leader does not send what the spec lets a follower have.
func (w *world) silence(j, term int) string {
	switch s := w.servers[j]; {
	case !s.leads() || s.term() != term:
		return "a server that leads no longer sends nothing more"
	case w.settings.batches:
		return "a leader sends all that a server lacks at once"
	default:
		return "a leader sends one entry, and commits it before it sends the next"
	}
}

func (w *world) beats(i, j, term int) []*pb.Message {
	var found []*pb.Message
	for _, m := range w.messages(pb.MsgHeartbeat, j, i) {
		if int(m.Term) == term {
			found = append(found, m)
		}
	}
	return found
}

// A message that ends at the length and fits; one that does not fit passes on the term and nothing else.
func fitting(pieces []piece, length int) *pb.Message {
	for _, p := range pieces {
		if p.fits && p.end == length || length == 0 && !p.fits {
			return p.message
		}
	}
	return nil
}

// Exchange is a copy in which server i has had a message that it answers, and leader j the answer; nil where that brings
// no new message, or commits something.
func (w *world) exchange(i, j, term, length int) (*world, error) {
	leader := w.servers[j]
	if !leader.leads() || leader.term() != term {
		return nil, nil
	}
	for _, m := range w.words(i, j, term, length) {
		heard, _, err := w.after(delivery(m))
		if err != nil {
			return nil, err
		}
		for _, answer := range heard.answers(m) {
			told, _, err := heard.after(delivery(answer))
			if err != nil {
				return nil, err
			}
			isNew := len(told.messages(pb.MsgApp, j, i)) > len(w.messages(pb.MsgApp, j, i))
			if isNew && told.servers[j].commit() == leader.commit() {
				return told, nil
			}
		}
	}
	return nil, nil
}

// Messages whose answers make a leader send more: the last entries that do not fit, the last that do not reach the length,
// and a heartbeat.
func (w *world) words(i, j, term, length int) []*pb.Message {
	var misfit, short *pb.Message
	for _, p := range w.pieces(i, j, term) {
		if !p.fits {
			misfit = p.message
		} else if p.end < length {
			short = p.message
		}
	}
	found := w.beats(i, j, term)
	for _, m := range []*pb.Message{short, misfit} {
		if m != nil {
			found = append([]*pb.Message{m}, found...)
		}
	}
	return found
}

// The answers that the receiver of m may have given to it.
func (w *world) answers(m *pb.Message) []*pb.Message {
	kind := pb.MsgAppResp
	if m.Type == pb.MsgHeartbeat {
		kind = pb.MsgHeartbeatResp
	}
	var found []*pb.Message
	for _, answer := range w.messages(kind, int(m.To)-1, int(m.From)-1) {
		if answer.Term == m.Term {
			found = append(found, answer)
		}
	}
	return found
}
