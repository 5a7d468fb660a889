/*
 * Two-phase commit with a transaction manager and N resource managers, after
 *   J. Gray, L. Lamport: "Consensus on Transaction Commit",
 *   ACM Transactions on Database Systems 31(1), 2006.
 * Twin of the Quorate spec TwoPhaseCommit. What must agree:
 *   distinct states, transitions, and that consistency holds:
 *     N = 3: 288 and 1146;  N = 8: 1745408 and 18507778;
 *     N = 9: 10340352 and 123558402.
 *
 * One process, one option of the loop per action instance, so that Spin makes
 * exactly one transition per instance; options without effect are matched
 * transitions. The state is held in masks, bit i standing for manager i.
 * Consistency is the guard of the first option: it is evaluated once in every
 * distinct state and is never enabled while the invariant holds.
 *
 * Number of managers: -DN=n (1 to 10).
 */

#ifndef N
#define N 9
#endif

#define ALL ((1 << N) - 1)

/* manager i:  working: hi 0, lo 0   prepared: hi 0, lo 1
 *             committed: hi 1, lo 0   aborted: hi 1, lo 1           */
unsigned lo : N;
unsigned hi : N;
unsigned told : N;        /* Prepared(i) is in the message set         */
unsigned counted : N;     /* the transaction manager has it            */
unsigned tm : 2;          /* 0 undecided, 1 committed, 2 aborted; the
                             messages Commit and Abort have separate bits */
bit commitMsg, abortMsg;

#define CONSISTENT !((hi & lo) != 0 && (hi & (ALL ^ lo)) != 0)

#define MANAGER(B) \
    :: atomic { tm == 0 && (told & B) != 0 -> counted = counted | B } \
    :: atomic { ((hi | lo) & B) == 0 -> lo = lo | B; told = told | B } \
    :: atomic { ((hi | lo) & B) == 0 -> lo = lo | B; hi = hi | B } \
    :: atomic { commitMsg -> hi = hi | B; lo = lo & (ALL ^ B) } \
    :: atomic { abortMsg -> hi = hi | B; lo = lo | B }

active proctype Run()
{
    do
    :: !(CONSISTENT) -> assert(false)
    :: atomic { tm == 0 && counted == ALL -> tm = 1; commitMsg = 1 }
    :: atomic { tm == 0 -> tm = 2; abortMsg = 1 }
    MANAGER(1)
#if N > 1
    MANAGER(2)
#endif
#if N > 2
    MANAGER(4)
#endif
#if N > 3
    MANAGER(8)
#endif
#if N > 4
    MANAGER(16)
#endif
#if N > 5
    MANAGER(32)
#endif
#if N > 6
    MANAGER(64)
#endif
#if N > 7
    MANAGER(128)
#endif
#if N > 8
    MANAGER(256)
#endif
#if N > 9
    MANAGER(512)
#endif
    od
}
