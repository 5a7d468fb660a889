// Two-phase commit in Go, under Quorate: the real code is Coordinator and Manager, the rest is the adapter.
// A first argument makes it wrong in one way.
package main

import (
	"errors"
	"fmt"
	"os"
	"quorate"
)

// Manager is a resource manager.
type Manager struct{ phase string }

// Coordinator decides once every manager is prepared.
type Coordinator struct {
	managers int
	hasty    bool
	heard    map[string]bool
	decision string
}

func (c *Coordinator) commit() error {
	enough := len(c.heard) == c.managers || c.hasty && len(c.heard) > 0
	if c.decision != "undecided" || !enough {
		return errors.New("not yet")
	}
	c.decision = "committed"
	return nil
}

type system struct {
	wrong       string
	hello       quorate.Hello
	coordinator Coordinator
	managers    map[string]*Manager
	prepared    map[string]bool // Messages on their way.
	started     int
}

func (s *system) Hello(hello quorate.Hello) ([]string, error) {
	if hello.Spec != "TwoPhaseCommit" {
		return nil, fmt.Errorf("this is two-phase commit, and no %s", hello.Spec)
	}
	s.hello = hello
	return []string{"manager", "prepared", "acknowledged", "decision"}, nil
}

func (s *system) Start(map[string]any) error {
	hasty := s.wrong == "hasty" || s.hello.Mutant == "hasty-commit"
	s.coordinator = Coordinator{len(s.hello.Replicas), hasty, map[string]bool{}, "undecided"}
	s.managers, s.prepared = map[string]*Manager{}, map[string]bool{}
	for _, name := range s.hello.Replicas {
		s.managers[name] = &Manager{"working"}
	}
	s.started++
	return nil
}

func (s *system) Take(step quorate.Step) (quorate.Result, error) {
	name := step.Text(0)
	manager := s.managers[name]
	switch step.Action {
	case "prepare":
		if manager.phase != "working" {
			return quorate.Refused, nil
		}
		manager.phase = "prepared"
		s.prepared[name] = true
		return quorate.Done.Sending(quorate.Message{From: name, Content: "prepared"}), nil
	case "abortAlone":
		if manager.phase != "working" {
			return quorate.Refused, nil
		}
		manager.phase = "aborted"
	case "receivePrepared":
		if !s.prepared[name] {
			return quorate.Impossible, nil
		}
		if s.coordinator.decision != "undecided" {
			return quorate.Refused, nil
		}
		if s.wrong == "unsteady" && s.started%2 == 0 {
			return quorate.Done, nil
		}
		s.coordinator.heard[name] = true
	case "commit":
		if s.coordinator.commit() != nil {
			return quorate.Refused, nil
		}
	case "abort":
		if s.coordinator.decision != "undecided" {
			return quorate.Refused, nil
		}
		s.coordinator.decision = "aborted"
	case "obeyCommit", "obeyAbort":
		decision := map[string]string{"obeyCommit": "committed", "obeyAbort": "aborted"}[step.Action]
		if s.coordinator.decision != decision {
			return quorate.Impossible, nil
		}
		if s.wrong == "panics" && decision == "committed" {
			panic("no such thing as a commit")
		}
		manager.phase = decision
	default:
		return quorate.Result{}, fmt.Errorf("no action %s", step.Action)
	}
	return quorate.Done, nil
}

func (s *system) State() map[string]any {
	phases, prepared, heard := map[string]string{}, []any{}, []any{}
	for name, manager := range s.managers {
		phases[name] = manager.phase
	}
	for name := range s.prepared {
		prepared = append(prepared, name)
	}
	for name := range s.coordinator.heard {
		heard = append(heard, name)
	}
	return map[string]any{
		"manager": quorate.Map(phases), "prepared": quorate.Set(prepared...),
		"acknowledged": quorate.Set(heard...), "decision": s.coordinator.decision,
	}
}

func main() {
	wrong := ""
	if len(os.Args) > 1 {
		wrong = os.Args[1]
	}
	quorate.Serve(&system{wrong: wrong})
}
