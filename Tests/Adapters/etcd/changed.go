//go:build changed

package main

import "go.etcd.io/etcd/raft"

// Makes the change in the copy of the package that the adapter was built with.
func change(mutant string) error {
	raft.QuorateChange = mutant
	return nil
}
