/* An AppendEntries of a leader that ends at a length. A leader sends all that it has from where it believes the follower's
   log to end; so where no message that was sent fits, the two talk until one does, in words that the spec does not have:
   refusals, and acknowledgements that commit nothing. */
#include "specs.h"

enum { ROUNDS = 6 };

static bool fits(const message *m) { return term_at(&servers[m->to], m->index) == m->log_term; }

static bool is_entries(const message *m, int leader, int i, int term) {
    return is(m, RAFT_IO_APPEND_ENTRIES, leader, i) && m->term == term;
}

/* A message that ends at the length and fits; one that does not fit passes on the term and nothing else. */
static const message *fitting(int i, int leader, int term, int length) {
    for (int k = 0; k < sent_count; k++) {
        const message *m = sent[k];
        if (!is_entries(m, leader, i, term)) continue;
        if (fits(m) ? m->index + m->count == length : length == 1) return m;
    }
    return NULL;
}

static int entries_sent(int i, int leader, int term) {
    int count = 0;
    for (int k = 0; k < sent_count; k++) count += is_entries(sent[k], leader, i, term);
    return count;
}

/* Leader j hears an answer of server i; false, and taken back, where that brings no new message, or commits something. */
static bool hears(int i, int leader, int term, input answer, int known, int committed) {
    int mark = world_mark();
    feed(answer);
    if (!failure && entries_sent(i, leader, term) > known && (int)servers[leader].raft.commit_index == committed)
        return true;
    world_undo(mark);
    return false;
}

/* Server i has the message, if there is one, and the leader an answer: one that was given then, or before. */
static bool exchange_with(const message *m, int i, int leader, int term) {
    int mark = world_mark(), known = entries_sent(i, leader, term), committed = (int)servers[leader].raft.commit_index;
    if (m) feed(delivery(m));
    for (int k = 0; !failure && k < sent_count; k++)
        if (is(sent[k], RAFT_IO_APPEND_ENTRIES_RESULT, i, leader) && sent[k]->term == term
            && hears(i, leader, term, delivery(sent[k]), known, committed)) return true;
    if (!m && !failure && hears(i, leader, term, happening(BEAT, leader), known, committed)) return true;
    world_undo(mark);
    return false;
}

static bool exchange(int i, int leader, int term, int length) {
    const server *l = &servers[leader];
    if (!leads(l) || l->term != term) return false;
    for (int wanted = 0; wanted < 2; wanted++)
        for (int k = 0; k < sent_count; k++) {
            const message *m = sent[k];
            if (!is_entries(m, leader, i, term) || fits(m) != wanted) continue;
            if (wanted && m->index + m->count > length) continue;
            if (exchange_with(m, i, leader, term)) return true;
        }
    return exchange_with(NULL, i, leader, term);
}

result append_entries(int i, int leader, int term, int length) {
    int mark = world_mark();
    for (int round = 0; round < ROUNDS; round++) {
        const message *m = fitting(i, leader, term, length);
        if (m) {
            feed(delivery(m));
            return DONE;
        }
        if (!exchange(i, leader, term, length)) break;
    }
    world_undo(mark);
    if (!entries_sent(i, leader, term)) return IMPOSSIBLE;
    if (!leads(&servers[leader]) || servers[leader].term != term)
        return never("a server that leads no longer sends nothing more");
    return never("a leader sends all entries from where it believes the log of a server to end");
}
