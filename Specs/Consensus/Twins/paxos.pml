/*
 * Single-decree Paxos with 3 acceptors, 2 values and ballots 0..B, after
 *   L. Lamport: "The Part-Time Parliament", ACM TOCS 16(2), 1998, and
 *   "Paxos Made Simple", ACM SIGACT News 32(4), 2001.
 * Twin of the Quorate spec Paxos. What must agree: the distinct states
 * (B = 1: 3921, B = 2: 185369, B = 3: 8220065) and that at most one value is
 * chosen.
 *
 * How 2a is counted: by default once for every (ballot, value) for which some
 * quorum justifies it. With -DWITNESS it is counted once for every quorum and
 * justifying message in it (once for every quorum whose members report no
 * vote), which is the count of 23563 transitions published for B = 1.
 *
 * One process, one option of the loop per action instance, so that Spin makes
 * exactly one transition per instance; options without effect are matched
 * transitions. The invariant is the guard of the first option: it is evaluated
 * once in every distinct state and is never enabled while it holds.
 *
 * Last ballot: -DB=b (0 to 3).
 */

#ifndef B
#define B 3
#endif

/* A vote is one number: 1 for none, else 2 * (ballot + 1) + (value - 1).
 * So vote >> 1 is the ballot plus one and vote & 1 tells the value.          */

/* Acceptors x, y, z: highest ballot seen plus one, last vote (as above).      */
unsigned balX : 3; unsigned balY : 3; unsigned balZ : 3;
unsigned votX : 4 = 1; unsigned votY : 4 = 1; unsigned votZ : 4 = 1;

/* Messages of ballot b:
 *   asked_b     1a
 *   x_b y_b z_b 1b of each acceptor: the vote it reports, 0 while not sent
 *   put_b       2a: 0 while not sent, else 1 or 2, the value
 *   got_b       2b: mask of the acceptors that sent it (x 1, y 2, z 4)        */
unsigned asked : 4;

#define BALLOT(b) \
    unsigned x##b : 3; unsigned y##b : 3; unsigned z##b : 3; \
    unsigned put##b : 2; unsigned got##b : 3;

BALLOT(0)
#if B > 0
BALLOT(1)
#endif
#if B > 1
BALLOT(2)
#endif
#if B > 2
BALLOT(3)
#endif

/* Two acceptors' answers p and q, both given, let value v be put forward.     */
#define FREE(p, q)       (p == 1 && q == 1)
#define LEADS(p, q)      (p != 1 && (p >> 1) >= (q >> 1))
#define HAS(p, v)        ((p & 1) == v - 1)
#define JUST(p, q, v) \
    (p != 0 && q != 0 && (FREE(p, q) || (LEADS(p, q) && HAS(p, v)) \
                                     || (LEADS(q, p) && HAS(q, v))))

#define ASK(b) \
    :: asked = asked | (1 << b)

#define PROMISE(b, A, a, bit) \
    :: atomic { (asked & (1 << b)) != 0 && bal##A < b + 1 -> \
                bal##A = b + 1; a##b = vot##A }

#define VOTE(b, A, a, bit) \
    :: atomic { put##b != 0 && bal##A <= b + 1 -> \
                bal##A = b + 1; vot##A = 2 * b + 1 + put##b; got##b = got##b | bit }

#ifdef WITNESS
#define PUTQ(b, p, q) \
    :: atomic { put##b == 0 && FREE(p##b, q##b) -> put##b = 1 } \
    :: atomic { put##b == 0 && FREE(p##b, q##b) -> put##b = 2 } \
    :: atomic { put##b == 0 && q##b != 0 && p##b > 1 && LEADS(p##b, q##b) -> \
                put##b = 1 + (p##b & 1) } \
    :: atomic { put##b == 0 && p##b != 0 && q##b > 1 && LEADS(q##b, p##b) -> \
                put##b = 1 + (q##b & 1) }
#define PUT(b) PUTQ(b, x, y) PUTQ(b, x, z) PUTQ(b, y, z)
#else
#define PUTV(b, v) \
    :: atomic { put##b == 0 && \
                (JUST(x##b, y##b, v) || JUST(x##b, z##b, v) || JUST(y##b, z##b, v)) -> \
                put##b = v }
#define PUT(b) PUTV(b, 1) PUTV(b, 2)
#endif

#define ROUND(b) \
    ASK(b) \
    PROMISE(b, X, x, 1) PROMISE(b, Y, y, 2) PROMISE(b, Z, z, 4) \
    PUT(b) \
    VOTE(b, X, x, 1) VOTE(b, Y, y, 2) VOTE(b, Z, z, 4)

/* The value chosen in ballot b, 0 if none: 232 has the bits 3, 5, 6 and 7,
 * the masks with two or three members. Values 1 and 2 are single bits.        */
#define CHOSEN(b)   (((232 >> got##b) & 1) * put##b)

#if B == 0
#define CHOSEN_ALL  CHOSEN(0)
#elif B == 1
#define CHOSEN_ALL  (CHOSEN(0) | CHOSEN(1))
#elif B == 2
#define CHOSEN_ALL  (CHOSEN(0) | CHOSEN(1) | CHOSEN(2))
#else
#define CHOSEN_ALL  (CHOSEN(0) | CHOSEN(1) | CHOSEN(2) | CHOSEN(3))
#endif

active proctype Run()
{
    do
    :: CHOSEN_ALL == 3 -> assert(false)
    ROUND(0)
#if B > 0
    ROUND(1)
#endif
#if B > 1
    ROUND(2)
#endif
#if B > 2
    ROUND(3)
#endif
    od
}
