/* The specs that the package is held against, as steps and as what is seen. */
#ifndef SPECS_H
#define SPECS_H
#include "world.h"

typedef enum { DONE, REFUSED, IMPOSSIBLE, FAILED, NEVER } result;

/* An action of a spec with its arguments in their order; servers are numbers, and a set of servers is its bits. */
typedef struct {
    const char *action;
    int arguments[4];
} step;

typedef struct {
    int last_term; /* The spec's. */
    int entries, members;
    bool is_membership, is_single;
} limits;
extern limits spec;
extern const char *reason; /* Of NEVER. */

result never(const char *why);
result undone(int mark, result r);

result take_of_raft(const step *s);
result append_entries(int i, int leader, int term, int length);
result commit(int i, int length, bool counts_only_present);
result request_vote(int i, int candidate, int term);
const char *seen_of_raft(void);

result take_of_membership(const step *s);
const char *seen_of_membership(void);

const char *seen(void);

/* Text of what is seen. */
void text_start(void);
void text(const char *format, ...);
const char *text_end(void);
void each(void (*value)(int server, int term), int term);
void per_term(void (*value)(int server, int term));
#endif
