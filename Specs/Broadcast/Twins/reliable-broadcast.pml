/*
 * Asynchronous reliable broadcast with Byzantine faults, after
 *   T. K. Srikanth, S. Toueg: "Simulating Authenticated Broadcasts to Derive
 *   Simple Fault-Tolerant Algorithms", Distributed Computing 2(2), 1987.
 * Twin of the Quorate spec ReliableBroadcast. What must agree: distinct
 * states, transitions, and that unforgeability holds:
 *     N,T,F = 4,1,1: 14424 and 227344;   4,1,0: 17080 and 325268;
 *             5,1,1: 1070000 and 38428080.
 * Spin's figures for states and transitions are each larger by one: it has one
 * state in front of the initial ones, in which the faulty processes and the
 * start values are chosen.
 *
 * A step of a correct process is: which process and which kind of step (first
 * half of an atomic sequence, not stored), and which echoes arrive with it
 * (second half): one Spin transition per process, kind and set of echoes.
 * The second half can never block, because the first is enabled only if the
 * largest set of echoes will do. Breadth-first search would store the states
 * between the halves; -DFLAT makes each step one option of the loop instead.
 * Then too Spin stores the states between the choices in front of the initial
 * states: states and transitions are larger by the "atomic steps" it prints.
 *
 * Unforgeability, as a statement about one state: a correct process that has
 * accepted holds echoes of more than T correct processes, so of more senders
 * than could have forged one. It is the guard of the first option of the loop:
 * evaluated once in every distinct state, never enabled while it holds.
 *
 * Parameters: -DN=n -DT=t -DF=f, with n from 2 to 5; -DFLAT as above.
 */

#ifndef N
#define N 5
#endif
#ifndef T
#define T 1
#endif
#ifndef F
#define F 1
#endif

#define ALL ((1 << N) - 1)

/* Has the set s (of processes 0 to 4) k members or more? Bit s of a constant
 * tells. k is a constant too, so that all but one of the cases vanish.        */
#define BIT(c, s)  ((((c) >> (s)) & 1) != 0)
#define AT_LEAST(k, s) \
    ((k) <= 0 || ((k) == 1 && (s) != 0) || \
     ((k) == 2 && BIT(-65816, s)) || ((k) == 3 && BIT(-18290560, s)) || \
     ((k) == 4 && BIT(-394231808, s)) || ((k) == 5 && (s) == 31))

/* process i:  V0: hi 0, lo 0   V1: hi 0, lo 1   SE: hi 1, lo 0   AC: hi 1, lo 1 */
unsigned lo : N;
unsigned hi : N;
unsigned faulty : N;
unsigned sent : N;        /* correct processes that sent ECHO                    */
#define RECEIVED(i) unsigned got##i : N;     /* the senders whose ECHO i has     */
#define PROCESSES_2(M) M(0) M(1)
#if N == 2
#define PROCESSES(M) PROCESSES_2(M)
#elif N == 3
#define PROCESSES(M) PROCESSES_2(M) M(2)
#elif N == 4
#define PROCESSES(M) PROCESSES_2(M) M(2) M(3)
#else
#define PROCESSES(M) PROCESSES_2(M) M(2) M(3) M(4)
#endif

PROCESSES(RECEIVED)

#define NEAR     (sent | faulty)     /* the echoes that can arrive               */
#define HAS(i,X) (got##i | X)        /* what i has received with those of X      */

#define START(i) \
    if :: skip :: lo = lo | (1 << i) fi; \
    if \
    :: !AT_LEAST(F, faulty) -> faulty = faulty | (1 << i) \
    :: AT_LEAST(i + 1 - (N - F), faulty) -> skip \
    fi;

#define MAY_START(i)  (((hi | faulty) & (1 << i)) == 0 && (lo & (1 << i)) != 0)
#define MAY_SEND(i)   (((hi | faulty) & (1 << i)) == 0)
#define MAY_ACCEPT(i) ((hi & (ALL ^ lo) & (1 << i)) != 0)

#ifdef FLAT
#define ALSO(c)  c &&
#else
#define ALSO(c)
#endif

/* The first kind of step: a process with V1 sends ECHO, whatever it receives.  */
#define START_WITH(i, X) \
    :: atomic { ALSO(MAY_START(i)) (NEAR & X) == X -> \
       got##i = HAS(i, X); sent = sent | (1 << i); \
       hi = hi | (1 << i); lo = lo & (ALL ^ (1 << i)) }

/* The other kinds: enough echoes make it send, more make it accept.            */
#define OTHER(i, X, MAY, K) \
    :: atomic { ALSO(MAY(i)) (NEAR & X) == X && AT_LEAST(K, HAS(i, X)) -> \
       got##i = HAS(i, X); sent = sent | (1 << i); \
       hi = hi | (1 << i); \
       lo = (AT_LEAST(N - T, HAS(i, X)) -> lo | (1 << i) : lo & (ALL ^ (1 << i))) }
#define SEND_AT(i, X)    OTHER(i, X, MAY_SEND, N - 2 * T)
#define ACCEPT_AT(i, X)  OTHER(i, X, MAY_ACCEPT, N - T)

#define SETS_4(M, i)  M(i, 0) M(i, 1) M(i, 2) M(i, 3)
#if N > 2
#define SETS_8(M, i)  SETS_4(M, i) M(i, 4) M(i, 5) M(i, 6) M(i, 7)
#else
#define SETS_8(M, i)  SETS_4(M, i)
#endif
#if N > 3
#define SETS_16(M, i) SETS_8(M, i) M(i, 8) M(i, 9) M(i, 10) M(i, 11) \
                      M(i, 12) M(i, 13) M(i, 14) M(i, 15)
#else
#define SETS_16(M, i) SETS_8(M, i)
#endif
#if N > 4
#define SETS(M, i)    SETS_16(M, i) M(i, 16) M(i, 17) M(i, 18) M(i, 19) \
                      M(i, 20) M(i, 21) M(i, 22) M(i, 23) \
                      M(i, 24) M(i, 25) M(i, 26) M(i, 27) \
                      M(i, 28) M(i, 29) M(i, 30) M(i, 31)
#else
#define SETS(M, i)    SETS_16(M, i)
#endif

#ifdef FLAT
#define STEP(i)  SETS(START_WITH, i) SETS(SEND_AT, i) SETS(ACCEPT_AT, i)
#else
#define STEP(i) \
    :: atomic { MAY_START(i) -> if SETS(START_WITH, i) fi } \
    :: atomic { MAY_SEND(i) && AT_LEAST(N - 2 * T, HAS(i, NEAR)) -> \
                if SETS(SEND_AT, i) fi } \
    :: atomic { MAY_ACCEPT(i) && AT_LEAST(N - T, HAS(i, NEAR)) -> \
                if SETS(ACCEPT_AT, i) fi }
#endif

#define FORGED(i) \
    || (hi & lo & (ALL ^ faulty) & (1 << i)) != 0 && !AT_LEAST(T + 1, got##i & sent)

active proctype Run()
{
    atomic { PROCESSES(START) }
    do
    :: false PROCESSES(FORGED) -> assert(false)
    :: sent = sent
    PROCESSES(STEP)
    od
}
