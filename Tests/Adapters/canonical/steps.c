/* The actions of the spec Raft as inputs of servers. Which messages there are decides whether a step can be; the code
   decides what comes of it. */
#include "specs.h"
#include <stdlib.h>
#include <string.h>

enum { MESSAGES_OF_ONE = 40 };

limits spec;
const char *reason;

result never(const char *why) {
    reason = why;
    return NEVER;
}

result undone(int mark, result r) {
    world_undo(mark);
    return r;
}

static result after(input in) {
    feed(in);
    return DONE;
}

static bool changes(input in) {
    char *before = strdup(seen());
    feed(in);
    bool changed = failure || strcmp(before, seen());
    free(before);
    return changed;
}

static result timeout(int i) {
    if (servers[i].term > spec.last_term || leads(&servers[i])) return IMPOSSIBLE;
    return after(happening(TIMEOUT, i));
}

/* Server i handles the request of a candidate. Where it hears none because of a leader, that leader has gone first, or it
   has been restarted, which it may be at any time; a leader steps down when nobody answers it. */
result request_vote(int i, int candidate, int term) {
    const message *m = NULL;
    for (int k = 0; k < sent_count && !m; k++)
        if (is(sent[k], RAFT_IO_REQUEST_VOTE, candidate, i) && sent[k]->term == term) m = sent[k];
    if (!m) return IMPOSSIBLE;
    const server *s = &servers[i];
    input request = delivery(m);
    bool is_deaf = has_leader(s) && (term > s->term || (term == s->term && !leads(s)));
    int mark = world_mark();
    if (changes(request) || !is_deaf) return DONE;
    world_undo(mark);
    if (settings.stays_up) return never("a server that has a leader hears no candidate");
    feed(happening(leads(s) ? SILENCE : RESTART, i));
    feed(request);
    return DONE;
}

/* Candidate i has the votes that there are, of all terms and twice each, which it has to see. */
static result lead(int i) {
    const message *votes[SERVERS * TERMS * 2];
    int count = 0;
    for (int k = 0; k < sent_count && count < SERVERS * TERMS * 2; k++)
        if (is(sent[k], RAFT_IO_REQUEST_VOTE_RESULT, -1, i) && sent[k]->granted) votes[count++] = sent[k];
    for (int k = 0; k < 2 * count && !failure; k++) feed(delivery(votes[k % count]));
    return count ? DONE : IMPOSSIBLE;
}

static bool is_old(const message *m, int from, int i, int term) {
    return (is(m, RAFT_IO_APPEND_ENTRIES, from, i) || is(m, RAFT_IO_REQUEST_VOTE, from, i)) && m->term < term;
}

/* Server i handles what another has sent in earlier terms, as a candidate and as a leader. */
static result reject(int i, int from) {
    const message *old[MESSAGES_OF_ONE];
    int count = 0;
    for (int k = 0; k < sent_count && count < MESSAGES_OF_ONE; k++)
        if (is_old(sent[k], from, i, servers[i].term)) old[count++] = sent[k];
    for (int k = 0; k < count && !failure; k++) feed(delivery(old[k]));
    return count ? DONE : IMPOSSIBLE;
}

/* Server i hears the answers of a term that there are, each by itself, until one makes a difference. */
static bool hears_answer(int i, int term, bool *found) {
    int mark = world_mark();
    for (int k = 0; k < sent_count; k++) {
        const message *m = sent[k];
        if (!is(m, RAFT_IO_APPEND_ENTRIES_RESULT, -1, i) && !is(m, RAFT_IO_REQUEST_VOTE_RESULT, -1, i)) continue;
        if (m->term != term || term <= servers[i].term) continue;
        *found = true;
        if (changes(delivery(m))) return true;
        world_undo(mark);
    }
    return false;
}

/* Server i hears of a term from an answer to a message of its own. A leader reads no answer to a candidate: then another
   server answers what the leader has sent. */
static result discover(int i, int term) {
    int mark = world_mark();
    bool found = false;
    if (hears_answer(i, term, &found)) return DONE;
    if (!found) return IMPOSSIBLE;
    for (int k = 0; k < settings.servers; k++) {
        if (k == i || servers[k].term != term || reject(k, i) != DONE) continue;
        if (hears_answer(i, term, &found)) return DONE;
        world_undo(mark);
    }
    return never("an answer to a request that the server has given up is not read");
}

/* Leader i has the acknowledgements of a length: one of each server that counts, and those of earlier terms, which it is
   not to count. What a server says to have beyond the leader's log, the leader takes for all of its log. */
result commit(int i, int length, bool counts_only_present) {
    const server *s = &servers[i];
    const message *evidence[SERVERS * 8], *best[SERVERS] = {NULL};
    int count = 0, exact = 0, known = 0, mark = world_mark();
    for (int k = 0; k < sent_count; k++) {
        const message *m = sent[k];
        if (!is(m, RAFT_IO_APPEND_ENTRIES_RESULT, -1, i) || m->rejected || m->index < length) continue;
        if (counts_only_present && servers[m->from].term != s->term) continue;
        if (m->term < s->term && count < SERVERS * 6) evidence[count++] = m;
        if (m->term == s->term && (!best[m->from] || m->index < best[m->from]->index)) best[m->from] = m;
    }
    for (int k = 0; k < settings.servers; k++) {
        if (!best[k]) continue;
        known++;
        if (best[k]->index == length || (leads(s) && s->count == length)) evidence[count++] = best[k], exact++;
    }
    if (!exact && known) return never("entries that are acknowledged together are committed together");
    if (!count) return IMPOSSIBLE;
    for (int k = 0; k < count && !failure; k++) feed(delivery(evidence[k]));
    bool committed = failure || (int)s->raft.commit_index >= length;
    if (committed || !leads(s) || s->count <= length) return DONE;
    return undone(mark, never("a leader commits all that it has at once, or nothing"));
}

result take_of_raft(const step *s) {
    const int *a = s->arguments;
    if (!strcmp(s->action, "timeout")) return timeout(a[0]);
    if (!strcmp(s->action, "vote") || !strcmp(s->action, "refuse")) return request_vote(a[0], a[1], a[2] + 1);
    if (!strcmp(s->action, "lead")) return lead(a[0]);
    if (!strcmp(s->action, "reject")) return reject(a[0], a[1]);
    if (!strcmp(s->action, "discover")) return discover(a[0], a[1] + 1);
    if (!strcmp(s->action, "restart")) return after(happening(RESTART, a[0]));
    if (!strcmp(s->action, "append")) return append_entries(a[0], a[1], a[2] + 1, a[3] + 1);
    if (!strcmp(s->action, "commit")) return commit(a[0], a[1] + 1, false);
    if (!strcmp(s->action, "propose"))
        return servers[a[0]].count > spec.entries ? IMPOSSIBLE : after(happening(PROPOSE, a[0]));
    reason = "no such action in this adapter; does it belong to another version of the spec?";
    return FAILED;
}
