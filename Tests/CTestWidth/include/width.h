// Nothing to call: the target sets the width of the tests before `main`.
