//go:build !changed

package main

import "fmt"

func change(mutant string) error {
	return fmt.Errorf("the package as it is has no change %q; build the adapter with the tag \"changed\"", mutant)
}
